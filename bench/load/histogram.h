// How are latencies spread? Counted by logarithm, 64 counts to each doubling: right to 1/64, in
// 30 kB, whatever the number of values. Not thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace shouxin::load {

class Histogram {
public:
    void add(std::uint64_t value) {
        ++counts_[bucket(value)];
        ++count_;
        max_ = std::max(max_, value);
    }

    // The upper end of the bucket where the share `p` of all values is reached.
    [[nodiscard]] std::uint64_t percentile(double p) const {
        const auto wanted = static_cast<std::uint64_t>(p * static_cast<double>(count_));
        std::uint64_t below = 0;
        for (std::size_t at = 0; at < counts_.size(); ++at) {
            below += counts_[at];
            if (below > wanted) {
                return std::min(upper_end(at), max_);
            }
        }
        return max_;
    }

    [[nodiscard]] std::uint64_t count() const { return count_; }

    [[nodiscard]] std::uint64_t max() const { return max_; }

private:
    static constexpr std::size_t bits = 6;
    static constexpr std::size_t steps = std::size_t{1} << bits;

    static std::size_t bucket(std::uint64_t value) {
        if (value < steps) {
            return value;
        }
        const auto doublings = static_cast<std::size_t>(std::bit_width(value)) - 1 - bits;
        return (doublings << bits) + (value >> doublings);
    }

    static std::uint64_t upper_end(std::size_t at) {
        if (at < 2 * steps) {
            return at;
        }
        const std::size_t doublings = (at >> bits) - 1;
        return (((at & (steps - 1)) + steps + 1) << doublings) - 1;
    }

    std::array<std::uint64_t, (64 - bits + 1) * steps> counts_{};
    std::uint64_t count_ = 0;
    std::uint64_t max_ = 0;
};

}  // namespace shouxin::load
