// Which action must be looked at next because time went by? A heap of moments; an action may have
// moments that no longer mean anything, which whoever asks finds out. Not thread-safe.
#pragma once

#include "live/actions/action_state.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace shouxin::live {

struct Alarm {
    std::int64_t at_ms = 0;
    ActionId action = 0;

    friend auto operator<=>(const Alarm&, const Alarm&) = default;
};

class Alarms {
public:
    void add(const Alarm& alarm) {
        heap_.push_back(alarm);
        std::ranges::push_heap(heap_, std::greater<>());
    }

    // Takes out the earliest, of several the smallest id, if its moment has come.
    std::optional<Alarm> take(std::int64_t at_ms) {
        if (heap_.empty() || heap_.front().at_ms > at_ms) {
            return std::nullopt;
        }
        std::ranges::pop_heap(heap_, std::greater<>());
        const Alarm alarm = heap_.back();
        heap_.pop_back();
        return alarm;
    }

    // The moment of the earliest; far away if there is none.
    [[nodiscard]] std::int64_t next_ms() const {
        return heap_.empty() ? INT64_MAX : heap_.front().at_ms;
    }

    [[nodiscard]] std::size_t size() const { return heap_.size(); }

    void clear() { heap_.clear(); }

private:
    std::vector<Alarm> heap_;
};

}  // namespace shouxin::live
