// Sheet holds what was measured of each order (or review): one row each, one column of 16-bit
// integers a measure. The measures' names, families and reasons stand in sheet.cpp.
//
// Units: `ln` is hundredths of a nat of a natural logarithm, `permille` thousandths, `h` hours,
// `surprise` hundredths of a nat (see surprise.h). `missing` is "can't be known from this log",
// which is not the same as 0.
#pragma once

#include "model/reason.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::signal {

// A family is one kind of evidence.
enum class Family : std::uint8_t {
    money,
    parcel,
    path,
    sharing,
    crew,
    tempo,
    sales,
    praise,
    subsidy,
    company,
    count
};

constexpr std::size_t family_count = static_cast<std::size_t>(Family::count);

enum class Measure : std::uint8_t {
    // money
    cover_excess,
    cover_delay_h,
    cover_fan,
    cover_hub_match,
    split_parts,
    hub_merchant,
    hub_item,
    hub_fan,
    hub_from_merchant,
    hub_from_others,
    merchant_paid,
    received_share,
    // parcel
    weight_item,
    weight_category,
    weight_spread,
    waybill_orders,
    waybill_addresses,
    scans,
    wrong_place,
    transit_h,
    ship_delay_h,
    // path
    dwell,
    dwell_rank,
    list_rank,
    keyword,
    others_viewed,
    item_views,
    keyword_focus,
    dwell_spread,
    item_list_rank,
    // sharing
    device_accounts,
    address_accounts,
    wallet_accounts,
    ip_accounts,
    identity_accounts,
    hosting,
    device_merchant,
    address_merchant,
    wallet_merchant,
    ip_merchant,
    identity_merchant,
    hosting_merchant,
    born_merchant,
    buyer_devices,
    // crew
    crew_most,
    crew_sum,
    // tempo
    account_age,
    buyer_orders,
    buyer_orders_day,
    buyer_gap,
    born_together,
    repeat_item,
    buyer_merchants,
    // sales
    item_surge,
    merchant_surge,
    item_orders,
    merchant_orders,
    item_share,
    price_rank,
    price_item,
    campaign,
    merchant_age,
    refund,
    merchant_refunds,
    // praise
    reviewed,
    stars,
    review_delay_h,
    letters,
    nearest,
    images_reused,
    likes,
    liker_tempo,
    review_device,
    // subsidy
    subsidy_share,
    subsidy_excess,
    merchant_edge,
    buyer_edge,
    // company: the neighbours' verdicts of the round before (judge/company.h)
    with_buyer,
    with_buyer_most,
    with_item,
    with_merchant,
    with_merchant_day,
    with_device,
    with_address,
    with_wallet,
    with_ip,
    with_hub,
    with_words,
    with_likers,
    count,
};

constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::count);
constexpr Measure first_company = Measure::with_buyer;

struct MeasureInfo {
    std::string_view name;
    Family family;
    model::Reason reason;   // what to say when it speaks against somebody; count: nothing
    bool of_place = false;  // of the item or the shop, the same for all who buy there
};

const std::array<MeasureInfo, measure_count>& measures();

constexpr std::int16_t missing = std::numeric_limits<std::int16_t>::min();

std::int16_t clamped(double value);
std::int16_t clamped(std::int64_t value);

// 100 ln(value), `missing` for values that have none. REQUIRES: finite.
std::int16_t ln(double value);

// A column takes memory from its first writing on. Different columns may be written by different
// threads at the same time.
class Sheet {
public:
    explicit Sheet(std::uint32_t rows) : rows_(rows), nothing_(rows, missing) {}

    [[nodiscard]] std::uint32_t rows() const { return rows_; }

    [[nodiscard]] std::span<std::int16_t> operator[](Measure measure) {
        std::vector<std::int16_t>& column = columns_[static_cast<std::size_t>(measure)];
        if (column.empty()) {
            column = nothing_;
        }
        return column;
    }

    [[nodiscard]] std::span<const std::int16_t> operator[](Measure measure) const {
        const std::vector<std::int16_t>& column = columns_[static_cast<std::size_t>(measure)];
        return column.empty() ? nothing_ : column;
    }

    // Copies one row out of the columns. REQUIRES: `into` holds measure_count values.
    void copy_row(std::uint32_t row, std::span<std::int16_t> into) const {
        for (std::size_t measure = 0; measure < measure_count; ++measure) {
            into[measure] = (*this)[static_cast<Measure>(measure)][row];
        }
    }

private:
    std::uint32_t rows_;
    std::vector<std::int16_t> nothing_;  // a column that nobody wrote
    std::array<std::vector<std::int16_t>, measure_count> columns_;
};

}  // namespace shouxin::signal
