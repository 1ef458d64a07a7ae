// What did an event say when it was accepted? Read from the log again: the line that was kept, and
// whom it names.
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "model/names.h"
#include "port/event_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::service {

struct StoredEvent {
    std::uint64_t record = 0;      // of the log
    std::uint64_t line = 0;        // of the record, from 1
    std::int64_t accepted_ms = 0;  // by the server's clock
    std::int64_t at_ms = 0;
    Hash128 identity;  // of its source and id
    std::string type;
    std::string text;

    struct Name {
        std::string_view kind;  // "order"
        std::string id;

        bool operator==(const Name&) const = default;
    };

    std::vector<Name> names{};  // each once, as they stand in the event
};

// Those of a record that go by the id; one of each source. `not_found` if the log has forgotten
// the record. Reads up to a segment of the log (256 MiB). `names` only hashes.
Result<std::vector<StoredEvent>> stored_events(
    port::EventLog& log,
    std::uint64_t record,
    std::string_view id,
    HashKey key,
    const model::Names& names);

}  // namespace shouxin::service
