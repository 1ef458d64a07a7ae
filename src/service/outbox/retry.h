// When is a failed delivery tried again, and when does nobody try at all for a while? Pure; plain
// values.
#pragma once

#include "base/hash.h"

#include <cstdint>
#include <string_view>

namespace shouxin::service {

// After the n-th attempt it waits base * 2^(n-1), at most `most`, of which between a half and all,
// by a hash: so that what failed together doesn't come back together.
struct RetryPlan {
    std::int64_t base_ms = 5'000;
    std::int64_t most_ms = 4LL * 3'600'000;
    std::uint32_t attempts = 30;  // more than three days; then it is a dead letter
    HashKey key = {};
};

// REQUIRES: attempts >= 1.
std::int64_t retry_after_ms(const RetryPlan& plan, std::string_view id, std::uint32_t attempts);

// A circuit breaker (Nygard 2007): after several failures in a row the endpoint is left alone for a
// while; then one attempt decides whether it is back, or is left alone for twice as long.
class CircuitBreaker {
public:
    static constexpr std::uint32_t failures_most = 5;
    static constexpr std::int64_t pause_ms = 30'000;
    static constexpr std::int64_t pause_most_ms = 600'000;

    // How many attempts may be made now, of the `wanted`: all, one or none.
    [[nodiscard]] std::uint32_t allows(std::uint32_t wanted, std::int64_t now_ms) const;

    void succeeded();
    void failed(std::int64_t now_ms);

    [[nodiscard]] bool open() const { return failures_ >= failures_most; }

    // When it allows something again; 0: now.
    [[nodiscard]] std::int64_t until_ms() const { return open() ? until_ms_ : 0; }

private:
    std::uint32_t failures_ = 0;  // in a row
    std::int64_t pause_now_ms_ = pause_ms;
    std::int64_t until_ms_ = 0;
};

}  // namespace shouxin::service
