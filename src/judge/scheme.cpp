#include "judge/scheme.h"

#include "signal/constants.h"

#include <algorithm>
#include <map>
#include <set>

namespace shouxin::judge {

namespace {

// Whether half of the ring's accounts order from devices that three of them or more use.
bool is_one_machine(const signal::Links& links, const Ring& ring) {
    std::map<std::uint32_t, std::set<std::uint32_t>> accounts_of;
    std::set<std::uint32_t> all;
    std::set<std::uint32_t> sharing;
    for (const model::OrderIx order : ring.orders) {
        const signal::PlacedOrder& placed = links.orders[order.value];
        accounts_of[placed.device.value].insert(placed.buyer.value);
        all.insert(placed.buyer.value);
    }
    accounts_of.erase(signal::nobody);
    for (const auto& [device, accounts] : accounts_of) {
        if (accounts.size() >= 3) {
            sharing.insert(accounts.begin(), accounts.end());
        }
    }
    return sharing.size() * 2 > all.size();
}

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

// How many of the ring's orders show what.
struct Shown {
    std::size_t subsidised = 0;
    std::size_t redeemed = 0;
    std::size_t covered = 0;  // by somebody's money
    std::size_t forged = 0;   // one waybill for several addresses
    std::size_t empty = 0;    // a light parcel, or one that nobody scanned
};

Shown look_at(
    const signal::Market& market,
    const signal::Links& links,
    const signal::Sheet& sheet,
    const Ring& ring) {
    using signal::Measure;
    Shown shown;
    for (const model::OrderIx order : ring.orders) {
        const signal::OrderLife life = market.orders.life().get(order);
        const std::int16_t weight = sheet[Measure::weight_item][order.value];
        const bool light = weight != signal::missing && weight < signal::constants::light_ln;
        shown.subsidised += links.orders[order.value].subsidy > 0 ? 1 : 0;
        shown.redeemed += life.redeemed ? 1 : 0;
        shown.covered += sheet[Measure::cover_excess][order.value] != signal::missing ? 1 : 0;
        shown.forged += signal::distinct_addresses(links, life.parcel) > 2 ? 1 : 0;
        shown.empty += light || sheet[Measure::scans][order.value] == 0 ? 1 : 0;
    }
    return shown;
}

}  // namespace

std::string_view scheme_of(
    const signal::Market& market,
    const signal::Links& links,
    const signal::Sheet& sheet,
    const Ring& ring) {
    // Without a shop that is judged guilty somebody else gains, known or not.
    if (ring.beneficiary.valid() ||
        std::ranges::count(ring.members, MemberKind::merchant, &Member::kind) == 0) {
        return "rival";
    }
    const Shown shown = look_at(market, links, sheet, ring);
    const std::size_t many = ring.orders.size();
    if (shown.subsidised * 2 > many) {
        return "subsidy";
    }
    if (is_one_machine(links, ring)) {
        return "phone-farm";  // whoever pays
    }
    const bool paid = std::ranges::count(ring.members, MemberKind::wallet, &Member::kind) > 0 ||
                      shown.covered * 2 > many;
    if (paid) {
        return shown.redeemed * 3 > many * 2 ? "experience-officer" : "cashback";
    }
    if (shown.forged * 8 >= many) {
        return "forged-parcel";
    }
    if (is_farm(market, links, ring)) {
        return "phone-farm";
    }
    return shown.redeemed * 3 > many * 2 ? "experience-officer"
           : shown.empty * 3 > many      ? "forged-parcel"
                                         : "cashback";
}

}  // namespace shouxin::judge
