#include "service/system/history.h"

#include <algorithm>
#include <iterator>

namespace shouxin::service {

std::string_view name_of(SystemColumn column) {
    static constexpr std::array<std::string_view, system_columns> names{
        "at_ms",
        "events",
        "decisions",
        "requests",
        "decision_p50_us",
        "decision_p99_us",
        "sync_p50_us",
        "sync_p99_us",
        "waiting",
        "projecting",
        "outbox",
        "memory",
        "cpu",
        "disk_free",
        "data_bytes",
        "log_bytes"};
    return names[static_cast<std::size_t>(column)];
}

SystemRow SystemHistory::newest() const {
    const std::lock_guard lock(mutex_);
    return seconds_.empty() ? SystemRow{} : seconds_.back();
}

void SystemHistory::add(Rows& rows, const SystemRow& row, std::size_t most) {
    const std::lock_guard lock(mutex_);
    rows.push_back(row);
    if (rows.size() > most) {
        rows.pop_front();
    }
}

// A clock that was set back leaves rows out of order: all that are behind are told.
std::vector<SystemRow> SystemHistory::behind(const Rows& rows, std::int64_t after_ms) const {
    const std::lock_guard lock(mutex_);
    std::vector<SystemRow> told;
    std::ranges::copy_if(rows, std::back_inserter(told), [&](const SystemRow& row) {
        return at(row, SystemColumn::at_ms) > after_ms;
    });
    return told;
}

}  // namespace shouxin::service
