#include "base/distinct.h"
#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/money_back.h"
#include "signal/surprise.h"

#include <algorithm>
#include <functional>

namespace shouxin::signal {

namespace {

constexpr std::int64_t hour = 3600;

void measure_cover(
    const PlacedOrder& order,
    const Cover& cover,
    std::span<const Transfer> moved,
    const MoneyBack& money,
    std::uint32_t row,
    Sheet& sheet) {
    sheet[Measure::split_parts][row] = static_cast<std::int16_t>(cover.found() ? cover.parts : 0);
    if (!cover.found()) {
        return;
    }
    const Transfer& transfer = moved[cover.transfer];
    const HubFit& hub = money.hubs[transfer.payer.value];
    const std::int64_t excess = cover.parts == 1 ? transfer.amount - order.paid() : 0;
    sheet[Measure::cover_excess][row] = clamped(excess / 10);
    const auto delay = std::int64_t{transfer.at_s} - std::int64_t{order.placed_s};
    sheet[Measure::cover_delay_h][row] = clamped(delay / hour);
    sheet[Measure::cover_fan][row] = ln(hub.fan);
    sheet[Measure::cover_hub_match][row] = clamped(std::int64_t{hub.match_permille()});
}

// Orders as members of the groups "wallets paid by one wallet"; one that pays a single wallet
// makes no group. Wallets are counted, not accounts: colleagues with one wallet are paid once.
std::vector<GroupRow> paid_groups(
    const Links& links,
    std::span<const Transfer> moved,
    const MoneyBack& money,
    std::uint32_t (*key_of)(const PlacedOrder&)) {
    std::vector<GroupRow> rows;
    std::vector<std::uint32_t> payers;
    for (std::uint32_t wallet = 0; wallet < links.by_wallet.keys(); ++wallet) {
        payers.clear();
        for (const std::uint32_t transfer : links.transfers_to.of(wallet)) {
            const std::uint32_t payer = moved[transfer].payer.value;
            if (payer != wallet && money.hubs[payer].fan > 1) {
                payers.push_back(payer);
            }
        }
        if (make_distinct(payers) > constants::payers_max) {  // the busiest
            std::ranges::stable_sort(payers, std::ranges::greater{}, [&](std::uint32_t payer) {
                return money.hubs[payer].fan;
            });
            payers.resize(constants::payers_max);
        }
        for (const std::uint32_t payer : payers) {
            for (const std::uint32_t order : links.by_wallet.of(wallet)) {
                const PlacedOrder& placed = links.orders[order];
                rows.push_back({payer, key_of(placed), wallet, order});
            }
        }
    }
    return rows;
}

KeyShares shares_of(
    const Links& links, std::uint32_t keys, std::uint32_t (*key_of)(const PlacedOrder&)) {
    std::vector<GroupRow> rows;
    rows.reserve(links.placed.size());
    for (const std::uint32_t order : links.placed) {
        rows.push_back({0, key_of(links.orders[order]), links.orders[order].payer.value, order});
    }
    return count_shares(rows, keys);
}

void measure_hubs(const Market& market, const Links& links, const MoneyBack& money, Sheet& sheet) {
    const std::span<const Transfer> moved = market.transfers.rows();
    const auto merchant = [](const PlacedOrder& order) { return order.merchant.value; };
    const auto item = [](const PlacedOrder& order) { return order.item.value; };
    const auto by_merchant = sheet[Measure::hub_merchant];
    const auto by_item = sheet[Measure::hub_item];
    std::vector<std::uint32_t> best_hub(links.orders.size(), nobody);

    std::vector<GroupRow> rows = paid_groups(links, moved, money, merchant);
    for_each_finding(rows, shares_of(links, links.merchants, merchant), [&](const GroupFinding& f) {
        if (f.surprise > by_merchant[f.order]) {
            by_merchant[f.order] = f.surprise;
            best_hub[f.order] = f.group;
        }
    });
    rows = paid_groups(links, moved, money, item);
    for_each_finding(rows, shares_of(links, links.items, item), [&](const GroupFinding& f) {
        by_item[f.order] = std::max(by_item[f.order], f.surprise);
    });

    for (const std::uint32_t row : links.placed) {
        if (best_hub[row] == nobody) {
            continue;
        }
        sheet[Measure::hub_fan][row] = ln(money.hubs[best_hub[row]].fan);
        const std::uint32_t shop = links.orders[row].merchant.value;
        std::int64_t own = 0;
        std::int64_t others = 0;
        for (const std::uint32_t transfer : links.received(best_hub[row], 0, nobody)) {
            const std::uint32_t wallet = moved[transfer].payer.value;
            const bool shops = links.merchant_of_wallet[wallet] != nobody;
            own += links.pays_for(wallet, shop) ? 1 : 0;
            others += shops && !links.pays_for(wallet, shop) ? 1 : 0;
        }
        sheet[Measure::hub_from_merchant][row] = clamped(own);
        sheet[Measure::hub_from_others][row] = clamped(others);
    }
}

// What the shop's own wallet paid the buyer from the order on, in permille of the price.
void measure_merchant_money(const Market& market, const Links& links, Sheet& sheet) {
    const std::span<const Transfer> moved = market.transfers.rows();
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        std::int64_t paid = 0;
        for (const std::uint32_t i : links.received(order.payer.value, order.placed_s, nobody)) {
            if (links.pays_for(moved[i].payer.value, order.merchant.value)) {
                paid = std::min(paid + moved[i].amount, constants::money_max);
            }
        }
        sheet[Measure::merchant_paid][row] =
            clamped(paid * 1000 / std::max<std::int64_t>(order.paid(), 1));
    }
}

// What came into the wallet from others, in permille of what it spent on orders.
void measure_received(const Market& market, const Links& links, Sheet& sheet) {
    const std::span<const Transfer> moved = market.transfers.rows();
    for (std::uint32_t wallet = 0; wallet < links.by_wallet.keys(); ++wallet) {
        std::int64_t received = 0;
        for (const std::uint32_t i : links.transfers_to.of(wallet)) {
            const std::int64_t amount = moved[i].payer.value != wallet ? moved[i].amount : 0;
            received = std::min(received + amount, constants::money_max);
        }
        std::int64_t spent = 1;
        for (const std::uint32_t order : links.by_wallet.of(wallet)) {
            spent = std::min(spent + links.orders[order].paid(), constants::money_max);
        }
        for (const std::uint32_t order : links.by_wallet.of(wallet)) {
            sheet[Measure::received_share][order] = clamped(received * 1000 / spent);
        }
    }
}

}  // namespace

void measure_money(const Market& market, const Links& links, Sheet& sheet) {
    if (market.transfers.rows().empty()) {
        return;
    }
    const MoneyBack money = match_money(market, links);
    for (const std::uint32_t row : links.placed) {
        measure_cover(
            links.orders[row], money.covers[row], market.transfers.rows(), money, row, sheet);
    }
    measure_hubs(market, links, money, sheet);
    measure_merchant_money(market, links, sheet);
    measure_received(market, links, sheet);
}

}  // namespace shouxin::signal
