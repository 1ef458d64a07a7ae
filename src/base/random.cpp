#include "base/random.h"

#include "base/must.h"
#include "base/portable_math.h"

#include <bit>
#include <cmath>
#include <limits>

namespace shouxin {
namespace {

// SplitMix64's finaliser: every input bit moves every output bit.
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;

// FNV-1a; the finaliser in fork() repairs its weak high bits.
std::uint64_t hash_name(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

__extension__ using Wide = unsigned __int128;

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed) {
    for (std::uint64_t& word : state_) {
        seed += golden;
        word = mix(seed);
    }
}

Random Random::fork(std::string_view name) const {
    return Random(mix(mix(seed_ + golden) ^ hash_name(name)));
}

Random Random::fork(std::uint64_t number) const {
    return Random(mix(mix(seed_ ^ golden) + mix(number + golden)));
}

std::uint64_t Random::next_u64() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

// Lemire 2019: the high half of a product, rejecting the few values that would bias it.
std::uint64_t Random::below(std::uint64_t bound) {
    Wide product = Wide{next_u64()} * bound;
    if (static_cast<std::uint64_t>(product) < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (static_cast<std::uint64_t>(product) < threshold) {
            product = Wide{next_u64()} * bound;
        }
    }
    return static_cast<std::uint64_t>(product >> 64U);
}

std::int64_t Random::uniform_int(std::int64_t lo, std::int64_t hi) {
    MUST(lo <= hi);
    const std::uint64_t base = static_cast<std::uint64_t>(lo);
    const std::uint64_t size = static_cast<std::uint64_t>(hi) - base + 1;
    const std::uint64_t offset = size == 0 ? next_u64() : below(size);
    return static_cast<std::int64_t>(base + offset);
}

std::size_t Random::uniform_index(std::size_t size) {
    MUST(size > 0);
    return below(size);
}

double Random::uniform() {
    return static_cast<double>(next_u64() >> 11U) * 0x1.0p-53;
}

double Random::uniform(double lo, double hi) {
    return lo + (hi - lo) * uniform();
}

bool Random::chance(double p) {
    return uniform() < p;
}

// Marsaglia's polar method needs log and sqrt (exact in IEEE) but no cosine. The second value
// that it could give is dropped, so that a generator has no state but its words.
double Random::normal(double mean, double deviation) {
    while (true) {
        const double x = uniform(-1.0, 1.0);
        const double y = uniform(-1.0, 1.0);
        const double square = x * x + y * y;
        if (square > 0.0 && square < 1.0) {
            return mean + deviation * (x * std::sqrt(-2.0 * portable_log(square) / square));
        }
    }
}

double Random::exponential(double mean) {
    MUST(mean >= 0.0);
    return -mean * portable_log(1.0 - uniform());
}

double Random::lognormal(double median, double sigma) {
    return median * portable_exp(normal(0.0, sigma));
}

std::int64_t Random::poisson(double mean) {
    MUST(mean >= 0.0);
    constexpr double exact_up_to = 256.0;
    if (mean > exact_up_to) {
        const double drawn = std::floor(normal(mean, std::sqrt(mean)) + 0.5);
        return drawn > 0.0 ? static_cast<std::int64_t>(drawn) : 0;
    }
    std::int64_t arrivals = 0;
    for (double at = exponential(1.0); at < mean; at += exponential(1.0)) {
        ++arrivals;
    }
    return arrivals;
}

WeightedPick::WeightedPick(std::span<const double> weights)
    : keep_(weights.size()), other_(weights.size(), 0) {
    MUST(!weights.empty() && weights.size() < std::numeric_limits<std::uint32_t>::max());
    double sum = 0.0;
    for (const double weight : weights) {
        MUST(weight >= 0.0);
        sum += weight;
    }
    MUST(sum > 0.0 && sum <= std::numeric_limits<double>::max());

    std::vector<std::uint32_t> poor;  // rows with less than an even share, and with more
    std::vector<std::uint32_t> rich;
    for (std::uint32_t row = 0; row < keep_.size(); ++row) {
        keep_[row] = weights[row] / sum * static_cast<double>(weights.size());
        (keep_[row] < 1.0 ? poor : rich).push_back(row);
    }
    while (!poor.empty() && !rich.empty()) {
        const std::uint32_t taker = poor.back();
        const std::uint32_t giver = rich.back();
        poor.pop_back();
        other_[taker] = giver;
        keep_[giver] -= 1.0 - keep_[taker];
        if (keep_[giver] < 1.0) {
            rich.pop_back();
            poor.push_back(giver);
        }
    }
    // What is left differs from an even share by rounding alone.
    for (const std::uint32_t row : rich) {
        keep_[row] = 1.0;
    }
    for (const std::uint32_t row : poor) {
        keep_[row] = 1.0;
    }
}

WeightedPick WeightedPick::zipf(std::size_t size, double exponent) {
    std::vector<double> weights(size);
    for (std::size_t row = 0; row < size; ++row) {
        weights[row] = portable_exp(-exponent * portable_log(static_cast<double>(row + 1)));
    }
    return WeightedPick(weights);
}

std::size_t WeightedPick::operator()(Random& random) const {
    const std::size_t row = random.uniform_index(keep_.size());
    return random.uniform() < keep_[row] ? row : other_[row];
}

}  // namespace shouxin
