#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/quantiles.h"

#include <algorithm>

namespace shouxin::signal {

namespace {

constexpr double hour = 3600;
constexpr Seconds half_day = constants::surge_s;

// Orders of the whole platform: its own rises (evening, festival) excuse everybody's.
class PlatformLevel {
public:
    explicit PlatformLevel(const Links& links) {
        for (const std::uint32_t row : links.placed) {
            times_.push_back(links.orders[row].placed_s);
        }
        std::ranges::sort(times_);
        if (!times_.empty()) {
            const auto many = static_cast<Seconds>(times_.size());
            slot_s_ = (times_.back() - times_.front()) / many + 1;
        }
        for (std::size_t i = 0; i < times_.size(); ++i) {
            const std::size_t slot = slot_of(times_[i]);
            if (slot >= slots_.size()) {
                slots_.resize(slot + 1, static_cast<std::uint32_t>(i));
            }
        }
    }

    // By row: the share of all the platform's orders that fell within half a day of it.
    [[nodiscard]] std::vector<double> shares_around(const Links& links) const {
        std::vector<double> shares(links.orders.size());
        for (const std::uint32_t row : links.placed) {
            const Seconds at = links.orders[row].placed_s;
            const std::size_t low = before(at > half_day ? at - half_day : 0);
            const std::size_t high = before(at + half_day + 1);
            shares[row] = static_cast<double>(high - low) / static_cast<double>(times_.size());
        }
        return shares;
    }

private:
    [[nodiscard]] std::size_t slot_of(Seconds at) const { return (at - times_.front()) / slot_s_; }

    // How many orders are earlier. Only those of the same slot, about one, have to be searched.
    [[nodiscard]] std::size_t before(Seconds at) const {
        if (at <= times_.front()) {
            return 0;
        }
        const std::size_t slot = slot_of(at);
        if (slot >= slots_.size()) {
            return times_.size();
        }
        const std::size_t next = slot + 1 < slots_.size() ? slots_[slot + 1] : times_.size();
        const auto end = times_.begin() + static_cast<std::ptrdiff_t>(next);
        const auto first = times_.begin() + slots_[slot];
        return static_cast<std::size_t>(std::lower_bound(first, end, at) - times_.begin());
    }

    std::vector<Seconds> times_;
    Seconds slot_s_ = 1;
    std::vector<std::uint32_t> slots_;  // how many orders came before each since the first
};

// ln of orders within half a day of each, over what the group's total and the platform's own
// share of that day lets expect; shrunk by half an order.
void measure_surge(
    const Adjacency& groups,
    const Links& links,
    std::span<const double> platform,
    std::span<std::int16_t> surge,
    std::span<std::int16_t> size) {
    std::vector<Seconds> times;
    for (std::uint32_t group = 0; group < groups.keys(); ++group) {
        times.clear();
        for (const std::uint32_t row : groups.of(group)) {
            times.push_back(links.orders[row].placed_s);
        }
        std::ranges::sort(times);
        for (const std::uint32_t row : groups.of(group)) {
            const Seconds at = links.orders[row].placed_s;
            const auto low = std::ranges::lower_bound(times, at > half_day ? at - half_day : 0);
            const auto high = std::ranges::upper_bound(times, at + half_day);
            const auto found = static_cast<double>(high - low);
            const double expected = static_cast<double>(times.size()) * platform[row];
            surge[row] = ln((found + 0.5) / (expected + 0.5));
            size[row] = ln(static_cast<double>(times.size()));
        }
    }
}

void measure_prices(const Links& links, Sheet& sheet) {
    Background by_category(0x10000);
    std::vector<std::int16_t> price(links.orders.size(), missing);
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        const double piece =
            static_cast<double>(order.amount) / std::max<double>(order.quantity, 1);
        price[row] = ln(std::max(piece, 1.0));
        by_category.add(order.category, price[row]);
    }
    by_category.settle();
    std::vector<std::int16_t> of_item;
    for (std::uint32_t item = 0; item < links.items; ++item) {
        of_item.clear();
        for (const std::uint32_t row : links.by_item.of(item)) {
            of_item.push_back(price[row]);
        }
        if (of_item.empty()) {
            continue;
        }
        const std::int16_t median = quantile(std::span(of_item), 500);
        for (const std::uint32_t row : links.by_item.of(item)) {
            sheet[Measure::price_rank][row] =
                by_category.rank(links.orders[row].category, price[row]);
            sheet[Measure::price_item][row] = clamped(std::int64_t{price[row]} - median);
        }
    }
}

// 0: the order stands; 1: part of the money went back; 2: all of it; 3: cancelled.
std::int16_t refund_level(const PlacedOrder& order, const OrderLife& life) {
    if (life.cancelled) {
        return 3;
    }
    return static_cast<std::int16_t>(
        life.refunded == 0                      ? 0
        : life.refunded * 10 < order.paid() * 9 ? 1
                                                : 2);
}

void measure_refunds(const Market& market, const Links& links, Sheet& sheet) {
    for (std::uint32_t merchant = 0; merchant < links.by_merchant.keys(); ++merchant) {
        const auto rows = links.by_merchant.of(merchant);
        std::int64_t refunds = 0;
        for (const std::uint32_t row : rows) {
            const std::int16_t level =
                refund_level(links.orders[row], market.orders.life().get({row}));
            sheet[Measure::refund][row] = level;
            refunds += level == 2 ? 1 : 0;
        }
        for (const std::uint32_t row : rows) {
            sheet[Measure::merchant_refunds][row] =
                clamped(refunds * 1000 / static_cast<std::int64_t>(rows.size() + 5));
        }
    }
}

// Whether the order falls into the campaign: a trial lasts 30 days, others three.
bool falls_into(const PlacedOrder& order, const Campaign& campaign) {
    const Seconds lasts =
        campaign.kind == model::CampaignKind::trial ? constants::trial_s : constants::campaign_s;
    return (!campaign.item.valid() || campaign.item == order.item) &&
           order.placed_s >= campaign.declared_s && order.placed_s <= campaign.declared_s + lasts;
}

// 1 a trial, 2 a live-stream sale, 3 a coupon, 4 a festival: declared by the shop, for this item
// or for all; of several the one declared last. 0: none.
void measure_campaigns(const Market& market, const Links& links, Sheet& sheet) {
    const auto campaigns = market.merchants.campaigns();
    const Adjacency by_shop(
        links.merchants, static_cast<std::uint32_t>(campaigns.size()), [&](std::uint32_t row) {
            return campaigns[row].merchant.value;
        });
    const auto column = sheet[Measure::campaign];
    for (const std::uint32_t row : links.placed) {
        column[row] = 0;
        auto own = by_shop.of(links.orders[row].merchant.value);
        own = own.last(std::min(own.size(), constants::campaigns_max));
        for (const std::uint32_t campaign : own) {
            if (falls_into(links.orders[row], campaigns[campaign])) {
                column[row] =
                    static_cast<std::int16_t>(static_cast<int>(campaigns[campaign].kind) + 1);
            }
        }
    }
}

}  // namespace

void measure_sales(const Market& market, const Links& links, Sheet& sheet) {
    const std::vector<double> platform = PlatformLevel(links).shares_around(links);
    measure_surge(
        links.by_item, links, platform, sheet[Measure::item_surge], sheet[Measure::item_orders]);
    measure_surge(
        links.by_merchant,
        links,
        platform,
        sheet[Measure::merchant_surge],
        sheet[Measure::merchant_orders]);
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        const auto of_item = static_cast<std::int64_t>(links.by_item.of(order.item.value).size());
        const auto of_shop =
            static_cast<std::int64_t>(links.by_merchant.of(order.merchant.value).size());
        sheet[Measure::item_share][row] = clamped(of_item * 1000 / (of_shop + 5));
        const Merchant merchant = market.merchants.rows().get(order.merchant);
        if (merchant.opened_s != 0 && merchant.opened_s <= order.placed_s) {
            sheet[Measure::merchant_age][row] =
                ln((order.placed_s - merchant.opened_s) / hour + 1.0);
        }
    }
    measure_prices(links, sheet);
    measure_refunds(market, links, sheet);
    measure_campaigns(market, links, sheet);
}

}  // namespace shouxin::signal
