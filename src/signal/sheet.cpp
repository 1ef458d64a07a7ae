#include "signal/sheet.h"

#include "base/must.h"
#include "base/portable_math.h"

#include <algorithm>
#include <cmath>

namespace shouxin::signal {

namespace {

using F = Family;
using R = model::Reason;

constexpr bool of_place = true;

// In the order of the enumeration.
// clang-format off
constexpr std::array<MeasureInfo, measure_count> infos{{
    {"cover_excess", F::money, R::cash_back},
    {"cover_delay_h", F::money, R::cash_back},
    {"cover_fan", F::money, R::cash_back},
    {"cover_hub_match", F::money, R::cash_back},
    {"split_parts", F::money, R::split_cash_back},
    {"hub_merchant", F::money, R::paying_hub},
    {"hub_item", F::money, R::paying_hub},
    {"hub_fan", F::money, R::paying_hub},
    {"hub_from_merchant", F::money, R::paying_hub},
    {"hub_from_others", F::money, R::paying_hub},
    {"merchant_paid", F::money, R::merchant_pays_buyer},
    {"received_share", F::money, R::cash_back},
    {"weight_item", F::parcel, R::light_parcel},
    {"weight_category", F::parcel, R::light_parcel},
    {"weight_spread", F::parcel, R::odd_parcel, of_place},
    {"waybill_orders", F::parcel, R::reused_waybill},
    {"waybill_addresses", F::parcel, R::reused_waybill},
    {"scans", F::parcel, R::missing_scans},
    {"wrong_place", F::parcel, R::wrong_place},
    {"transit_h", F::parcel, R::fast_parcel},
    {"ship_delay_h", F::parcel, R::fast_parcel},
    {"dwell", F::path, R::keyword_task},
    {"dwell_rank", F::path, R::keyword_task},
    {"list_rank", F::path, R::keyword_task},
    {"keyword", F::path, R::keyword_task},
    {"others_viewed", F::path, R::keyword_task},
    {"item_views", F::path, R::brief_view},
    {"keyword_focus", F::path, R::keyword_task},
    {"dwell_spread", F::path, R::same_dwell, of_place},
    {"item_list_rank", F::path, R::keyword_task, of_place},
    {"device_accounts", F::sharing, R::shared_device},
    {"address_accounts", F::sharing, R::shared_address},
    {"wallet_accounts", F::sharing, R::shared_wallet},
    {"ip_accounts", F::sharing, R::shared_ip},
    {"identity_accounts", F::sharing, R::shared_identity},
    {"hosting", F::sharing, R::hosting_ip},
    {"device_merchant", F::sharing, R::shared_device},
    {"address_merchant", F::sharing, R::shared_address},
    {"wallet_merchant", F::sharing, R::shared_wallet},
    {"ip_merchant", F::sharing, R::shared_ip},
    {"identity_merchant", F::sharing, R::shared_identity},
    {"hosting_merchant", F::sharing, R::hosting_ip},
    {"born_merchant", F::sharing, R::born_together},
    {"buyer_devices", F::sharing, R::shared_device},
    {"crew_most", F::crew, R::crew},
    {"crew_sum", F::crew, R::crew},
    {"account_age", F::tempo, R::young_account},
    {"buyer_orders", F::tempo, R::busy_account},
    {"buyer_orders_day", F::tempo, R::busy_account},
    {"buyer_gap", F::tempo, R::busy_account},
    {"born_together", F::tempo, R::born_together},
    {"repeat_item", F::tempo, R::repeat_purchase},
    {"buyer_merchants", F::tempo, R::count},
    {"item_surge", F::sales, R::surge, of_place},
    {"merchant_surge", F::sales, R::surge, of_place},
    {"item_orders", F::sales, R::count, of_place},
    {"merchant_orders", F::sales, R::count, of_place},
    {"item_share", F::sales, R::count, of_place},
    {"price_rank", F::sales, R::count},
    {"price_item", F::sales, R::count},
    {"campaign", F::sales, R::count},
    {"merchant_age", F::sales, R::count, of_place},
    {"refund", F::sales, R::refunded},
    {"merchant_refunds", F::sales, R::refunded, of_place},
    {"reviewed", F::praise, R::rushed_review},
    {"stars", F::praise, R::count},
    {"review_delay_h", F::praise, R::rushed_review},
    {"letters", F::praise, R::count},
    {"nearest", F::praise, R::template_text},
    {"images_reused", F::praise, R::reused_image},
    {"likes", F::praise, R::same_likers},
    {"liker_tempo", F::praise, R::same_likers},
    {"review_device", F::praise, R::rushed_review},
    {"subsidy_share", F::subsidy, R::subsidy_edge},
    {"subsidy_excess", F::subsidy, R::subsidy_edge},
    {"merchant_edge", F::subsidy, R::subsidy_edge, of_place},
    {"buyer_edge", F::subsidy, R::subsidy_edge},
    {"with_buyer", F::company, R::known_buyer},
    {"with_buyer_most", F::company, R::known_buyer},
    {"with_item", F::company, R::known_item, of_place},
    {"with_merchant", F::company, R::known_merchant, of_place},
    {"with_merchant_day", F::company, R::known_merchant, of_place},
    {"with_device", F::company, R::known_resource},
    {"with_address", F::company, R::known_resource},
    {"with_wallet", F::company, R::known_resource},
    {"with_ip", F::company, R::known_resource},
    {"with_hub", F::company, R::known_wallet},
    {"with_words", F::company, R::known_words},
    {"with_likers", F::company, R::same_likers},
}};
// clang-format on

}  // namespace

const std::array<MeasureInfo, measure_count>& measures() {
    return infos;
}

std::int16_t clamped(double value) {
    return static_cast<std::int16_t>(std::floor(std::clamp(value, -32'000.0, 32'000.0) + 0.5));
}

std::int16_t clamped(std::int64_t value) {
    return static_cast<std::int16_t>(std::clamp<std::int64_t>(value, -32'000, 32'000));
}

std::int16_t ln(double value) {
    return value > 0.0 ? clamped(100.0 * portable_log(value)) : missing;
}

}  // namespace shouxin::signal
