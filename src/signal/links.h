// Who belongs to whom? The orders of every buyer, item, merchant, wallet, device, address and
// IP, and the transfers of every wallet: made once an epoch, read by all measures.
#pragma once

#include "base/adjacency.h"
#include "signal/market.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::signal {

struct Links {
    explicit Links(const Market& market);

    std::span<const PlacedOrder> orders;  // by OrderIx; rows never placed are among them
    std::vector<std::uint32_t> placed;    // the rows that were placed, in log order
    Adjacency by_buyer;
    Adjacency by_item;
    Adjacency by_merchant;
    Adjacency by_wallet;
    Adjacency by_device;
    Adjacency by_address;
    Adjacency by_ip;
    Adjacency transfers_to;                         // rows of Transfers by payee
    Adjacency transfers_from;                       // by payer
    std::vector<std::uint32_t> merchant_of_wallet;  // whose payee a wallet is; 0xffffffff: nobody's
    std::vector<std::uint32_t> review_of_order;     // its review; 0xffffffff: none
    std::uint32_t accounts = 0;
    std::uint32_t merchants = 0;
    std::uint32_t items = 0;
    std::uint32_t wallets = 0;
};

constexpr std::uint32_t nobody = 0xffffffff;

}  // namespace shouxin::signal
