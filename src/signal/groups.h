// Which orders belong to a group that a judge might treat worse than others without cause: of new
// shops, from far away, from an address or a wallet that several share? Not evidence: written
// beside the verdicts, so that whoever knows the truth can compare (`evaluate`). Pure.
#pragma once

#include "signal/links.h"
#include "signal/market.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::signal {

// new-shop: its shop opened within the 60 days before its first order in the log.
// remote: ordered to a province where parcels are slow and few.
// shared-address: five accounts or more order there; shared-wallet: two or more pay with it.
constexpr std::array<std::string_view, 4> group_names{
    "new-shop", "remote", "shared-address", "shared-wallet"};

using Groups = std::uint8_t;  // a bit a group

// By OrderIx.
std::vector<Groups> groups_of(const Market& market, const Links& links);

}  // namespace shouxin::signal
