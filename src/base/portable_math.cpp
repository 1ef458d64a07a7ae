#include "base/portable_math.h"

#include "base/must.h"

#include <cmath>
#include <limits>

// frexp, ldexp and nearbyint are exact; all else here is IEEE addition, multiplication and
// division, each rounded once (the build forbids fusing them), so the bits are decided.

namespace shouxin {
namespace {

// ln 2 in two parts: the high one has enough trailing zeros that k * ln2_high is exact.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;
constexpr double sqrt_half = 0.70710678118654752440;

}  // namespace

double portable_log(double x) {
    MUST(x > 0.0 && x <= std::numeric_limits<double>::max());
    int exponent = 0;
    double fraction = std::frexp(x, &exponent);
    if (fraction < sqrt_half) {
        fraction *= 2.0;
        --exponent;
    }
    // ln f = 2 artanh s with |s| < 0.172: the 12th odd power is below the last place.
    const double s = (fraction - 1.0) / (fraction + 1.0);
    const double s2 = s * s;
    double series = 0.0;
    for (int odd = 23; odd >= 3; odd -= 2) {
        series = (series + 1.0 / odd) * s2;
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
