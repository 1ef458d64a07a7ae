#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/surprise.h"

#include <algorithm>
#include <tuple>

namespace shouxin::signal {

namespace {

struct Subsidised {
    std::uint32_t subsidy;
    std::int64_t amount;
    std::uint32_t order;
};

// How far, in permille, each subsidised order is above the least amount that got its subsidy.
// The 2nd percentile stands for the threshold: one odd order must not move it.
void measure_excess(const Links& links, std::span<std::int16_t> excess) {
    std::vector<Subsidised> rows;
    for (const std::uint32_t row : links.placed) {
        if (links.orders[row].subsidy > 0) {
            rows.push_back({links.orders[row].subsidy, links.orders[row].amount, row});
        }
    }
    std::ranges::sort(
        rows, {}, [](const Subsidised& s) { return std::tie(s.subsidy, s.amount, s.order); });
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i;
        while (end < rows.size() && rows[end].subsidy == rows[i].subsidy) {
            ++end;
        }
        const std::int64_t threshold = std::max<std::int64_t>(rows[i + (end - i) / 50].amount, 1);
        const bool known = end - i >= constants::subsidised_min;
        for (; i < end; ++i) {
            excess[rows[i].order] =
                known ? clamped((rows[i].amount - threshold) * 1000 / threshold) : missing;
        }
    }
}

// Are more of the group's orders just above a threshold than the platform's share of such?
void measure_edge(
    const Adjacency& groups,
    std::span<const std::int16_t> excess,
    double share,
    std::span<std::int16_t> level) {
    const auto at_edge = [&](std::uint32_t row) {
        return excess[row] != missing && excess[row] < constants::edge_permille;
    };
    for (std::uint32_t group = 0; group < groups.keys(); ++group) {
        const auto rows = groups.of(group);
        const auto found = std::ranges::count_if(rows, at_edge);
        for (const std::uint32_t row : rows) {
            const double others = static_cast<double>(found) - (at_edge(row) ? 1 : 0);
            level[row] = surprise(others, (static_cast<double>(rows.size()) - 1) * share);
        }
    }
}

}  // namespace

void measure_subsidies(const Market& /*market*/, const Links& links, Sheet& sheet) {
    const auto excess = sheet[Measure::subsidy_excess];
    measure_excess(links, excess);
    double edge = 0;
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        sheet[Measure::subsidy_share][row] =
            clamped(std::int64_t{order.subsidy} * 1000 / std::max<std::int64_t>(order.amount, 1));
        edge += excess[row] != missing && excess[row] < constants::edge_permille ? 1 : 0;
    }
    const double share = edge / std::max<double>(static_cast<double>(links.placed.size()), 1);
    measure_edge(links.by_merchant, excess, share, sheet[Measure::merchant_edge]);
    measure_edge(links.by_buyer, excess, share, sheet[Measure::buyer_edge]);
}

}  // namespace shouxin::signal
