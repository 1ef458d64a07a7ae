// People: what is written behind.
#include "service/people/people.h"

#include <algorithm>

namespace shouxin::service {

Result<void> People::flush() {
    const std::lock_guard writing(writing_);
    Flush flush{.now_ms = time_.now_ms()};
    flush_sessions(flush);
    flush_keys(flush);
    flush_failures(flush);
    if (!flush.changes.empty()) {
        TRY_DONE(records_.write(flush.changes, port::Durability::soon));
    }
    flushed_ms_ = flush.now_ms;
    std::ranges::for_each(flush.ended_sessions, [&](const auto& id) { sessions_.erase(id); });
    std::ranges::for_each(flush.ended_keys, [&](const auto& id) { keys_.erase(id); });
    std::ranges::for_each(flush.people, [&](const auto& each) { people_.put(each.name, each); });
    return {};
}

void People::flush_sessions(Flush& flush) const {
    sessions_.visit([&](const Session& each) {
        if (!lives(each, flush.now_ms)) {
            flush.changes.push_back(erase(sessions_table, proof::hex(each.id)));
            flush.ended_sessions.push_back(each.id);
        } else if (each.last_seen_ms >= flushed_ms_) {
            flush.changes.push_back(put(sessions_table, row_of(each)));
        }
    });
}

void People::flush_keys(Flush& flush) const {
    keys_.visit([&](const Key& each) {
        const std::int64_t died = each.revoked_at_ms != 0 ? each.revoked_at_ms : each.expires_at_ms;
        if (flush.now_ms - died >= options_.dead_key_ms) {
            flush.changes.push_back(erase(keys_table, each.id));
            flush.ended_keys.push_back(each.id);
        } else if (each.last_used_ms != 0 && each.last_used_ms >= flushed_ms_) {
            flush.changes.push_back(put(keys_table, row_of(each)));
        }
    });
}

void People::flush_failures(Flush& flush) {
    const std::lock_guard lock(lockout_mutex_);
    people_.visit([&](Person each) {
        if (const Failures now = lockout_.of(each.name); now != each.failures) {
            each.failures = now;
            flush.changes.push_back(put(people_table, row_of(each)));
            flush.people.push_back(std::move(each));
        }
    });
}

}  // namespace shouxin::service
