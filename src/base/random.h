// What would dice have shown? A seeded generator whose draws are the same bytes on every machine
// and library: xoshiro256** (Blackman and Vigna 2018), with our own distributions, because those
// of <random> differ between libraries, and our own log and exp. For simulators, tests and
// seeded search only: not for secrets. Not thread-safe; give each task its own fork.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin {

class Random {
public:
    explicit Random(std::uint64_t seed);

    // An independent stream that depends on our seed and the name alone, never on what was drawn
    // before: adding a draw in one part of a simulation leaves the other parts as they were.
    Random fork(std::string_view name) const;
    Random fork(std::uint64_t number) const;

    std::uint64_t next_u64();

    // Uniform in [lo, hi], both included, without bias. REQUIRES: lo <= hi.
    std::int64_t uniform_int(std::int64_t lo, std::int64_t hi);

    // Uniform in [0, size), for picking a row. REQUIRES: size > 0.
    std::size_t uniform_index(std::size_t size);

    // Uniform in [0, 1), a multiple of 2^-53.
    double uniform();

    // Uniform in [lo, hi).
    double uniform(double lo, double hi);

    // True with probability p; never for p <= 0, always for p >= 1.
    bool chance(double p);

    double normal(double mean = 0.0, double deviation = 1.0);

    // REQUIRES: mean >= 0.
    double exponential(double mean);

    // exp of a normal: `median` is its median, `sigma` the deviation of its logarithm.
    double lognormal(double median, double sigma);

    // Exact up to a mean of 256 (in time proportional to it), the rounded normal above.
    // REQUIRES: mean >= 0.
    std::int64_t poisson(double mean);

    // REQUIRES: not empty.
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[uniform_index(items.size())];
    }

    // Every order equally likely.
    template <class T>
    void shuffle(std::span<T> items) {
        for (std::size_t left = items.size(); left > 1; --left) {
            std::swap(items[left - 1], items[uniform_index(left)]);
        }
    }

    template <class T>
    void shuffle(std::vector<T>& items) {
        shuffle(std::span<T>(items));
    }

private:
    std::uint64_t below(std::uint64_t bound);

    std::uint64_t seed_;
    std::array<std::uint64_t, 4> state_{};
};

// Draws rows in proportion to fixed weights, in constant time (Vose's alias method, 1991).
// Immutable, so safe to share between threads.
class WeightedPick {
public:
    // REQUIRES: at least one weight, all finite and >= 0, a positive sum, fewer than 2^32.
    explicit WeightedPick(std::span<const double> weights);

    // Row k has weight 1 / (k + 1)^exponent: popularity of shops, items, towns.
    static WeightedPick zipf(std::size_t size, double exponent);

    std::size_t operator()(Random& random) const;

    std::size_t size() const { return keep_.size(); }

private:
    std::vector<double> keep_;          // by row: chance to stay in it
    std::vector<std::uint32_t> other_;  // by row: where to go otherwise
};

}  // namespace shouxin
