#include "base/distinct.h"
#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/surprise.h"

#include <algorithm>
#include <functional>

namespace shouxin::signal {

namespace {

// What accounts may have in common: the key of an order's, nobody for none.
using KeyOf = std::function<std::uint32_t(const PlacedOrder&)>;

struct Resource {
    KeyOf key;
    Measure merchant;                   // surprise at how many of them meet at this shop
    Measure accounts = Measure::count;  // ln of the accounts that use it; count: not measured
};

// The accounts on hosting networks are one group, and so are those made in the same three days:
// farms that share nothing else share that.
std::vector<Resource> resources_of(const Market& market, std::span<const std::uint8_t> hosting) {
    using O = PlacedOrder;
    const auto account = [&market](const O& o) { return market.accounts.rows().get(o.buyer); };
    const auto hosted = [hosting](const O& o) {
        return o.ip.value < hosting.size() && hosting[o.ip.value] != 0 ? 0 : nobody;
    };
    const auto born = [account](const O& o) {
        const Seconds at = account(o).registered_s;
        return at == 0 ? nobody : at / constants::cohort_s;
    };
    return {
        {[](const O& o) { return o.device.value; },
         Measure::device_merchant,
         Measure::device_accounts},
        {[](const O& o) { return o.address.value; },
         Measure::address_merchant,
         Measure::address_accounts},
        {[](const O& o) { return o.payer.value; },
         Measure::wallet_merchant,
         Measure::wallet_accounts},
        {[](const O& o) { return o.ip.value; }, Measure::ip_merchant, Measure::ip_accounts},
        {[account](const O& o) { return account(o).identity.value; }, Measure::identity_merchant},
        {hosted, Measure::hosting_merchant},
        {born, Measure::born_merchant}};
}

void measure_resource(
    const Links& links, const KeyShares& shares, const Resource& resource, Sheet& sheet) {
    std::vector<GroupRow> rows;
    rows.reserve(links.placed.size());
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        if (const std::uint32_t key = resource.key(order); key != nobody) {
            rows.push_back({key, order.merchant.value, order.buyer.value, row});
        }
    }
    for_each_finding(rows, shares, [&](const GroupFinding& finding) {
        sheet[resource.merchant][finding.order] = finding.surprise;
        if (resource.accounts != Measure::count) {
            sheet[resource.accounts][finding.order] = ln(finding.accounts);
        }
    });
}

void measure_identities(const Market& market, const Links& links, Sheet& sheet) {
    std::vector<std::uint32_t> accounts_of;
    for (const Account& account : market.accounts.rows().all()) {
        if (account.identity.valid()) {
            accounts_of.resize(
                std::max<std::size_t>(accounts_of.size(), account.identity.value + 1));
            ++accounts_of[account.identity.value];
        }
    }
    for (const std::uint32_t row : links.placed) {
        const Account account = market.accounts.rows().get(links.orders[row].buyer);
        if (account.identity.valid()) {
            sheet[Measure::identity_accounts][row] = ln(accounts_of[account.identity.value]);
        }
    }
}

void measure_buyer_devices(const Links& links, Sheet& sheet) {
    std::vector<std::uint32_t> devices;
    for (std::uint32_t buyer = 0; buyer < links.by_buyer.keys(); ++buyer) {
        devices.clear();
        for (const std::uint32_t row : links.by_buyer.of(buyer)) {
            devices.push_back(links.orders[row].device.value);
        }
        const auto distinct = static_cast<std::int64_t>(make_distinct(devices));
        for (const std::uint32_t row : links.by_buyer.of(buyer)) {
            sheet[Measure::buyer_devices][row] = clamped(distinct);
        }
    }
}

}  // namespace

void measure_sharing(
    const Market& market, const Links& links, std::span<const std::uint8_t> hosting, Sheet& sheet) {
    std::vector<GroupRow> rows;
    rows.reserve(links.placed.size());
    for (const std::uint32_t row : links.placed) {
        rows.push_back({0, links.orders[row].merchant.value, links.orders[row].buyer.value, row});
    }
    const KeyShares shares = count_shares(rows, links.merchants);
    for (const Resource& resource : resources_of(market, hosting)) {
        measure_resource(links, shares, resource, sheet);
    }
    measure_identities(market, links, sheet);
    measure_buyer_devices(links, sheet);
    for (const std::uint32_t row : links.placed) {
        const std::uint32_t ip = links.orders[row].ip.value;
        sheet[Measure::hosting][row] = ip < hosting.size() && hosting[ip] != 0 ? 1 : 0;
    }
}

}  // namespace shouxin::signal
