// Would one more hold be too many? Caps on what may be held for a merchant in a day, by all in an
// hour and by one version of a rule in an hour, so that a wrong rule or an attacker who makes
// others look guilty can't freeze the market before a person has looked. The windows slide: no day
// and no hour, wherever it begins, has more than its cap. Not thread-safe.
#pragma once

#include "model/action.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shouxin::live {

// As in [brake] of a policy; amounts in fen. A cap of 0 lets nothing through.
struct BrakeLimits {
    static constexpr std::int64_t none = INT64_MAX;

    std::int64_t holds_per_merchant_day = none;
    std::int64_t held_amount_per_merchant_day = none;
    std::int64_t holds_per_hour = none;
    std::int64_t held_amount_per_hour = none;
    std::int64_t holds_per_rule_hour = none;

    friend bool operator==(const BrakeLimits&, const BrakeLimits&) = default;
};

enum class Cap : std::uint8_t {
    none,
    holds_per_merchant_day,
    held_amount_per_merchant_day,
    holds_per_hour,
    held_amount_per_hour,
    holds_per_rule_hour,
    holds_remembered,  // the brake can't count more of a day: Brake::holds_max
    actions_in_force,  // the book is full
    count,
};

// Of a cap, as its key in [brake] where it has one.
std::string_view name_of(Cap cap);

// Whether the brake looks at it: what keeps somebody's money or account from him.
constexpr bool is_hold(model::Action action) {
    return action == model::Action::hold_settlement || action == model::Action::freeze_account;
}

// What the brake knows of a hold.
struct HoldTaken {
    std::int64_t at_ms = 0;
    std::int64_t amount = 0;               // in fen
    std::uint64_t rule = 0;                // a hash of a rule and its version
    std::uint32_t merchant = no_merchant;  // whose settlement; caps a merchant are for those alone

    static constexpr std::uint32_t no_merchant = 0xffffffff;

    template <class Archive>
    void archive(Archive& a) {
        a(at_ms, amount, rule, merchant);
    }
};

// How far the caps are used. Amounts in fen.
struct BrakeUse {
    struct Sum {
        std::int64_t holds = 0;
        std::int64_t amount = 0;
    };

    struct Merchant {
        std::uint32_t merchant = 0;
        Sum day;
    };

    Sum hour;
    std::vector<Merchant> merchants;  // those with the most holds of the day, the most first
    std::vector<std::int64_t> rules;  // holds of the hour, by the rules that were asked for
};

class Brake {
public:
    // Of the last day. With no caps set, one hold more is past `holds_remembered`: the memory is
    // bounded, about 32 bytes a hold and 64 a merchant.
    static constexpr std::size_t holds_max = std::size_t{1} << 19;
    static constexpr std::int64_t amount_max = 10'000'000'000'000;  // as of an event, in fen

    void limit(const BrakeLimits& limits) { limits_ = limits; }

    [[nodiscard]] const BrakeLimits& limits() const { return limits_; }

    // Takes the hold and says none, or says which cap is in the way and takes nothing.
    // REQUIRES: at_ms doesn't fall from call to call; 0 <= amount <= amount_max.
    Cap take(const HoldTaken& hold);

    // What take() would say to one after the other, all at `at_ms`; takes nothing.
    [[nodiscard]] std::vector<Cap> foretell(
        std::span<const HoldTaken> holds, std::int64_t at_ms) const;

    [[nodiscard]] std::size_t remembered() const { return day_.size(); }

    // As the next hold at that moment would find it: of all, of these rules, and of the `most`
    // merchants that had the most holds. Takes about 10 ns a merchant that had one in the day.
    [[nodiscard]] BrakeUse use(
        std::int64_t at_ms, std::span<const std::uint64_t> rules, std::size_t most) const;

    // New indices of merchants by the old ones. REQUIRES: all of the last day's are in it.
    void renumber(std::span<const std::uint32_t> merchants);

    // Those of the last day, some several times.
    template <class Visit>
    void each_merchant(Visit visit) const {
        for (const HoldTaken& hold : day_) {
            if (hold.merchant != HoldTaken::no_merchant) {
                visit(hold.merchant);
            }
        }
    }

    template <class Archive>
    void archive(Archive& a) {
        a(limits_, day_);
        if constexpr (Archive::loading) {
            recount();
        }
    }

private:
    struct Sum {
        std::int64_t holds = 0;
        std::int64_t amount = 0;

        void add(const HoldTaken& hold, int sign) {
            holds += sign;
            amount += sign * hold.amount;
        }
    };

    void forget(std::int64_t at_ms);
    void count(const HoldTaken& hold);
    void recount();
    [[nodiscard]] Cap past(const HoldTaken& hold) const;
    [[nodiscard]] Brake with_sums_of(std::span<const HoldTaken> holds, std::int64_t at_ms) const;

    BrakeLimits limits_;
    std::deque<HoldTaken> day_;    // the last day's, oldest first; the sums below follow from it
    std::size_t before_hour_ = 0;  // how many of them are older than an hour
    std::size_t elsewhere_ = 0;    // holds that are counted, but not in day_: of a trial
    Sum hour_;
    std::unordered_map<std::uint32_t, Sum> merchants_;  // the day's
    std::unordered_map<std::uint64_t, Sum> rules_;      // the hour's
};

}  // namespace shouxin::live
