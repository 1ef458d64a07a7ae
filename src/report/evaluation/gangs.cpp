#include "report/evaluation/gangs.h"

#include <cstddef>
#include <string_view>
#include <unordered_set>

namespace shouxin::report::evaluation {
namespace {

struct Overlap {
    std::size_t accounts = 0;
    std::size_t merchants = 0;

    [[nodiscard]] std::size_t all() const { return accounts + merchants; }
};

std::size_t count_common(
    const std::unordered_set<std::string_view>& ours, const std::vector<std::string>& theirs) {
    std::size_t common = 0;
    for (const std::string& one : theirs) {
        common += ours.contains(one) ? 1 : 0;
    }
    return common;
}

std::size_t size_of(const SaidRing& ring) {
    return ring.accounts.size() + ring.merchants.size();
}

Share share(std::size_t part, std::size_t whole) {
    if (whole == 0) {
        return std::nullopt;
    }
    return static_cast<double>(part) / static_cast<double>(whole);
}

GangFound best_of(const Gang& gang, const std::vector<SaidRing>& rings) {
    const std::unordered_set<std::string_view> accounts(gang.accounts.begin(), gang.accounts.end());
    const std::unordered_set<std::string_view> merchants(
        gang.merchants.begin(), gang.merchants.end());
    const SaidRing* best = nullptr;
    Overlap most;
    for (const SaidRing& ring : rings) {
        const Overlap overlap{
            count_common(accounts, ring.accounts), count_common(merchants, ring.merchants)};
        const bool better =
            overlap.all() > most.all() ||
            (best != nullptr && overlap.all() == most.all() && size_of(ring) < size_of(*best));
        if (better) {
            best = &ring;
            most = overlap;
        }
    }
    GangFound found{
        .gang = gang.name,
        .scheme = gang.scheme,
        .ring = best == nullptr ? "" : best->id,
        .accounts = accounts.size(),
        .merchants = merchants.size(),
        .accounts_found = share(most.accounts, accounts.size()),
        .merchants_found = share(most.merchants, merchants.size()),
        .strangers = std::nullopt};
    if (best != nullptr) {
        found.strangers = share(size_of(*best) - most.all(), size_of(*best));
    }
    return found;
}

}  // namespace

std::vector<GangFound> gangs_found(
    const std::vector<Gang>& gangs, const std::vector<SaidRing>& rings) {
    std::vector<GangFound> all;
    all.reserve(gangs.size());
    for (const Gang& gang : gangs) {
        all.push_back(best_of(gang, rings));
    }
    return all;
}

}  // namespace shouxin::report::evaluation
