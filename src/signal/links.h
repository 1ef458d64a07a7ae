// Who belongs to whom? The orders of every buyer, item, merchant, wallet, device, address and
// IP, and the transfers of every wallet: made once an epoch, read by all measures.
#pragma once

#include "base/adjacency.h"
#include "base/executor.h"
#include "signal/market.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::signal {

constexpr std::uint32_t nobody = 0xffffffff;

struct Links {
    explicit Links(const Market& market);  // one thing after the other
    Links(const Market& market, Executor& executor);

    // Whether the wallet is the one the shop opened with. Several shops may share one.
    [[nodiscard]] bool pays_for(std::uint32_t wallet, std::uint32_t shop) const {
        return shop < payee_of.size() && wallet != nobody && payee_of[shop] == wallet;
    }

    // The transfers to a wallet at these times, both ends included; the first 256 of them.
    [[nodiscard]] std::span<const std::uint32_t> received(
        std::uint32_t wallet, Seconds from_s, Seconds until_s) const;

    // Gives back what only measuring reads: by_item, by_device, by_ip.
    void forget_measured() { by_item = by_device = by_ip = {}; }

    std::span<const PlacedOrder> orders;  // by OrderIx; rows never placed are among them
    std::span<const Transfer> transfers;
    std::vector<std::uint32_t> placed;  // the rows that were placed, in log order
    Adjacency by_buyer;
    Adjacency by_item;
    Adjacency by_merchant;
    Adjacency by_wallet;
    Adjacency by_device;
    Adjacency by_address;
    Adjacency by_ip;
    Adjacency by_parcel;
    Adjacency transfers_to;                         // rows of Transfers by payee, by time
    Adjacency transfers_from;                       // by payer, by time
    std::vector<std::uint32_t> payee_of;            // a shop's wallet; nobody: unknown
    std::vector<std::uint32_t> merchant_of_wallet;  // the first whose payee it is; nobody: none
    std::vector<std::uint32_t> household;  // by buyer: the first of the few people who live or
                                           // work where its first order went; itself where
                                           // many do, as in a dormitory
    std::vector<std::uint32_t> review_of_order;  // its buyer's first; nobody: none
    std::uint32_t accounts = 0;
    std::uint32_t merchants = 0;
    std::uint32_t items = 0;
    std::uint32_t wallets = 0;

private:
    void group(const Market& market, Executor& executor);
    void group_transfers();
    void find_households();
    void know_wallets(const Market& market);
    void find_reviews(const Market& market);
};

// To how many addresses the orders of a parcel go.
std::uint32_t distinct_addresses(const Links& links, model::ParcelIx parcel);

}  // namespace shouxin::signal
