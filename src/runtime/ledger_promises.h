// Which trees did a ledger ever sign, as far as its folder remembers? For one thread.
#pragma once

#include "base/result.h"
#include "proof/checkpoint.h"
#include "runtime/ledger_audit.h"
#include "runtime/ledger_files.h"

#include <string>
#include <vector>

namespace shouxin::runtime {

struct LedgerPromises {
    proof::Checkpoint newest;
    std::vector<proof::Checkpoint> all;  // rightly signed, by size; the newest is the last
    std::vector<proof::Cosignature> witnesses;
    std::vector<std::string> wrong;
};

Result<LedgerPromises> read_promises(const LedgerFiles& files, const AuditOptions& options);

}  // namespace shouxin::runtime
