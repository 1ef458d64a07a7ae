// Numbers that run along with the log in a few bytes: an integer logarithm, a quantile, a mean of
// answers that are corrected later. Integers only, so the same on every machine.
#pragma once

#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace shouxin::judge {

// 100 ln(n), to within one hundredth, from a table: signal::ln costs fifty times as much.
class IntegerLn {
public:
    IntegerLn() {
        for (std::uint32_t n = 0; n < table_.size(); ++n) {
            table_[n] = signal::ln(std::max(n, 1U));
        }
    }

    // Of 0 as of 1.
    [[nodiscard]] std::int16_t operator()(std::uint64_t n) const {
        const int beyond = std::max(static_cast<int>(std::bit_width(n)) - bits, 0);
        constexpr int ln_2 = 693'147;  // ten thousand times 100 ln 2
        return static_cast<std::int16_t>(table_[n >> beyond] + (beyond * ln_2 + 5000) / 10'000);
    }

    // A probability (millionths) as a measure, as judge::level.
    [[nodiscard]] std::int16_t level(std::uint32_t ppm) const {
        return static_cast<std::int16_t>((*this)(1000 + std::uint64_t{ppm}) - (*this)(1000));
    }

private:
    static constexpr int bits = 11;
    std::array<std::int16_t, 1U << bits> table_{};
};

// Follows a quantile by steps that shrink: `up` when a value is above, `down` when it is below
// (Ma, Muthukrishnan and Sandler 2013, "frugal streaming"); 4 and 1 find the 80th percentile.
struct RunningQuantile {
    std::int16_t value = 0;
    std::uint16_t seen = 0;

    void take(std::int16_t one, int up, int down) {
        const int step = std::max(16 / std::max<int>(seen, 1), 1);
        const int to = one > value ? std::min<int>(value + up * step, one)
                                   : std::max<int>(value - down * step, one);
        value = seen == 0 ? one : static_cast<std::int16_t>(to);
        seen = static_cast<std::uint16_t>(std::min(seen + 1, 0xffff));
    }
};

// The mean of the newest answers about some orders in this period and the one before; what came
// earlier counts as much as two orders do. An answer can be replaced while its order is in either.
class RunningSuspicion {
public:
    // Longer than the time from the first answer to the last.
    static constexpr std::uint32_t period_s = 4 * signal::constants::day_s;

    // An order's own part, which its mean leaves out; nothing was said if `ppm` is 0.
    struct Own {
        std::uint32_t ppm = 0;
        std::uint32_t period = 0;
    };

    // REQUIRES: periods never fall from call to call.
    void say(std::uint32_t ppm, std::uint32_t period) {
        roll(period);
        ++now_;
        now_ppm_ += ppm;
    }

    void replace(Own own, std::uint32_t ppm) {
        if (own.period == period_) {
            now_ppm_ += ppm;
            now_ppm_ -= own.ppm;
        } else if (own.period + 1 == period_) {
            before_ppm_ += ppm;
            before_ppm_ -= own.ppm;
        }
    }

    // In millionths.
    [[nodiscard]] std::uint32_t mean_of_others(Own own) const {
        const bool counted = own.ppm != 0 && own.period + 1 >= period_;
        const std::uint64_t sum = now_ppm_ + before_ppm_ - (counted ? own.ppm : 0);
        const std::uint64_t many = std::uint64_t{now_} + before_ - (counted ? 1 : 0);
        return static_cast<std::uint32_t>(
            (carried_ppm_ * carried_many + sum) / (carried_many + many));
    }

    template <class Archive>
    void archive(Archive& a) {
        a(period_, now_, before_, now_ppm_, before_ppm_, carried_ppm_);
    }

private:
    static constexpr std::uint64_t carried_many = 2;

    void roll(std::uint32_t period) {
        if (period <= period_) {
            return;
        }
        const bool next = period == period_ + 1;
        const std::uint64_t sum = before_ppm_ + (next ? 0 : now_ppm_);
        const std::uint64_t many = std::uint64_t{before_} + (next ? 0 : now_);
        carried_ppm_ = (carried_ppm_ * carried_many + sum) / (carried_many + many);
        before_ = next ? now_ : 0;
        before_ppm_ = next ? now_ppm_ : 0;
        now_ = 0;
        now_ppm_ = 0;
        period_ = period;
    }

    std::uint32_t period_ = 0;
    std::uint32_t now_ = 0;
    std::uint32_t before_ = 0;
    std::uint64_t now_ppm_ = 0;
    std::uint64_t before_ppm_ = 0;
    std::uint64_t carried_ppm_ = 10'000;
};

}  // namespace shouxin::judge
