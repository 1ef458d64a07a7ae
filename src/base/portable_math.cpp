#include "base/portable_math.h"

#include "base/must.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

// frexp, ldexp and nearbyint are exact; all else here is IEEE addition, multiplication and
// division, each rounded once (the build forbids fusing them), so the bits are decided.

namespace shouxin {
namespace {

// ln 2 in two parts: the high one has enough trailing zeros that k * ln2_high is exact.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;
constexpr double sqrt_half = 0.70710678118654752440;

// 1/23, 1/21, ... 1/3.
constexpr std::array<double, 11> odd_inverses = [] {
    std::array<double, 11> inverses{};
    for (std::size_t i = 0; i < inverses.size(); ++i) {
        inverses[i] = 1.0 / static_cast<double>(23 - 2 * i);
    }
    return inverses;
}();

struct Split {
    double fraction;  // from 1/2 up to 1
    int exponent;
};

// frexp, without the call where x isn't subnormal.
Split split(double x) {
    constexpr std::uint64_t exponent_bits = 0x7ff0000000000000;
    constexpr std::uint64_t half = 0x3fe0000000000000;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    if ((bits & exponent_bits) == 0) {
        Split slow{};
        slow.fraction = std::frexp(x, &slow.exponent);
        return slow;
    }
    return {
        std::bit_cast<double>((bits & ~exponent_bits) | half), static_cast<int>(bits >> 52) - 1022};
}

}  // namespace

double portable_log(double x) {
    MUST(x > 0.0 && x <= std::numeric_limits<double>::max());
    auto [fraction, exponent] = split(x);
    if (fraction < sqrt_half) {
        fraction *= 2.0;
        --exponent;
    }
    // ln f = 2 artanh s with |s| < 0.172: the 12th odd power is below the last place.
    const double s = (fraction - 1.0) / (fraction + 1.0);
    const double s2 = s * s;
    double series = 0.0;
    for (const double inverse : odd_inverses) {
        series = (series + inverse) * s2;
    }
    return exponent * ln2_high + (2.0 * s + (2.0 * s * series + exponent * ln2_low));
}

double portable_exp(double x) {
    constexpr double overflow = 709.8;
    constexpr double underflow = -745.2;
    if (x > overflow) {
        return std::numeric_limits<double>::infinity();
    }
    if (x < underflow) {
        return 0.0;
    }
    const double halvings = std::nearbyint(x / (ln2_high + ln2_low));
    const double rest = (x - halvings * ln2_high) - halvings * ln2_low;
    // |rest| < 0.35: Taylor to the 14th power, from the smallest term up.
    double series = 0.0;
    for (int power = 14; power >= 1; --power) {
        series = (series + 1.0) * rest / power;
    }
    return std::ldexp(1.0 + series, static_cast<int>(halvings));
}

}  // namespace shouxin
