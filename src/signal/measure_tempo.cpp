#include "signal/constants.h"
#include "signal/measures.h"

#include <algorithm>
#include <tuple>

namespace shouxin::signal {

namespace {

constexpr double hour = 3600;

struct Birth {
    std::uint32_t place;  // device, or IP
    Seconds at_s;
    std::uint32_t account;
};

// For each account: how many others were registered on the same device or IP within a day.
std::vector<std::uint16_t> born_together(const Market& market) {
    const auto accounts = market.accounts.rows().all();
    std::vector<std::uint16_t> together(accounts.size(), 0);
    for (const bool by_device : {true, false}) {
        std::vector<Birth> births;
        for (std::uint32_t i = 0; i < accounts.size(); ++i) {
            const std::uint32_t place = by_device ? accounts[i].device.value : accounts[i].ip.value;
            if (accounts[i].registered_s != 0 && place != nobody) {
                births.push_back({place, accounts[i].registered_s, i});
            }
        }
        std::ranges::sort(
            births, {}, [](const Birth& b) { return std::tie(b.place, b.at_s, b.account); });
        std::size_t first = 0;
        std::size_t end = 0;
        for (std::size_t i = 0; i < births.size(); ++i) {
            while (births[first].place != births[i].place ||
                   births[first].at_s + constants::birth_s < births[i].at_s) {
                ++first;
            }
            end = std::max(end, i);
            while (end < births.size() && births[end].place == births[i].place &&
                   births[end].at_s <= births[i].at_s + constants::birth_s) {
                ++end;
            }
            std::uint16_t& known = together[births[i].account];
            known = std::max(
                known, static_cast<std::uint16_t>(std::min<std::size_t>(end - first - 1, 0x7fff)));
        }
    }
    return together;
}

void measure_habits(const Links& links, std::span<const std::uint32_t> rows, Sheet& sheet) {
    std::vector<std::uint32_t> shops;
    for (const std::uint32_t row : rows) {
        shops.push_back(links.orders[row].merchant.value);
    }
    std::ranges::sort(shops);
    const auto distinct = std::ranges::unique(shops).begin() - shops.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PlacedOrder& order = links.orders[rows[i]];
        std::int64_t same_day = 0;
        std::int64_t same_item = 0;
        for (const std::uint32_t other : rows) {
            const PlacedOrder& placed = links.orders[other];
            const Seconds apart = std::max(placed.placed_s, order.placed_s) -
                                  std::min(placed.placed_s, order.placed_s);
            same_day += apart <= constants::day_s ? 1 : 0;
            same_item += apart <= constants::repeat_s && placed.item == order.item ? 1 : 0;
        }
        sheet[Measure::buyer_orders][rows[i]] = ln(static_cast<double>(rows.size()));
        sheet[Measure::buyer_orders_day][rows[i]] = clamped(same_day);
        sheet[Measure::repeat_item][rows[i]] = clamped(same_item);
        sheet[Measure::buyer_merchants][rows[i]] = ln(static_cast<double>(distinct));
        if (i > 0) {
            const double gap = std::max(
                0.0, static_cast<double>(order.placed_s) - links.orders[rows[i - 1]].placed_s);
            sheet[Measure::buyer_gap][rows[i]] = ln(gap / hour + 0.01);
        }
    }
}

}  // namespace

void measure_tempo(const Market& market, const Links& links, Sheet& sheet) {
    // A buyer with more orders is compared with itself in stretches, to keep the cost linear.
    for (std::uint32_t buyer = 0; buyer < links.by_buyer.keys(); ++buyer) {
        auto rows = links.by_buyer.of(buyer);
        while (!rows.empty()) {
            const std::size_t many = std::min(rows.size(), constants::tempo_orders_max);
            measure_habits(links, rows.first(many), sheet);
            rows = rows.subspan(many);
        }
    }
    const std::vector<std::uint16_t> together = born_together(market);
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        const Account account = market.accounts.rows().get(order.buyer);
        if (account.registered_s == 0) {
            continue;
        }
        const double age =
            std::max(0.0, static_cast<double>(order.placed_s) - account.registered_s);
        sheet[Measure::account_age][row] = ln(age / hour + 0.1);
        sheet[Measure::born_together][row] = clamped(std::int64_t{together[order.buyer.value]});
    }
}

}  // namespace shouxin::signal
