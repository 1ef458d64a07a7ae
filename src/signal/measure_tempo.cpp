#include "base/distinct.h"
#include "signal/constants.h"
#include "signal/measures.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

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

// For each of the times (ascending), how many lie within `reach` of it, itself included.
std::vector<std::int64_t> neighbours(const std::vector<Seconds>& times, Seconds reach) {
    std::vector<std::int64_t> found;
    std::size_t first = 0;
    std::size_t end = 0;
    for (const Seconds at : times) {
        while (times[first] + reach < at) {
            ++first;
        }
        while (end < times.size() && times[end] <= at + reach) {
            ++end;
        }
        found.push_back(static_cast<std::int64_t>(end - first));
    }
    return found;
}

std::vector<Seconds> times_of(const Links& links, std::span<const std::uint32_t> rows) {
    std::vector<Seconds> times;
    for (const std::uint32_t row : rows) {
        times.push_back(links.orders[row].placed_s);
    }
    return times;
}

void measure_repeats(const Links& links, std::span<const std::uint32_t> by_time, Sheet& sheet) {
    std::vector<std::uint32_t> rows(by_time.begin(), by_time.end());
    const auto item = [&](std::uint32_t row) { return links.orders[row].item; };
    std::ranges::stable_sort(rows, {}, item);
    for (std::span<const std::uint32_t> left = rows; !left.empty();) {
        const auto end = std::ranges::find_if(
            left, [&](std::uint32_t row) { return item(row) != item(left.front()); });
        const auto same = left.first(static_cast<std::size_t>(end - left.begin()));
        const auto near = neighbours(times_of(links, same), constants::repeat_s);
        for (std::size_t i = 0; i < same.size(); ++i) {
            sheet[Measure::repeat_item][same[i]] = clamped(near[i]);
        }
        left = left.subspan(same.size());
    }
}

std::int64_t distinct_shops(const Links& links, std::span<const std::uint32_t> rows) {
    std::vector<std::uint32_t> shops;
    for (const std::uint32_t row : rows) {
        shops.push_back(links.orders[row].merchant.value);
    }
    return static_cast<std::int64_t>(make_distinct(shops));
}

void measure_habits(const Links& links, std::uint32_t buyer, Sheet& sheet) {
    const auto own = links.by_buyer.of(buyer);
    std::vector<std::uint32_t> rows(own.begin(), own.end());
    const auto placed = [&](std::uint32_t row) { return links.orders[row].placed_s; };
    std::ranges::stable_sort(rows, {}, placed);
    const auto same_day = neighbours(times_of(links, rows), constants::day_s);
    const std::int64_t shops = distinct_shops(links, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        sheet[Measure::buyer_orders][rows[i]] = ln(static_cast<double>(rows.size()));
        sheet[Measure::buyer_orders_day][rows[i]] = clamped(same_day[i]);
        sheet[Measure::buyer_merchants][rows[i]] = ln(static_cast<double>(shops));
        if (i > 0) {
            const double gap = placed(rows[i]) - placed(rows[i - 1]);
            sheet[Measure::buyer_gap][rows[i]] = ln(gap / hour + 0.01);
        }
    }
    measure_repeats(links, rows, sheet);
}

}  // namespace

void measure_tempo(const Market& market, const Links& links, Sheet& sheet) {
    for (std::uint32_t buyer = 0; buyer < links.by_buyer.keys(); ++buyer) {
        measure_habits(links, buyer, sheet);
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
