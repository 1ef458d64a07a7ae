#include "ring/evidence.h"

#include "base/portable_math.h"

#include <array>
#include <bit>

namespace shouxin::ring {
namespace {

constexpr unsigned index_bits = 12;
constexpr unsigned mantissa_bits = 52;

class Logarithms {
public:
    Logarithms() {
        for (std::size_t i = 0; i < mantissas_.size(); ++i) {
            const double middle = (static_cast<double>(i) + 0.5) / (1U << index_bits);
            mantissas_[i] = 1000.0 * portable_log(1.0 + middle) + offset + 0.5;
        }
    }

    [[nodiscard]] Evidence of(double x) const {
        constexpr double ln2 = 693.14718055994530942;
        const auto bits = std::bit_cast<std::uint64_t>(x);
        const int exponent = static_cast<int>(bits >> mantissa_bits & 0x7ff) - 1023;
        const std::uint64_t index =
            bits >> (mantissa_bits - index_bits) & ((std::uint64_t{1} << index_bits) - 1);
        const double sum = exponent * ln2 + mantissas_[index];
        return static_cast<Evidence>(sum) - static_cast<Evidence>(offset);
    }

private:
    // Makes every sum positive, so that cutting it off rounds it.
    static constexpr double offset = 1 << 20;

    std::array<double, std::size_t{1} << index_bits> mantissas_{};
};

double exact_log_ratio(double a, double b) {
    return a <= 0.0 ? 0.0 : portable_log(a / b);
}

}  // namespace

Evidence log_of(double x) {
    static const Logarithms logarithms;
    return logarithms.of(x);
}

Evidence surprise_of(double found, double expected) {
    if (found <= expected || found <= 0.0) {
        return 0;
    }
    const double nats = found * portable_log(found / expected) - found + expected;
    return static_cast<Evidence>(nats * 1000.0);
}

Evidence excess_of(double x, double n, double p) {
    if (n <= 0.0 || x <= n * p || p <= 0.0 || p >= 1.0) {
        return 0;
    }
    const double nats =
        x * exact_log_ratio(x / n, p) + (n - x) * exact_log_ratio((n - x) / n, 1.0 - p);
    return static_cast<Evidence>(nats * 1000.0);
}

}  // namespace shouxin::ring
