#include "signal/groups.h"

#include "base/distinct.h"
#include "signal/constants.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace shouxin::signal {

namespace {

// Inner Mongolia, Hainan, Guizhou, Yunnan, Tibet, Gansu, Qinghai, Ningxia, Xinjiang.
constexpr std::array<std::uint32_t, 9> remote_provinces{15, 46, 52, 53, 54, 62, 63, 64, 65};

void mark(std::span<const std::uint32_t> orders, std::size_t group, std::vector<Groups>& groups) {
    for (const std::uint32_t order : orders) {
        groups[order] = static_cast<Groups>(groups[order] | 1U << group);
    }
}

void mark_shared(
    const Adjacency& by_thing,
    std::size_t accounts_min,
    std::size_t group,
    const Links& links,
    std::vector<Groups>& groups) {
    std::vector<std::uint32_t> buyers;
    for (std::uint32_t thing = 0; thing < by_thing.keys(); ++thing) {
        const std::span<const std::uint32_t> orders = by_thing.of(thing);
        if (orders.size() < accounts_min) {
            continue;
        }
        buyers.clear();
        for (const std::uint32_t order : orders) {
            buyers.push_back(links.orders[order].buyer.value);
        }
        if (make_distinct(buyers) >= accounts_min) {
            mark(orders, group, groups);
        }
    }
}

}  // namespace

std::vector<Groups> groups_of(const Market& market, const Links& links) {
    std::vector<Groups> groups(links.orders.size());
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        const std::span<const std::uint32_t> orders = links.by_merchant.of(shop);
        const Seconds opened = market.merchants.rows().get({shop}).opened_s;
        if (opened != 0 && !orders.empty() &&
            links.orders[orders.front()].placed_s <= opened + constants::new_shop_s) {
            mark(orders, 0, groups);
        }
    }
    for (const std::uint32_t order : links.placed) {
        const std::uint32_t province = links.orders[order].county / 10'000;
        if (std::ranges::binary_search(remote_provinces, province)) {
            mark({&order, 1}, 1, groups);
        }
    }
    mark_shared(links.by_address, constants::shared_address_min, 2, links, groups);
    mark_shared(links.by_wallet, 2, 3, links, groups);
    return groups;
}

}  // namespace shouxin::signal
