#include "signal/links.h"

#include <algorithm>

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

Links::Links(const Market& market) : orders(market.orders.placed().all()) {
    const auto rows = static_cast<std::uint32_t>(orders.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (orders[row].placed()) {
            placed.push_back(row);
        }
    }
    by_buyer = grouped(rows, [&](std::uint32_t row) { return orders[row].buyer.value; });
    by_item = grouped(rows, [&](std::uint32_t row) { return orders[row].item.value; });
    by_merchant = grouped(rows, [&](std::uint32_t row) { return orders[row].merchant.value; });
    by_wallet = grouped(rows, [&](std::uint32_t row) { return orders[row].payer.value; });
    by_device = grouped(rows, [&](std::uint32_t row) { return orders[row].device.value; });
    by_address = grouped(rows, [&](std::uint32_t row) { return orders[row].address.value; });
    by_ip = grouped(rows, [&](std::uint32_t row) { return orders[row].ip.value; });

    const std::span<const Transfer> moved = market.transfers.rows();
    const auto transfers = static_cast<std::uint32_t>(moved.size());
    transfers_to = grouped(transfers, [&](std::uint32_t row) { return moved[row].payee.value; });
    transfers_from = grouped(transfers, [&](std::uint32_t row) { return moved[row].payer.value; });

    accounts = by_buyer.keys();
    merchants = std::max(by_merchant.keys(), market.merchants.rows().size());
    items = by_item.keys();
    const auto payees = market.merchants.rows().all();
    wallets = std::max({by_wallet.keys(), transfers_to.keys(), transfers_from.keys()});
    for (const Merchant& merchant : payees) {
        wallets = merchant.payee.valid() ? std::max(wallets, merchant.payee.value + 1) : wallets;
    }
    merchant_of_wallet.assign(wallets, nobody);
    for (std::uint32_t merchant = 0; merchant < payees.size(); ++merchant) {
        if (payees[merchant].payee.valid()) {
            merchant_of_wallet[payees[merchant].payee.value] = merchant;
        }
    }
    review_of_order.assign(rows, nobody);
    const auto reviews = market.reviews.rows().all();
    for (std::uint32_t review = 0; review < reviews.size(); ++review) {
        if (reviews[review].posted() && reviews[review].order.value < rows) {
            review_of_order[reviews[review].order.value] = review;
        }
    }
}

}  // namespace shouxin::signal
