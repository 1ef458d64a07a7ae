#include "live/actions/brake.h"

#include "base/must.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace shouxin::live {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

constexpr std::array<std::string_view, static_cast<std::size_t>(Cap::count)> caps{
    "none",
    "holds_per_merchant_day",
    "held_amount_per_merchant_day",
    "holds_per_hour",
    "held_amount_per_hour",
    "holds_per_rule_hour",
    "holds_remembered",
    "actions_in_force"};

template <class Sums, class Key>
auto sum_of(const Sums& sums, Key key) {
    const auto found = sums.find(key);
    return found == sums.end() ? typename Sums::mapped_type{} : found->second;
}

template <class Sums, class Key>
void forget_in(Sums& sums, Key key, const HoldTaken& hold) {
    const auto found = sums.find(key);
    found->second.add(hold, -1);
    if (found->second.holds == 0) {
        sums.erase(found);
    }
}

}  // namespace

std::string_view name_of(Cap cap) {
    return caps[static_cast<std::size_t>(cap)];
}

Cap Brake::take(const HoldTaken& hold) {
    MUST(hold.amount >= 0 && hold.amount <= amount_max);
    MUST(day_.empty() || hold.at_ms >= day_.back().at_ms);
    forget(hold.at_ms);
    const Cap cap = past(hold);
    if (cap == Cap::none) {
        day_.push_back(hold);
        count(hold);
    }
    return cap;
}

std::vector<Cap> Brake::foretell(std::span<const HoldTaken> holds, std::int64_t at_ms) const {
    Brake trial = with_sums_of(holds, at_ms);
    std::vector<Cap> caps;
    caps.reserve(holds.size());
    for (const HoldTaken& hold : holds) {
        caps.push_back(trial.past(hold));
        if (caps.back() == Cap::none) {
            trial.count(hold);
            ++trial.elsewhere_;
        }
    }
    return caps;
}

// The sums that these holds concern, without what will have lapsed by then: a copy of all that is
// remembered would take too long.
Brake Brake::with_sums_of(std::span<const HoldTaken> holds, std::int64_t at_ms) const {
    Brake trial;
    trial.limits_ = limits_;
    trial.hour_ = hour_;
    trial.elsewhere_ = day_.size();
    for (const HoldTaken& hold : holds) {
        trial.merchants_[hold.merchant] = sum_of(merchants_, hold.merchant);
        trial.rules_[hold.rule] = sum_of(rules_, hold.rule);
    }
    const auto lapse = [](auto& sums, auto key, const HoldTaken& hold) {
        if (const auto found = sums.find(key); found != sums.end()) {
            found->second.add(hold, -1);
        }
    };
    for (std::size_t i = before_hour_; i < day_.size() && day_[i].at_ms <= at_ms - hour_ms; ++i) {
        trial.hour_.add(day_[i], -1);
        lapse(trial.rules_, day_[i].rule, day_[i]);
    }
    for (std::size_t i = 0; i < day_.size() && day_[i].at_ms <= at_ms - day_ms; ++i) {
        --trial.elsewhere_;
        lapse(trial.merchants_, day_[i].merchant, day_[i]);
    }
    return trial;
}

Cap Brake::past(const HoldTaken& hold) const {
    const bool concerns_one = hold.merchant != HoldTaken::no_merchant;
    const Sum merchant = concerns_one ? sum_of(merchants_, hold.merchant) : Sum{};
    if (concerns_one && merchant.holds >= limits_.holds_per_merchant_day) {
        return Cap::holds_per_merchant_day;
    }
    if (concerns_one && merchant.amount > limits_.held_amount_per_merchant_day - hold.amount) {
        return Cap::held_amount_per_merchant_day;
    }
    if (hour_.holds >= limits_.holds_per_hour) {
        return Cap::holds_per_hour;
    }
    if (hour_.amount > limits_.held_amount_per_hour - hold.amount) {
        return Cap::held_amount_per_hour;
    }
    if (sum_of(rules_, hold.rule).holds >= limits_.holds_per_rule_hour) {
        return Cap::holds_per_rule_hour;
    }
    return day_.size() + elsewhere_ >= holds_max ? Cap::holds_remembered : Cap::none;
}

void Brake::forget(std::int64_t at_ms) {
    for (; before_hour_ < day_.size(); ++before_hour_) {
        const HoldTaken& oldest = day_[before_hour_];
        if (oldest.at_ms > at_ms - hour_ms) {
            break;
        }
        hour_.add(oldest, -1);
        forget_in(rules_, oldest.rule, oldest);
    }
    for (; !day_.empty() && day_.front().at_ms <= at_ms - day_ms; --before_hour_) {
        forget_in(merchants_, day_.front().merchant, day_.front());
        day_.pop_front();
    }
}

void Brake::count(const HoldTaken& hold) {
    hour_.add(hold, 1);
    merchants_[hold.merchant].add(hold, 1);
    rules_[hold.rule].add(hold, 1);
}

BrakeUse Brake::use(
    std::int64_t at_ms, std::span<const std::uint64_t> rules, std::size_t most) const {
    Sum hour = hour_;
    std::unordered_map<std::uint64_t, Sum> rules_past;
    for (std::size_t i = before_hour_; i < day_.size() && day_[i].at_ms <= at_ms - hour_ms; ++i) {
        hour.add(day_[i], -1);
        rules_past[day_[i].rule].add(day_[i], 1);
    }
    std::unordered_map<std::uint32_t, Sum> merchants_past;
    for (std::size_t i = 0; i < day_.size() && day_[i].at_ms <= at_ms - day_ms; ++i) {
        merchants_past[day_[i].merchant].add(day_[i], 1);
    }
    BrakeUse use{.hour = {hour.holds, hour.amount}, .merchants = {}, .rules = {}};
    for (const std::uint64_t rule : rules) {
        use.rules.push_back(sum_of(rules_, rule).holds - sum_of(rules_past, rule).holds);
    }
    for (const auto& [merchant, sum] : merchants_) {
        const Sum past = sum_of(merchants_past, merchant);
        if (merchant != HoldTaken::no_merchant && sum.holds > past.holds) {
            use.merchants.push_back({merchant, {sum.holds - past.holds, sum.amount - past.amount}});
        }
    }
    const auto busier = [](const BrakeUse::Merchant& one, const BrakeUse::Merchant& other) {
        return std::tuple(-one.day.holds, -one.day.amount, one.merchant) <
               std::tuple(-other.day.holds, -other.day.amount, other.merchant);
    };
    const auto end =
        use.merchants.begin() + static_cast<std::ptrdiff_t>(std::min(most, use.merchants.size()));
    std::partial_sort(use.merchants.begin(), end, use.merchants.end(), busier);
    use.merchants.erase(end, use.merchants.end());
    return use;
}

void Brake::renumber(std::span<const std::uint32_t> merchants) {
    for (HoldTaken& hold : day_) {
        if (hold.merchant != HoldTaken::no_merchant) {
            MUST(hold.merchant < merchants.size());
            hold.merchant = merchants[hold.merchant];
        }
    }
    recount();
}

// As if all of the day were of the hour: the next take() forgets what isn't.
void Brake::recount() {
    before_hour_ = 0;
    hour_ = {};
    merchants_.clear();
    rules_.clear();
    for (const HoldTaken& hold : day_) {
        count(hold);
    }
}

}  // namespace shouxin::live
