// What can be measured of every order, so that one may be held against honest ones? The measures
// by name, in the words of policies where those have one, and their values. Pure.
#pragma once

#include "live/state.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::live {

enum class OrderMeasure : std::uint8_t {
    received,  // the first two need more than a look at the order: Gathered
    review_delay,
    weight,
    waybill_orders,
    scans,
    transit,
    list_rank,
    dwell,
    device_accounts,
    address_accounts,
    payer_accounts,
    ip_accounts,
    account_orders,
    account_age,
    subsidy,
    refunded,
    account_probability,
    merchant_fake_share,
    contacts,
    repeat_orders,  // from here on rows that share something with it are counted: Tallies
    item_day_orders,
    item_suspected,
    device_suspected,
    identity_accounts,
    device_registrations,
    bad_reviews,
    posts,
    removed_reviews,
    count,
};

constexpr bool is_tallied(OrderMeasure measure) {
    return measure >= OrderMeasure::repeat_orders && measure < OrderMeasure::count;
}

constexpr std::uint32_t suspected_ppm = 300'000;  // from it on: company to be told of
constexpr std::uint8_t bad_stars = 2;             // a bad review has no more

enum class Unit : std::uint8_t { count, ppm, fen, ms, g };

std::string_view name_of(Unit unit);

struct MeasureText {
    std::string_view field;
    std::string_view zh;
    std::string_view en;
    Unit unit = Unit::count;
};

const MeasureText& text_of(OrderMeasure measure);

// What is gathered of an order while the log's tables are gone through.
struct Gathered {
    std::int64_t received = 0;  // fen, that came to its payer's wallet around it
    signal::Seconds reviewed_s = 0;
    std::uint8_t contacts = 0;  // in its review
};

// Nothing if it isn't known. REQUIRES: !is_tallied(measure).
std::optional<std::int64_t> value_of(
    OrderMeasure measure, model::OrderIx order, const Gathered& gathered, const State& state);

// How one value stands among others.
struct Comparison {
    std::uint32_t n = 0;
    std::uint32_t below = 0;  // of these, smaller than the one
    std::uint32_t above = 0;
    std::array<std::int64_t, 11> deciles{};  // the smallest, ..., the greatest
};

// Fewer than `comparison_min` values say nothing.
constexpr std::size_t comparison_min = 20;
std::optional<Comparison> compare(std::int64_t value, std::vector<std::int64_t> others);

}  // namespace shouxin::live
