#include "base/partitions.h"
#include "judge/company.h"
#include "judge/families.h"
#include "judge/judge.h"
#include "judge/probability.h"
#include "signal/constants.h"
#include "signal/measures.h"

#include <algorithm>
#include <array>
#include <functional>

namespace shouxin::judge {

namespace {

// The measures of a run of orders, side by side as the trees want them.
class Block {
public:
    Block(const Trees& trees, const signal::Sheet& sheet) : trees_(trees), sheet_(sheet) {}

    // The evidence on the rows from `first` on. REQUIRES: 1 <= many <= LeafMasks::rows.
    [[nodiscard]] std::array<Evidence, LeafMasks::rows> judge(
        std::uint32_t first, std::uint32_t many) {
        for (const std::uint16_t measure : trees_.asked()) {
            const auto column = sheet_[static_cast<signal::Measure>(measure)].subspan(first, many);
            std::ranges::copy(column, cells_.begin() + std::size_t{measure} * LeafMasks::rows);
        }
        return trees_.sums_of_block(cells_);
    }

private:
    const Trees& trees_;
    const signal::Sheet& sheet_;
    alignas(LeafMasks::alignment)
        std::array<std::int16_t, signal::measure_count * LeafMasks::rows> cells_{};
};

void judge_stretch(
    const Trees& trees,
    const signal::Links& links,
    const signal::Sheet& sheet,
    Stretch rows,
    std::vector<std::uint32_t>& ppm) {
    Block block(trees, sheet);
    std::array<std::int16_t, signal::measure_count> row{};
    for (std::uint32_t first = rows.first; first < rows.end; first += LeafMasks::rows) {
        const std::uint32_t many = std::min<std::uint32_t>(LeafMasks::rows, rows.end - first);
        const auto evidence = block.judge(first, many);
        for (std::uint32_t i = 0; i < many; ++i) {
            if (!links.orders[first + i].placed()) {
                continue;
            }
            Evidence said = evidence[i];
            if (said > 0) {  // otherwise there is nothing to cut
                sheet.copy_row(first + i, row);
                said = capped_by_family(trees, row, said);
            }
            ppm[first + i] = to_ppm(said);
        }
    }
}

void judge_orders(
    const Trees& trees,
    const signal::Links& links,
    const signal::Sheet& sheet,
    Executor& executor,
    std::vector<std::uint32_t>& ppm) {
    for_each_partition(
        executor,
        sheet.rows(),
        [&](Stretch rows) { judge_stretch(trees, links, sheet, rows, ppm); },
        LeafMasks::rows);
}

template <class Rows>
std::vector<std::uint32_t> judge_rows(const Trees& trees, const Rows& rows, Executor& executor) {
    std::vector<std::uint32_t> ppm(rows.size());
    constexpr std::size_t measures = std::tuple_size_v<typename Rows::value_type>;
    const auto judge = [&](Stretch part) {
        alignas(LeafMasks::alignment) std::array<std::int16_t, measures * LeafMasks::rows> cells{};
        for (std::uint32_t first = part.first; first < part.end; first += LeafMasks::rows) {
            const std::size_t many = std::min<std::size_t>(LeafMasks::rows, part.end - first);
            for (std::size_t i = 0; i < many; ++i) {
                for (std::size_t measure = 0; measure < measures; ++measure) {
                    cells[measure * LeafMasks::rows + i] = rows[first + i][measure];
                }
            }
            const auto evidence = trees.sums_of_block(cells);
            std::transform(
                evidence.begin(),
                evidence.begin() + static_cast<std::ptrdiff_t>(many),
                ppm.begin() + first,
                to_ppm);
        }
    };
    for_each_partition(executor, static_cast<std::uint32_t>(rows.size()), judge, LeafMasks::rows);
    return ppm;
}

// Four visits of 36 % each make no guilty account: somebody none of whose orders and reviews is
// stopped stays below review.
void spare_the_unstopped(
    const signal::Market& market,
    const signal::Links& links,
    const Thresholds& thresholds,
    Findings& found) {
    std::vector<bool> stopped(found.account_ppm.size(), false);
    for (const std::uint32_t order : links.placed) {
        if (found.order_ppm[order] >= thresholds.review_ppm) {
            stopped[links.orders[order].buyer.value] = true;
        }
    }
    const auto reviews = market.reviews.rows().all();
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        if (reviews[i].posted() && found.review_ppm[i] >= thresholds.review_ppm) {
            stopped[reviews[i].account.value] = true;
        }
    }
    for (std::size_t account = 0; account < stopped.size(); ++account) {
        if (!stopped[account]) {
            found.account_ppm[account] =
                std::min(found.account_ppm[account], signal::constants::spared_ppm);
        }
    }
}

// By IpIx; empty without a list.
std::vector<std::uint8_t> known_hosting(
    const model::Names& names, const std::optional<signal::Networks>& networks) {
    std::vector<std::uint8_t> known;
    for (std::uint32_t ip = 0; networks && ip < names.ips.size(); ++ip) {
        known.push_back(networks->contains(names.ips[{ip}]) ? 1 : 0);
    }
    return known;
}

}  // namespace

Epoch settle(
    const signal::Market& market,
    const model::Names& names,
    const Options& options,
    Executor& executor) {
    signal::Links links(market, executor);
    const Model& model = options.model;
    const std::vector<signal::ReviewMeasures> reviews =
        signal::measure_reviews(market, links, executor);
    const std::vector<std::uint8_t> hosting = known_hosting(names, options.hosting);
    Findings found(signal::measure_orders(market, links, reviews, hosting, executor));
    found.order_ppm.assign(links.orders.size(), 0);
    judge_orders(model.alone, links, found.orders, executor, found.order_ppm);
    for (const Trees* trees : {&model.together, &model.settled}) {
        measure_company(market, links, found.order_ppm, executor, found.orders);
        if (trees->size() == 0) {
            break;
        }
        judge_orders(*trees, links, found.orders, executor, found.order_ppm);
    }
    links.forget_measured();
    found.review_rows = measure_reviews(market, links, reviews, found.orders, found.order_ppm);
    found.review_ppm = judge_rows(model.reviews, found.review_rows.rows, executor);
    const std::array<std::function<void()>, 2> parties{
        [&] {
            found.account_rows = measure_accounts(market, links, found.order_ppm, found.review_ppm);
        },
        [&] {
            found.funding = trace_funding(links, found.order_ppm);
            found.merchant_rows =
                measure_merchants(links, found.orders, found.order_ppm, found.funding);
        }};
    executor.run(parties.size(), [&](std::size_t which) { parties[which](); });
    found.account_ppm = judge_rows(model.accounts, found.account_rows.rows, executor);
    spare_the_unstopped(market, links, options.thresholds, found);
    found.merchant_ppm = judge_rows(model.merchants, found.merchant_rows.rows, executor);
    for (std::size_t shop = 0; shop < found.merchant_ppm.size(); ++shop) {
        if (is_victim(found.merchant_rows.rows[shop])) {
            found.merchant_ppm[shop] =
                std::min(found.merchant_ppm[shop], signal::constants::spared_ppm);
        }
    }
    return {std::move(links), std::move(found)};
}

}  // namespace shouxin::judge
