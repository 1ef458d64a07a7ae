#include "judge/company.h"
#include "judge/families.h"
#include "judge/judge.h"
#include "judge/probability.h"
#include "signal/measures.h"

#include <algorithm>
#include <array>

namespace shouxin::judge {

namespace {

void judge_orders(
    const Trees& trees,
    const signal::Links& links,
    const signal::Sheet& sheet,
    std::vector<std::uint32_t>& ppm) {
    constexpr std::size_t together = 8;
    std::array<std::array<std::int16_t, signal::measure_count>, together> rows{};
    std::array<const std::int16_t*, together> places{};
    for (std::size_t i = 0; i < together; ++i) {
        places[i] = rows[i].data();
    }
    for (std::size_t first = 0; first < links.placed.size(); first += together) {
        const std::size_t many = std::min(together, links.placed.size() - first);
        for (std::size_t i = 0; i < many; ++i) {
            sheet.copy_row(links.placed[first + i], rows[i]);
        }
        const std::array<Evidence, together> evidence = trees.sums(places);
        for (std::size_t i = 0; i < many; ++i) {
            ppm[links.placed[first + i]] = to_ppm(capped_by_family(trees, rows[i], evidence[i]));
        }
    }
}

template <class Rows>
std::vector<std::uint32_t> judge_rows(const Trees& trees, const Rows& rows) {
    std::vector<std::uint32_t> ppm;
    ppm.reserve(rows.size());
    for (const auto& row : rows) {
        ppm.push_back(to_ppm(trees.sum(row)));
    }
    return ppm;
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

Epoch settle(const signal::Market& market, const model::Names& names, const Options& options) {
    signal::Links links(market);
    const Model& model = options.model;
    const std::vector<signal::ReviewMeasures> reviews = signal::measure_reviews(market, links);
    const std::vector<std::uint8_t> hosting = known_hosting(names, options.hosting);
    Findings found(signal::measure_orders(market, links, reviews, hosting));
    found.order_ppm.assign(links.orders.size(), 0);
    judge_orders(model.alone, links, found.orders, found.order_ppm);
    for (const Trees* trees : {&model.together, &model.settled}) {
        measure_company(market, links, found.order_ppm, found.orders);
        if (trees->size() == 0) {
            break;
        }
        judge_orders(*trees, links, found.orders, found.order_ppm);
    }
    found.review_rows = measure_reviews(market, links, reviews, found.orders, found.order_ppm);
    found.review_ppm = judge_rows(model.reviews, found.review_rows.rows);
    found.account_rows = measure_accounts(market, links, found.order_ppm, found.review_ppm);
    found.account_ppm = judge_rows(model.accounts, found.account_rows.rows);
    found.funding = trace_funding(links, found.order_ppm);
    found.merchant_rows = measure_merchants(links, found.orders, found.order_ppm, found.funding);
    found.merchant_ppm = judge_rows(model.merchants, found.merchant_rows.rows);
    return {std::move(links), std::move(found)};
}

}  // namespace shouxin::judge
