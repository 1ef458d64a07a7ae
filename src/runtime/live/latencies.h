// How long does something take, mostly and at worst? Counts of times in classes that are a
// sixteenth wide, from a microsecond to a minute; what was counted between two moments is the
// difference of two counts. Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace shouxin::runtime {

class Latencies {
public:
    static constexpr unsigned fine_bits = 4;   // 16 classes for each doubling
    static constexpr unsigned doublings = 26;  // up to 67 s
    static constexpr std::size_t classes = (doublings - fine_bits + 1) << fine_bits;
    using Counts = std::array<std::uint64_t, classes>;

    // Longer ones are of the last class, negative ones of the first.
    void add(std::int64_t time_us) {
        counts_[class_of(time_us)].fetch_add(1, std::memory_order_relaxed);
    }

    [[nodiscard]] Counts counts() const;

private:
    static std::size_t class_of(std::int64_t time_us);

    std::array<std::atomic<std::uint64_t>, classes> counts_{};
};

// What came between two counts. REQUIRES: `before` is the earlier one.
Latencies::Counts difference(const Latencies::Counts& now, const Latencies::Counts& before);

// The time within which so many of a thousand were, in microseconds: the end of its class. 0 if
// there were none. REQUIRES: permille <= 1000.
std::int64_t quantile_us(const Latencies::Counts& counts, std::uint64_t permille);

}  // namespace shouxin::runtime
