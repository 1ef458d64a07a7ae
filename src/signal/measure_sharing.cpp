#include "base/distinct.h"
#include "signal/measures.h"
#include "signal/surprise.h"

#include <algorithm>

namespace shouxin::signal {

namespace {

using KeyOf = std::uint32_t (*)(const PlacedOrder&);

struct Resource {
    KeyOf key;
    Measure accounts;  // ln of the accounts that use it
    Measure merchant;  // surprise at how many of them meet at this shop
};

constexpr Resource resources[] = {
    {[](const PlacedOrder& o) { return o.device.value; },
     Measure::device_accounts,
     Measure::device_merchant},
    {[](const PlacedOrder& o) { return o.address.value; },
     Measure::address_accounts,
     Measure::address_merchant},
    {[](const PlacedOrder& o) { return o.payer.value; },
     Measure::wallet_accounts,
     Measure::wallet_merchant},
    {[](const PlacedOrder& o) { return o.ip.value; }, Measure::ip_accounts, Measure::ip_merchant},
};

void measure_resource(
    const Links& links, const KeyShares& shares, const Resource& resource, Sheet& sheet) {
    std::vector<GroupRow> rows;
    rows.reserve(links.placed.size());
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        if (resource.key(order) != nobody) {
            rows.push_back({resource.key(order), order.merchant.value, order.buyer.value, row});
        }
    }
    for_each_finding(rows, shares, [&](const GroupFinding& finding) {
        sheet[resource.accounts][finding.order] = ln(finding.accounts);
        sheet[resource.merchant][finding.order] = finding.surprise;
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
    for (const Resource& resource : resources) {
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
