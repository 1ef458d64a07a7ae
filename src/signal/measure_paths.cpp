#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/quantiles.h"
#include "signal/surprise.h"

#include <algorithm>
#include <tuple>

namespace shouxin::signal {

namespace {

// How closely the dwell times of the item's buyers stand together, and how deep in the list
// they found it: a task sheet says "stay five minutes, it is on page seven".
void measure_item_habits(
    const Links& links, std::span<const std::int16_t> dwell, Sheet& sheet, const Market& market) {
    std::vector<std::int16_t> dwells;
    std::vector<std::uint16_t> ranks;
    for (std::uint32_t item = 0; item < links.items; ++item) {
        dwells.clear();
        ranks.clear();
        for (const std::uint32_t row : links.by_item.of(item)) {
            if (dwell[row] != missing) {
                dwells.push_back(dwell[row]);
                ranks.push_back(market.views.paths().get({row}).rank);
            }
        }
        if (dwells.size() < constants::habit_orders_min) {
            continue;
        }
        const std::span<std::int16_t> all(dwells);
        const std::int16_t spread = clamped(std::int64_t{quantile(all, 750)} - quantile(all, 250));
        const std::int16_t depth = ln(quantile(std::span(ranks), 500) + 1.0);
        for (const std::uint32_t row : links.by_item.of(item)) {
            sheet[Measure::dwell_spread][row] = spread;
            sheet[Measure::item_list_rank][row] = depth;
        }
    }
}

// Do more buyers of the item come by the same search words than the words' own share of the
// category's searches lets expect?
void measure_keywords(const Market& market, const Links& links, Sheet& sheet) {
    struct Search {
        std::uint32_t category, keyword, item, order;
    };

    std::vector<Search> searches;
    for (const std::uint32_t row : links.placed) {
        if (const std::uint32_t keyword = market.views.paths().get({row}).keyword; keyword != 0) {
            const PlacedOrder& order = links.orders[row];
            searches.push_back({order.category, keyword, order.item.value, row});
        }
    }
    const auto by_keyword = [](const Search& s) {
        return std::tie(s.category, s.keyword, s.item, s.order);
    };
    std::ranges::sort(searches, {}, by_keyword);
    std::vector<std::uint32_t> in_category(0x10000, 0);
    std::vector<std::uint32_t> of_item(links.items, 0);
    for (const Search& search : searches) {
        ++in_category[search.category];
        ++of_item[search.item];
    }
    for (std::size_t i = 0; i < searches.size();) {
        std::size_t words_end = i;
        while (words_end < searches.size() && searches[words_end].keyword == searches[i].keyword &&
               searches[words_end].category == searches[i].category) {
            ++words_end;
        }
        const double share = static_cast<double>(words_end - i) / in_category[searches[i].category];
        while (i < words_end) {
            std::size_t end = i;
            while (end < words_end && searches[end].item == searches[i].item) {
                ++end;
            }
            const std::int16_t level = surprise(
                static_cast<double>(end - i) - 1, (of_item[searches[i].item] - 1.0) * share);
            for (; i < end; ++i) {
                sheet[Measure::keyword_focus][searches[i].order] = level;
            }
        }
    }
}

}  // namespace

void measure_paths(const Market& market, const Links& links, Sheet& sheet) {
    if (market.views.views() == 0) {
        return;
    }
    const auto dwell = sheet[Measure::dwell];
    Background dwells(0x10000);
    for (const std::uint32_t row : links.placed) {
        const Path path = market.views.paths().get({row});
        sheet[Measure::item_views][row] = path.views;
        sheet[Measure::others_viewed][row] = path.others;
        sheet[Measure::keyword][row] = path.keyword != 0 ? 1 : 0;
        if (path.views == 0) {
            continue;
        }
        dwell[row] = ln(path.dwell_ds / 10.0 + 0.1);
        sheet[Measure::list_rank][row] = path.rank == 0 ? missing : ln(path.rank);
        dwells.add(links.orders[row].category, dwell[row]);
    }
    dwells.settle();
    for (const std::uint32_t row : links.placed) {
        if (dwell[row] != missing) {
            sheet[Measure::dwell_rank][row] = dwells.rank(links.orders[row].category, dwell[row]);
        }
    }
    measure_item_habits(links, dwell, sheet, market);
    measure_keywords(market, links, sheet);
}

}  // namespace shouxin::signal
