// Which transfer pays for which order? The matching of transfers to the orders they cover:
// the part of the money family that other questions (rings, proofs) ask again.
#pragma once

#include "signal/links.h"
#include "signal/market.h"

#include <cstdint>
#include <vector>

namespace shouxin::signal {

// Whether a transfer pays for what somebody paid: as much, or as much more as a task pays.
bool covers(std::int64_t amount, std::int64_t paid);

// A transfer (or several of one payer) that gives a buyer what an order cost, or a little more.
struct Cover {
    std::uint32_t transfer = nobody;  // row of Transfers, the last of its parts
    std::uint8_t parts = 0;           // 0: the order isn't covered

    [[nodiscard]] bool found() const { return parts != 0; }
};

// How well the transfers of a wallet fit the orders of those it pays.
struct HubFit {
    std::uint32_t fan = 0;        // distinct payees that are no merchant's wallet
    std::uint32_t transfers = 0;  // to them
    std::uint32_t covering = 0;   // that cover an order of the payee

    // Permille of the transfers that cover an order, smoothed by one transfer that doesn't.
    [[nodiscard]] std::int32_t match_permille() const {
        return static_cast<std::int32_t>(covering * 1000ULL / (transfers + 1ULL));
    }
};

struct MoneyBack {
    std::vector<Cover> covers;  // by order
    std::vector<HubFit> hubs;   // by wallet
};

MoneyBack match_money(const Market& market, const Links& links);

}  // namespace shouxin::signal
