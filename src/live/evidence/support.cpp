#include "live/evidence/support.h"

namespace shouxin::live {
namespace {

using M = OrderMeasure;
using R = Relation;

constexpr std::array<OrderMeasure, 2> by(M first = M::count, M second = M::count) {
    return {first, second};
}

Support of_company(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::known_buyer:
            return {R::same_buyer, by(M::account_probability), true};
        case Reason::known_item:
            return {R::same_item, by(), true};
        case Reason::known_merchant:
            return {R::same_shop, by(M::merchant_fake_share), true};
        case Reason::known_wallet:
            return {R::money | R::payers, by(M::received), false};
        case Reason::known_resource:
            return {R::same_device | R::same_address | R::same_payer, by(), true};
        default:
            return {R::same_words, by(), false};
    }
}

Support of_praise(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::template_text:
            return {R::review | R::same_words, by(), false};
        case Reason::reused_image:
            return {R::review | R::same_images, by(), false};
        case Reason::rushed_review:
            return {R::review, by(M::review_delay), false};
        case Reason::bad_review_trade:
            return {R::review | R::money, by(), false};
        case Reason::bad_reviewer:
            return {R::bad_reviews, by(), false};
        case Reason::hidden_reviews:
            return {R::removed, by(), false};
        default:  // its likers, its contacts
            return {R::review, by(), false};
    }
}

Support of_people(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::crew:
        case Reason::unpaid_worker:
            return {R::same_buyer, by(), false};
        case Reason::repeat_purchase:
            return {R::own | R::same_purchase, by(), false};
        case Reason::busy_account:
            return {R::same_buyer, by(M::account_orders), false};
        case Reason::young_account:
            return {R::registration, by(M::account_age), false};
        case Reason::born_together:
            return {R::registration, by(), false};
        case Reason::shared_identity:
            return {R::registration | R::identity, by(), false};
        case Reason::recruiting_post:
            return {R::posts, by(), false};
        case Reason::surge:
            return {R::same_hours, by(), false};
        case Reason::subsidy_edge:
            return {R::own, by(M::subsidy), false};
        case Reason::refunded:
            return {R::own, by(M::refunded), false};
        default:  // a hosting network; staff and reborn shops, of which no state keeps events
            return {R::own, by(), false};
    }
}

}  // namespace

Support support_of(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::cash_back:
        case Reason::split_cash_back:
        case Reason::prefunded:
        case Reason::merchant_pays_buyer:
            return {R::own | R::money, by(M::received), false};
        case Reason::paying_hub:
            return {R::money | R::payers, by(M::received), false};
        case Reason::light_parcel:
        case Reason::odd_parcel:
            return {R::parcel, by(M::weight), false};
        case Reason::reused_waybill:
            return {R::parcel | R::same_waybill, by(M::waybill_orders), false};
        case Reason::missing_scans:
            return {R::parcel, by(M::scans), false};
        case Reason::wrong_place:
            return {R::own | R::parcel, by(), false};
        case Reason::fast_parcel:
            return {R::parcel, by(M::transit), false};
        case Reason::keyword_task:
            return {R::own, by(M::list_rank, M::dwell), false};
        case Reason::brief_view:
            return {R::own, by(M::dwell), false};
        case Reason::same_dwell:
            return {R::own | R::same_hours, by(M::dwell), false};
        case Reason::shared_device:
            return {R::own | R::same_device, by(M::device_accounts), false};
        case Reason::shared_address:
            return {R::own | R::same_address, by(M::address_accounts), false};
        case Reason::shared_wallet:
            return {R::own | R::same_payer, by(M::payer_accounts), false};
        case Reason::shared_ip:
            return {R::own | R::same_ip, by(M::ip_accounts), false};
        default:
            break;
    }
    const bool praise = (reason >= Reason::template_text && reason <= Reason::same_likers) ||
                        (reason >= Reason::bad_review_trade && reason <= Reason::contact_in_text) ||
                        reason == Reason::hidden_reviews;
    return model::rests_on_company(reason) ? of_company(reason)
           : praise                        ? of_praise(reason)
                                           : of_people(reason);
}

}  // namespace shouxin::live
