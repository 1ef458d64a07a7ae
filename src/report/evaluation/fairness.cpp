#include "report/evaluation/fairness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace shouxin::report::evaluation {
namespace {

struct Size {
    std::string_view name;
    std::uint64_t orders_max;
};

constexpr std::array<Size, 4> sizes{
    {{"shops of 1 to 9 orders", 9},
     {"shops of 10 to 49", 49},
     {"shops of 50 to 199", 199},
     {"shops of 200 and more", std::numeric_limits<std::uint64_t>::max()}}};

// The place in `sizes` of each order's shop.
std::vector<std::size_t> sizes_of(const std::vector<Sale>& sales) {
    std::unordered_map<std::string_view, std::uint64_t> orders;
    for (const Sale& sale : sales) {
        ++orders[sale.merchant];
    }
    std::vector<std::size_t> places;
    for (const Sale& sale : sales) {
        const auto size =
            std::ranges::lower_bound(sizes, orders[sale.merchant], {}, &Size::orders_max);
        places.push_back(static_cast<std::size_t>(size - sizes.begin()));
    }
    return places;
}

struct Count {
    std::uint64_t honest = 0;
    std::uint64_t blocked = 0;

    void add(const Said& said) {
        ++honest;
        blocked += said.action == judge::Action::block ? 1 : 0;
    }
};

void put(std::vector<GroupBlocks>& into, std::string_view group, const Count& count) {
    if (count.honest == 0) {
        return;
    }
    const auto [lower, upper] = wilson_interval(count.blocked, count.honest);
    const double rate = static_cast<double>(count.blocked) / static_cast<double>(count.honest);
    const double of_all = into.empty() ? rate : into.front().rate.value_or(0);
    into.push_back(
        {.group = std::string(group),
         .honest = count.honest,
         .blocked = count.blocked,
         .rate = rate,
         .lower = lower,
         .upper = upper,
         .above = !into.empty() && count.blocked >= above_blocked_min && lower > of_all});
}

}  // namespace

std::pair<double, double> wilson_interval(std::uint64_t part, std::uint64_t all) {
    constexpr double z = 1.959964;
    const auto n = static_cast<double>(all);
    const double p = static_cast<double>(part) / n;
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return {std::max(centre - half, 0.0), std::min(centre + half, 1.0)};
}

std::vector<GroupBlocks> blocks_by_group(const Truth& truth, const Verdicts& verdicts) {
    std::unordered_set<std::string_view> fakes;
    for (const Planted& planted : truth.orders) {
        fakes.insert(planted.id);
    }
    std::unordered_map<std::string_view, const InGroups*> groups_of;
    if (verdicts.groups) {
        for (const InGroups& in : *verdicts.groups) {
            groups_of.emplace(in.order, &in);
        }
    }
    const std::vector<std::size_t> size_of = sizes_of(verdicts.sales);
    Count all;
    std::array<Count, sizes.size()> by_size;
    std::map<std::string_view, Count> by_group;
    for (std::size_t row = 0; row < verdicts.orders.size(); ++row) {
        const Said& said = verdicts.orders[row];
        if (fakes.contains(said.id)) {
            continue;
        }
        all.add(said);
        if (row < size_of.size()) {
            by_size[size_of[row]].add(said);
        }
        if (const auto in = groups_of.find(said.id); in != groups_of.end()) {
            for (const std::string& group : in->second->groups) {
                by_group[group].add(said);
            }
        }
    }
    std::vector<GroupBlocks> found;
    put(found, "all", all);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        put(found, sizes[i].name, by_size[i]);
    }
    for (const auto& [group, count] : by_group) {
        put(found, group, count);
    }
    return found;
}

}  // namespace shouxin::report::evaluation
