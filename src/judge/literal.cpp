#include "judge/literal.h"

#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <array>
#include <limits>

namespace shouxin::judge {

namespace {

using model::Reason;
using signal::Measure;

constexpr std::int16_t any_most = std::numeric_limits<std::int16_t>::max();
constexpr std::int16_t any_least = signal::missing + 1;  // known at all

// The measure lies between both, in its own units (signal/sheet.h).
struct Condition {
    Measure measure = Measure::count;  // count: no condition
    std::int16_t least = any_least;
    std::int16_t most = any_most;
};

// One way in which a reason is true: both conditions hold. A reason may have several.
struct Way {
    Reason reason;
    Condition one;
    Condition other = {};
};

constexpr std::int16_t surprising = 300;  // three nats beyond chance
constexpr std::int16_t three = 110;       // ln 3

// clang-format off
constexpr std::array ways{
    Way{Reason::cash_back, {Measure::cover_excess}},
    Way{Reason::prefunded, {Measure::cover_excess}, {Measure::cover_delay_h, any_least, -1}},
    Way{Reason::split_cash_back, {Measure::split_parts, 2}},
    Way{Reason::paying_hub, {Measure::hub_merchant, surprising}},
    Way{Reason::paying_hub, {Measure::hub_item, surprising}},
    Way{Reason::merchant_pays_buyer, {Measure::merchant_paid, 1}},
    Way{Reason::light_parcel, {Measure::weight_item, any_least, signal::constants::light_ln}},
    Way{Reason::light_parcel, {Measure::weight_category, any_least, -120}},  // of the category's
    Way{Reason::odd_parcel, {Measure::weight_spread, 60}},                  // nearly twofold
    Way{Reason::reused_waybill, {Measure::waybill_addresses, 2}},
    Way{Reason::missing_scans, {Measure::scans, 0, 0}},
    Way{Reason::wrong_place, {Measure::wrong_place, 1}},
    Way{Reason::fast_parcel, {Measure::transit_h, any_least, 12}},
    Way{Reason::keyword_task, {Measure::others_viewed, 0, 0}, {Measure::list_rank, 300}},  // 20th
    Way{Reason::keyword_task, {Measure::others_viewed, 0, 0}, {Measure::dwell, 520}},      // 3 min
    Way{Reason::brief_view, {Measure::dwell, any_least, 230}},              // 10 s
    Way{Reason::same_dwell, {Measure::dwell_spread, 0, 60}},                // quartiles twofold
    Way{Reason::shared_device, {Measure::device_merchant, surprising}},
    Way{Reason::shared_address, {Measure::address_merchant, surprising}},
    Way{Reason::shared_wallet, {Measure::wallet_accounts, three}},
    Way{Reason::shared_ip, {Measure::ip_merchant, surprising}},
    Way{Reason::shared_identity, {Measure::identity_accounts, three}},
    Way{Reason::shared_identity, {Measure::identity_merchant, surprising}},
    Way{Reason::hosting_ip, {Measure::hosting, 1}},
    Way{Reason::crew, {Measure::crew_most, surprising}},
    Way{Reason::crew, {Measure::crew_sum, 2 * surprising}},
    Way{Reason::repeat_purchase, {Measure::repeat_item, 3}},
    Way{Reason::surge, {Measure::item_surge, three}},
    Way{Reason::surge, {Measure::merchant_surge, three}},
    Way{Reason::young_account, {Measure::account_age, any_least, 658}},     // 30 days
    Way{Reason::born_together, {Measure::born_together, 3}},
    Way{Reason::born_together, {Measure::born_merchant, surprising}},
    Way{Reason::busy_account, {Measure::buyer_orders_day, 3}},
    Way{Reason::busy_account, {Measure::buyer_gap, any_least, 0}},          // an hour
    Way{Reason::template_text, {Measure::nearest, 350}},
    Way{Reason::reused_image, {Measure::images_reused, 1}},
    Way{Reason::rushed_review, {Measure::review_delay_h, any_least, 12}},
    Way{Reason::same_likers, {Measure::liker_tempo, 160}},                  // five likes each
    Way{Reason::subsidy_edge, {Measure::subsidy_excess, 0, 100}},           // within a tenth
    Way{Reason::refunded, {Measure::refund, 2}}};

// clang-format on

bool holds(const Condition& condition, std::span<const std::int16_t> row) {
    if (condition.measure == Measure::count) {
        return true;
    }
    const std::int16_t value = row[static_cast<std::size_t>(condition.measure)];
    return value >= condition.least && value <= condition.most;
}

}  // namespace

bool literally(Reason reason, std::span<const std::int16_t> row) {
    bool about_facts = false;
    for (const Way& way : ways) {
        if (way.reason == reason) {
            about_facts = true;
            if (holds(way.one, row) && holds(way.other, row)) {
                return true;
            }
        }
    }
    return !about_facts;
}

}  // namespace shouxin::judge
