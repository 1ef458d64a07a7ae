#include "judge/scheme.h"

#include "signal/constants.h"

#include <algorithm>

namespace shouxin::judge {

namespace {

// Accounts that share devices or addresses, or were mostly made within two months of their orders.
bool is_farm(const signal::Market& market, const signal::Links& links, const Ring& ring) {
    const auto members = [&](MemberKind kind) {
        return static_cast<std::size_t>(std::ranges::count(ring.members, kind, &Member::kind));
    };
    const std::size_t shared = members(MemberKind::device) + members(MemberKind::address);
    const auto young = std::ranges::count_if(ring.orders, [&](model::OrderIx order) {
        const signal::PlacedOrder& placed = links.orders[order.value];
        const signal::Seconds made = market.accounts.rows().get(placed.buyer).registered_s;
        return made != 0 && made + signal::constants::farm_age_s > placed.placed_s;
    });
    return shared * 6 > members(MemberKind::account) ||
           static_cast<std::size_t>(young) * 2 > ring.orders.size();
}

}  // namespace

std::string_view scheme_of(
    const signal::Market& market, const signal::Links& links, const Ring& ring) {
    // Without a shop that is judged guilty somebody else gains, known or not.
    if (ring.beneficiary.valid() ||
        std::ranges::count(ring.members, MemberKind::merchant, &Member::kind) == 0) {
        return "rival";
    }
    std::size_t subsidised = 0;
    std::size_t redeemed = 0;
    std::size_t forged = 0;
    for (const model::OrderIx order : ring.orders) {
        const signal::OrderLife life = market.orders.life().get(order);
        subsidised += links.orders[order.value].subsidy > 0 ? 1 : 0;
        redeemed += life.redeemed ? 1 : 0;
        forged += signal::distinct_addresses(links, life.parcel) > 2 ? 1 : 0;
    }
    const std::size_t many = ring.orders.size();
    if (subsidised * 2 > many) {
        return "subsidy";
    }
    if (std::ranges::count(ring.members, MemberKind::wallet, &Member::kind) == 0) {
        return is_farm(market, links, ring) && forged * 8 < many ? "phone-farm" : "forged-parcel";
    }
    return redeemed * 3 > many * 2 ? "experience-officer" : "cashback";
}

}  // namespace shouxin::judge
