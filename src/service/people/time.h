// What time is it for sessions, locks and keys? The clock's, but never less than what has gone by
// since it was last asked: a clock that is set back doesn't lengthen a session. Thread-safe.
#pragma once

#include "port/clock.h"

#include <algorithm>
#include <cstdint>
#include <mutex>

namespace shouxin::service {

class ForwardTime {
public:
    explicit ForwardTime(const port::Clock& clock)
        : clock_(clock), now_ms_(clock.now_ms()), steady_ns_(clock.steady_ns()) {}

    // Unix milliseconds.
    [[nodiscard]] std::int64_t now_ms() {
        const std::lock_guard lock(mutex_);
        const std::int64_t gone_ms = (clock_.steady_ns() - steady_ns_) / 1'000'000;
        steady_ns_ += gone_ms * 1'000'000;
        now_ms_ = std::max(now_ms_ + gone_ms, clock_.now_ms());
        return now_ms_;
    }

private:
    const port::Clock& clock_;
    std::mutex mutex_;
    std::int64_t now_ms_;
    std::int64_t steady_ns_;
};

}  // namespace shouxin::service
