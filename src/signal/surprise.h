// How surprising is it that so many of a group share something? For groups of accounts (on one
// device, paid by one wallet, ...) and keys (merchants, items): k of the group's other n
// accounts have the key, where chance lets one expect e = n * share. The surprise is the
// log-likelihood ratio of Poisson counts, k ln(k/e) - (k - e), one-sided (Dunning 1993).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace shouxin::signal {

// In hundredths of a nat; 0 when `found` isn't more than `expected`.
std::int16_t surprise(double found, double expected);

// One order seen as a member of a group.
struct GroupRow {
    std::uint32_t group = 0;
    std::uint32_t key = 0;
    std::uint32_t account = 0;
    std::uint32_t order = 0;
};  // all dense

struct GroupFinding {
    std::uint32_t order = 0;
    std::uint32_t group = 0;
    std::uint32_t accounts = 0;  // distinct in the group
    std::uint32_t with_key = 0;  // distinct of them that have the row's key
    std::int16_t surprise = 0;
};

// How many distinct accounts have each key, and how many there are in all.
struct KeyShares {
    std::vector<std::uint32_t> accounts_by_key;
    std::uint32_t accounts = 0;
};

// Calls `found` once a row. The share of a key is taken among accounts outside the group. Sorts
// `rows`.
void for_each_finding(
    std::vector<GroupRow>& rows,
    const KeyShares& shares,
    const std::function<void(const GroupFinding&)>& found);

// From rows whose `group` doesn't matter. Sorts `rows`.
KeyShares count_shares(std::vector<GroupRow>& rows, std::uint32_t keys);

}  // namespace shouxin::signal
