#include "judge/scheme.h"

#include <algorithm>

namespace shouxin::judge {

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
    const auto members = [&](MemberKind kind) {
        return static_cast<std::size_t>(std::ranges::count(ring.members, kind, &Member::kind));
    };
    if (subsidised * 2 > many) {
        return "subsidy";
    }
    const bool farm = members(MemberKind::device) * 2 + members(MemberKind::address) * 2 >
                      members(MemberKind::account) / 3;
    if (members(MemberKind::wallet) == 0) {
        return farm && forged * 8 < many ? "phone-farm" : "forged-parcel";
    }
    return redeemed * 3 > many * 2 ? "experience-officer" : "cashback";
}

}  // namespace shouxin::judge
