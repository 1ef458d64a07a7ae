#include "service/outbox/retry.h"

#include "base/must.h"

#include <algorithm>
#include <string>

namespace shouxin::service {

std::int64_t retry_after_ms(const RetryPlan& plan, std::string_view id, std::uint32_t attempts) {
    MUST(attempts >= 1);
    std::int64_t wait_ms = plan.base_ms;
    for (std::uint32_t i = 1; i < attempts && wait_ms < plan.most_ms; ++i) {
        wait_ms *= 2;
    }
    wait_ms = std::min(wait_ms, plan.most_ms);
    const std::int64_t half_ms = wait_ms / 2;
    const std::uint64_t drawn = siphash(std::string(id) + ' ' + std::to_string(attempts), plan.key);
    return wait_ms - static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(half_ms + 1));
}

std::uint32_t CircuitBreaker::allows(std::uint32_t wanted, std::int64_t now_ms) const {
    if (!open()) {
        return wanted;
    }
    return now_ms >= until_ms_ ? std::min(wanted, 1U) : 0;
}

void CircuitBreaker::succeeded() {
    *this = CircuitBreaker();
}

void CircuitBreaker::failed(std::int64_t now_ms) {
    if (open() && now_ms < until_ms_) {
        return;  // one of those that were on the way when it opened
    }
    pause_now_ms_ = open() ? std::min(2 * pause_now_ms_, pause_most_ms) : pause_ms;
    failures_ = std::min(failures_ + 1, failures_most);
    until_ms_ = open() ? now_ms + pause_now_ms_ : 0;
}

}  // namespace shouxin::service
