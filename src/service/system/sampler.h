// Takes the samples: asks who counts, and makes rates and quantiles of what came since the last
// one. For one thread, which calls it about once a second.
#pragma once

#include "port/clock.h"
#include "port/vitals.h"
#include "runtime/live/latencies.h"
#include "service/system/history.h"

#include <cstdint>
#include <functional>

namespace shouxin::service {

// What was counted since the start, and what stands now.
struct SystemCounts {
    std::uint64_t events = 0;
    std::uint64_t decisions = 0;
    std::uint64_t requests = 0;
    runtime::Latencies::Counts deciding{};
    runtime::Latencies::Counts syncing{};
    std::uint64_t waiting = 0;
    std::uint64_t projecting = 0;
    std::uint64_t outbox = 0;
    std::uint64_t log_bytes = 0;
};

class Sampler {
public:
    using Count = std::function<SystemCounts()>;

    // All outlive this.
    Sampler(
        const port::Clock& clock, const port::Vitals& vitals, Count count, SystemHistory& history);

    // A row of the time since the last call, and every minute one of the minute.
    void sample();

private:
    struct Moment {
        std::int64_t steady_ns = 0;
        std::int64_t cpu_ns = 0;
        SystemCounts counts;
    };

    [[nodiscard]] SystemRow row(
        const Moment& from, const Moment& to, const port::VitalSigns& signs) const;

    const port::Clock& clock_;
    const port::Vitals& vitals_;
    Count count_;
    SystemHistory& history_;
    std::uint64_t data_bytes_ = 0;  // as of the last minute
    Moment second_;                 // when the last second's row ended, and the last minute's
    Moment minute_;
};

}  // namespace shouxin::service
