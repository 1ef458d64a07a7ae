#include "runtime/live/latencies.h"

#include "base/must.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace shouxin::runtime {
namespace {

constexpr std::uint64_t fine = std::uint64_t{1} << Latencies::fine_bits;

// The greatest time of a class.
std::int64_t end_of(std::size_t place) {
    const std::uint64_t doubling = place >> Latencies::fine_bits;
    const std::uint64_t within = place & (fine - 1);
    if (doubling == 0) {
        return static_cast<std::int64_t>(within);
    }
    return static_cast<std::int64_t>(((fine + within + 1) << (doubling - 1)) - 1);
}

}  // namespace

// Below 16 us each has its own; then 16 to each doubling.
std::size_t Latencies::class_of(std::int64_t time_us) {
    const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(time_us, 0));
    if (time < fine) {
        return static_cast<std::size_t>(time);
    }
    const auto shift = static_cast<unsigned>(std::bit_width(time)) - fine_bits - 1;
    const std::size_t place =
        ((shift + std::size_t{1}) << fine_bits) + ((time >> shift) & (fine - 1));
    return std::min(place, classes - 1);
}

Latencies::Counts Latencies::counts() const {
    Counts counts{};
    for (std::size_t i = 0; i < classes; ++i) {
        counts[i] = counts_[i].load(std::memory_order_relaxed);
    }
    return counts;
}

Latencies::Counts difference(const Latencies::Counts& now, const Latencies::Counts& before) {
    Latencies::Counts between{};
    std::ranges::transform(now, before, between.begin(), std::minus<>());
    return between;
}

std::int64_t quantile_us(const Latencies::Counts& counts, std::uint64_t permille) {
    MUST(permille <= 1000);
    const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    const std::uint64_t wanted = (all * permille + 999) / 1000;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts.size() && all > 0; ++i) {
        seen += counts[i];
        if (seen >= std::max<std::uint64_t>(wanted, 1)) {
            return end_of(i);
        }
    }
    return 0;
}

}  // namespace shouxin::runtime
