#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/quantiles.h"

#include <algorithm>

namespace shouxin::signal {

namespace {

constexpr std::int64_t hour = 3600;

// Weights of one piece of each item, as far as parcels of a single order tell.
struct ItemWeight {
    double usual = 0;               // 80th percentile: empty parcels can't pull it down
    std::int16_t spread = missing;  // ln of 90th over 10th percentile
};

std::vector<double> piece_weights(
    const Market& market, const Links& links, std::span<const std::uint32_t> orders) {
    std::vector<double> weights;
    for (const std::uint32_t row : orders) {
        const Parcel parcel = market.parcels.rows().get(market.orders.life().get({row}).parcel);
        if (parcel.orders == 1 && parcel.weight_g > 0) {
            weights.push_back(
                static_cast<double>(parcel.weight_g) /
                std::max<double>(links.orders[row].quantity, 1));
        }
    }
    return weights;
}

std::vector<ItemWeight> weigh_items(const Market& market, const Links& links) {
    std::vector<ItemWeight> items(links.items);
    for (std::uint32_t item = 0; item < links.items; ++item) {
        std::vector<double> weights = piece_weights(market, links, links.by_item.of(item));
        if (weights.size() >= constants::weighings_min) {
            const std::span<double> all(weights);
            items[item] = {
                quantile(all, constants::usual_weight_permille),
                ln(quantile(all, 900) / quantile(all, 100))};
        }
    }
    return items;
}

// The median over the items of a category of what they usually weigh.
std::vector<double> weigh_categories(const Links& links, const std::vector<ItemWeight>& items) {
    std::vector<std::vector<double>> by_category(0x10000);
    for (std::uint32_t item = 0; item < items.size(); ++item) {
        if (items[item].usual > 0) {
            const std::uint32_t order = links.by_item.of(item).front();
            by_category[links.orders[order].category].push_back(items[item].usual);
        }
    }
    std::vector<double> usual(0x10000, 0);
    for (std::size_t category = 0; category < by_category.size(); ++category) {
        if (!by_category[category].empty()) {
            usual[category] = quantile(std::span(by_category[category]), 500);
        }
    }
    return usual;
}

// What all orders of the same parcel should weigh together, in grams; 0 if unknown.
std::vector<double> expected_weights(
    const Market& market, const Links& links, const std::vector<ItemWeight>& items) {
    std::vector<double> expected(market.parcels.rows().size(), 0);
    std::vector<bool> unknown(expected.size(), false);  // holds a thing nobody weighed
    for (const std::uint32_t row : links.placed) {
        const model::ParcelIx parcel = market.orders.life().get({row}).parcel;
        if (parcel.value < expected.size()) {
            const PlacedOrder& order = links.orders[row];
            const double usual = items[order.item.value].usual;
            expected[parcel.value] += usual * std::max<double>(order.quantity, 1);
            unknown[parcel.value] = unknown[parcel.value] || usual == 0;
        }
    }
    for (std::size_t parcel = 0; parcel < expected.size(); ++parcel) {
        expected[parcel] = unknown[parcel] ? 0 : expected[parcel];
    }
    return expected;
}

void measure_way(const PlacedOrder& order, const OrderLife& life, std::uint32_t row, Sheet& sheet) {
    if (life.shipped_s != 0) {
        sheet[Measure::ship_delay_h][row] =
            clamped((std::int64_t{life.shipped_s} - order.placed_s) / hour);
    }
    if (life.delivered_s == 0) {
        return;
    }
    if (life.shipped_s != 0) {
        sheet[Measure::transit_h][row] =
            clamped((std::int64_t{life.delivered_s} - life.shipped_s) / hour);
    }
    if (life.delivered_county != 0 && order.county != 0) {
        const bool same_county = life.delivered_county == order.county;
        const bool same_prefecture = life.delivered_county / 100 == order.county / 100;
        const bool same_province = life.delivered_county / 10'000 == order.county / 10'000;
        sheet[Measure::wrong_place][row] = static_cast<std::int16_t>(
            same_county       ? 0
            : same_prefecture ? 1
            : same_province   ? 2
                              : 3);
    }
}

}  // namespace

void measure_parcels(const Market& market, const Links& links, Sheet& sheet) {
    const std::vector<ItemWeight> items = weigh_items(market, links);
    const std::vector<double> categories = weigh_categories(links, items);
    const std::vector<double> expected = expected_weights(market, links, items);
    const bool scans_reported = std::ranges::any_of(
        market.parcels.rows().all(), [](const Parcel& parcel) { return parcel.scans > 0; });
    for (const std::uint32_t row : links.placed) {
        const PlacedOrder& order = links.orders[row];
        const OrderLife life = market.orders.life().get({row});
        measure_way(order, life, row, sheet);
        sheet[Measure::weight_spread][row] = items[order.item.value].spread;
        const Parcel parcel = market.parcels.rows().get(life.parcel);
        if (parcel.orders == 0) {
            continue;
        }
        const double weight = std::max<double>(parcel.weight_g, 1);
        sheet[Measure::weight_item][row] =
            expected[life.parcel.value] > 0 ? ln(weight / expected[life.parcel.value]) : missing;
        const double category = categories[order.category];
        sheet[Measure::weight_category][row] = category > 0 ? ln(weight / category) : missing;
        sheet[Measure::waybill_orders][row] = clamped(std::int64_t{parcel.orders});
        sheet[Measure::waybill_addresses][row] =
            clamped(std::int64_t{distinct_addresses(links, life.parcel)});
        // A waybill that serves several orders is scanned once an order.
        sheet[Measure::scans][row] =
            scans_reported ? clamped(std::int64_t{parcel.scans} * 10 / parcel.orders) : missing;
    }
}

}  // namespace shouxin::signal
