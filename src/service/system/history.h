// How did the server do in the last minutes and the last day? Samples, one a second for a quarter
// of an hour, one a minute for a day; each is a row of whole numbers. Thread-safe.
// docs/formats/system.md
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string_view>
#include <vector>

namespace shouxin::service {

// The columns, in order: rates are of a second, over the time that the row stands for.
enum class SystemColumn : std::uint8_t {
    at_ms,            // when the time it stands for ended
    events,           // that were accepted, a second; as the next two in thousandths
    decisions,        // that were made
    requests,         // that were answered, whatever the answer
    decision_p50_us,  // of answers to POST /v1/decisions; 0 if there were none
    decision_p99_us,
    sync_p50_us,  // of the log
    sync_p99_us,
    waiting,     // requests that wait to be written
    projecting,  // records of the log that ledger and records don't have yet
    outbox,      // messages that wait to be delivered
    memory,      // bytes
    cpu,         // of one processor, in thousandths
    disk_free,   // bytes
    data_bytes,  // of the data folder
    log_bytes,
    count,
};

inline constexpr std::size_t system_columns = static_cast<std::size_t>(SystemColumn::count);

std::string_view name_of(SystemColumn column);

using SystemRow = std::array<std::int64_t, system_columns>;

inline std::int64_t& at(SystemRow& row, SystemColumn column) {
    return row[static_cast<std::size_t>(column)];
}

inline std::int64_t at(const SystemRow& row, SystemColumn column) {
    return row[static_cast<std::size_t>(column)];
}

class SystemHistory {
public:
    static constexpr std::size_t seconds_max = 900;
    static constexpr std::size_t minutes_max = 1440;

    void add_second(const SystemRow& row) { add(seconds_, row, seconds_max); }

    void add_minute(const SystemRow& row) { add(minutes_, row, minutes_max); }

    // Those behind a moment, the oldest first.
    [[nodiscard]] std::vector<SystemRow> seconds(std::int64_t after_ms) const {
        return behind(seconds_, after_ms);
    }

    [[nodiscard]] std::vector<SystemRow> minutes(std::int64_t after_ms) const {
        return behind(minutes_, after_ms);
    }

    // Zeros before the first second.
    [[nodiscard]] SystemRow newest() const;

private:
    using Rows = std::deque<SystemRow>;

    void add(Rows& rows, const SystemRow& row, std::size_t most);
    [[nodiscard]] std::vector<SystemRow> behind(const Rows& rows, std::int64_t after_ms) const;

    mutable std::mutex mutex_;
    Rows seconds_;
    Rows minutes_;
};

}  // namespace shouxin::service
