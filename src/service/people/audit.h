// What did somebody do to people, roles and keys? Told before it is done, so that nothing happens
// that isn't in the ledger. Never holds a secret. Plain values.
#pragma once

#include "base/result.h"
#include "proof/json.h"

#include <cstdint>
#include <string>

namespace shouxin::service {

struct AuditEntry {
    std::int64_t at_ms = 0;
    std::string by;       // an account's name; "system" at the first start
    std::string what;     // "person.create", "person.change", "password.change", "key.create", ...
    std::string subject;  // an account's name or a key's id
    proof::Json detail = proof::Json::object();  // what it shall be: {"role":"lead"}
    bool failed = false;  // the one before, of the same words, could not be done
};

// As a leaf of the ledger may hold it.
inline proof::Json json_of(const AuditEntry& entry) {
    return proof::Json::object()
        .put("at_ms", entry.at_ms)
        .put("by", entry.by)
        .put("detail", entry.detail)
        .put("failed", proof::Json::boolean(entry.failed))
        .put("subject", entry.subject)
        .put("what", entry.what);
}

class Audit {
public:
    virtual ~Audit() = default;

    // Keeps it for good before it returns; an error forbids the change. Called on the threads that
    // change people, never on I/O threads: thread-safe.
    virtual Result<void> record(const AuditEntry& entry) = 0;
};

}  // namespace shouxin::service
