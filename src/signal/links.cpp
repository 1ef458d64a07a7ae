#include "signal/links.h"

#include "base/distinct.h"
#include "signal/constants.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <numeric>

namespace shouxin::signal {

namespace {

// One more than the greatest valid index that `key_of` gives.
template <class KeyOf>
std::uint32_t extent(std::uint32_t rows, KeyOf key_of) {
    std::uint32_t most = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t key = key_of(row);
        most = key == nobody ? most : std::max(most, key + 1);
    }
    return most;
}

template <class KeyOf>
Adjacency grouped(std::uint32_t rows, KeyOf key_of) {
    return {extent(rows, key_of), rows, key_of};
}

}  // namespace

Links::Links(const Market& market)
    : orders(market.orders.placed().all()), transfers(market.transfers.rows()) {
    Inline here;
    group(market, here);
}

Links::Links(const Market& market, Executor& executor)
    : orders(market.orders.placed().all()), transfers(market.transfers.rows()) {
    group(market, executor);
}

void Links::group(const Market& market, Executor& executor) {
    const auto rows = static_cast<std::uint32_t>(orders.size());
    const auto by = [&](auto key) {
        return grouped(rows, [&, key](std::uint32_t row) { return (orders[row].*key).value; });
    };
    const auto parcel = [&](std::uint32_t row) {
        return orders[row].placed() ? market.orders.life().get({row}).parcel.value : nobody;
    };
    const std::array<std::function<void()>, 9> groups{
        [&] { group_transfers(); },
        [&] { by_buyer = by(&PlacedOrder::buyer); },
        [&] { by_item = by(&PlacedOrder::item); },
        [&] { by_merchant = by(&PlacedOrder::merchant); },
        [&] { by_wallet = by(&PlacedOrder::payer); },
        [&] { by_device = by(&PlacedOrder::device); },
        [&] { by_address = by(&PlacedOrder::address); },
        [&] { by_ip = by(&PlacedOrder::ip); },
        [&] { by_parcel = grouped(rows, parcel); }};
    executor.run(groups.size(), [&](std::size_t which) { groups[which](); });
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (orders[row].placed()) {
            placed.push_back(row);
        }
    }
    know_wallets(market);
    find_reviews(market);
    find_households();
}

void Links::find_households() {
    household.resize(by_buyer.keys());
    std::iota(household.begin(), household.end(), 0U);
    std::vector<std::uint32_t> people;
    for (std::uint32_t address = 0; address < by_address.keys(); ++address) {
        people.clear();
        for (const std::uint32_t row : by_address.of(address)) {
            const std::uint32_t buyer = orders[row].buyer.value;
            if (orders[by_buyer.of(buyer)[0]].address.value == address) {
                people.push_back(buyer);
            }
        }
        if (make_distinct(people) < constants::household_most) {
            for (const std::uint32_t person : people) {
                household[person] = people[0];
            }
        }
    }
}

void Links::know_wallets(const Market& market) {
    accounts = by_buyer.keys();
    merchants = std::max(by_merchant.keys(), market.merchants.rows().size());
    items = by_item.keys();
    const auto payees = market.merchants.rows().all();
    wallets = std::max({by_wallet.keys(), transfers_to.keys(), transfers_from.keys()});
    for (const Merchant& merchant : payees) {
        wallets = merchant.payee.valid() ? std::max(wallets, merchant.payee.value + 1) : wallets;
    }
    merchant_of_wallet.assign(wallets, nobody);
    payee_of.assign(merchants, nobody);
    for (std::uint32_t merchant = 0; merchant < payees.size(); ++merchant) {
        if (const std::uint32_t wallet = payees[merchant].payee.value; wallet != nobody) {
            payee_of[merchant] = wallet;
            merchant_of_wallet[wallet] = std::min(merchant_of_wallet[wallet], merchant);
        }
    }
}

void Links::find_reviews(const Market& market) {
    review_of_order.assign(orders.size(), nobody);
    const auto reviews = market.reviews.rows().all();
    for (std::uint32_t review = 0; review < reviews.size(); ++review) {
        const std::uint32_t order = reviews[review].order.value;
        if (reviews[review].posted() && order < orders.size() && review_of_order[order] == nobody &&
            reviews[review].account == orders[order].buyer) {
            review_of_order[order] = review;
        }
    }
}

void Links::group_transfers() {
    std::vector<std::uint32_t> by_time(transfers.size());
    std::iota(by_time.begin(), by_time.end(), 0U);
    std::ranges::stable_sort(by_time, {}, [&](std::uint32_t row) { return transfers[row].at_s; });
    const auto many = static_cast<std::uint32_t>(transfers.size());
    const auto payee = [&](std::uint32_t row) { return transfers[row].payee.value; };
    const auto payer = [&](std::uint32_t row) { return transfers[row].payer.value; };
    transfers_to = Adjacency::in_order(extent(many, payee), by_time, payee);
    transfers_from = Adjacency::in_order(extent(many, payer), by_time, payer);
}

std::span<const std::uint32_t> Links::received(
    std::uint32_t wallet, Seconds from_s, Seconds until_s) const {
    const auto rows = transfers_to.of(wallet);
    const auto at = [&](std::uint32_t row) { return transfers[row].at_s; };
    const auto first = std::ranges::lower_bound(rows, from_s, {}, at);
    const auto end = std::ranges::upper_bound(rows, until_s, {}, at);
    const auto many = static_cast<std::size_t>(std::max<std::ptrdiff_t>(end - first, 0));
    return rows.subspan(
        static_cast<std::size_t>(first - rows.begin()), std::min(many, constants::received_max));
}

std::uint32_t distinct_addresses(const Links& links, model::ParcelIx parcel) {
    std::vector<std::uint32_t> addresses;
    for (const std::uint32_t order : links.by_parcel.of(parcel.value)) {
        addresses.push_back(links.orders[order].address.value);
    }
    return static_cast<std::uint32_t>(make_distinct(addresses));
}

}  // namespace shouxin::signal
