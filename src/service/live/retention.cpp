#include "service/live/retention.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

struct Kept {
    std::string_view table;
    std::string_view time;
    std::string_view order;  // a column that grows with it, and is indexed
};

constexpr std::array<Kept, 4> tables{{
    {"decisions", "at_ms", "number"},
    {"action_history", "at_ms", "id"},
    {"quarantine", "at_ms", "id"},
    {"waiting", "at_ms", "number"},
}};

}  // namespace

Result<std::size_t> erase_old_rows(
    port::Records& records, std::int64_t before_ms, std::size_t most) {
    std::size_t erased = 0;
    for (const Kept& kept : tables) {
        port::Query query;
        query.table = kept.table;
        query.order_by = kept.order;
        query.limit = most;
        query.where = {{std::string(kept.time), port::Condition::Is::less, before_ms}};
        TRY(std::vector<port::Row> rows, records.list(query));
        std::vector<port::Change> changes;
        for (port::Row& row : rows) {
            changes.push_back({port::Change::Kind::erase, std::string(kept.table), std::move(row)});
        }
        if (!changes.empty()) {
            TRY_DONE(records.write(changes, port::Durability::soon));
        }
        erased += changes.size();
    }
    return erased;
}

}  // namespace shouxin::service
