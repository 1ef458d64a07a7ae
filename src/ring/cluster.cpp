#include "ring/cluster.h"

#include "base/distinct.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace shouxin::ring {

namespace {

class Components {
public:
    explicit Components(std::size_t many) : parent_(many) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }

    std::uint32_t root(std::uint32_t of) {
        while (parent_[of] != of) {
            of = parent_[of] = parent_[parent_[of]];
        }
        return of;
    }

    // The lower index is the root, so that the outcome doesn't depend on the order of joining.
    void join(std::uint32_t a, std::uint32_t b) {
        const std::uint32_t root_a = root(a);
        const std::uint32_t root_b = root(b);
        parent_[std::max(root_a, root_b)] = std::min(root_a, root_b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

using Membership = std::pair<std::uint32_t, std::uint32_t>;  // account (or payer), merchant

// How often each pair of shops shares a member. A member of more than 30 shops joins nobody.
std::vector<std::pair<std::uint64_t, std::uint32_t>> common_members(
    const std::vector<Membership>& rows) {
    constexpr std::size_t most_shops = 30;
    std::vector<std::uint64_t> met;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i;
        while (end < rows.size() && rows[end].first == rows[i].first) {
            ++end;
        }
        for (std::size_t a = i; a < end && end - i <= most_shops; ++a) {
            for (std::size_t b = a + 1; b < end; ++b) {
                met.push_back(std::uint64_t{rows[a].second} << 32 | rows[b].second);
            }
        }
        i = end;
    }
    std::ranges::sort(met);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> counted;
    for (const std::uint64_t pair : met) {
        if (counted.empty() || counted.back().first != pair) {
            counted.emplace_back(pair, 0);
        }
        ++counted.back().second;
    }
    return counted;
}

}  // namespace

std::vector<Group> cluster(std::span<const Act> acts, const Limits& limits) {
    std::uint32_t merchants = 0;
    std::vector<Membership> by_account;
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> by_payer;
    for (const Act& act : acts) {
        merchants = std::max(merchants, act.merchant + 1);
        by_account.emplace_back(act.account, act.merchant);
        if (act.payer != 0xffffffff) {
            by_payer.emplace_back(act.payer, act.merchant, act.account);
        }
    }
    make_distinct(by_account);
    std::vector<std::uint32_t> accounts_of(merchants, 0);
    for (const auto& [account, merchant] : by_account) {
        ++accounts_of[merchant];
    }
    Components shops(merchants);
    for (const auto& [pair, common] : common_members(by_account)) {
        const auto low = static_cast<std::uint32_t>(pair >> 32);
        const auto high = static_cast<std::uint32_t>(pair);
        const std::uint64_t smaller = std::min(accounts_of[low], accounts_of[high]);
        if (common >= limits.least_common &&
            common * 1000ULL >= smaller * limits.least_common_permille) {
            shops.join(low, high);
        }
    }

    // A payer joins the shops where it pays a fair part of the suspicious buyers.
    make_distinct(by_payer);
    std::uint32_t joined_payer = 0xffffffff;
    std::uint32_t joined_shop = 0;
    for (std::size_t i = 0; i < by_payer.size();) {
        const auto [payer, merchant, first] = by_payer[i];
        std::size_t end = i;
        while (end < by_payer.size() && std::get<0>(by_payer[end]) == payer &&
               std::get<1>(by_payer[end]) == merchant) {
            ++end;
        }
        const std::uint64_t paid = end - i;
        if (paid >= limits.least_common &&
            paid * 1000 >= std::uint64_t{accounts_of[merchant]} * limits.least_common_permille) {
            if (joined_payer == payer) {
                shops.join(joined_shop, merchant);
            }
            joined_payer = payer;
            joined_shop = merchant;
        }
        i = end;
    }

    std::vector<Group> groups;
    std::vector<std::uint32_t> group_of(merchants, 0xffffffff);
    for (std::uint32_t i = 0; i < acts.size(); ++i) {
        std::uint32_t& group = group_of[shops.root(acts[i].merchant)];
        if (group == 0xffffffff) {
            group = static_cast<std::uint32_t>(groups.size());
            groups.emplace_back();
        }
        groups[group].acts.push_back(i);
        groups[group].merchants.push_back(acts[i].merchant);
    }
    for (Group& group : groups) {
        make_distinct(group.merchants);
    }
    return groups;
}

}  // namespace shouxin::ring
