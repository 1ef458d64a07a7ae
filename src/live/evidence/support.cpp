#include "live/evidence/support.h"

namespace shouxin::live {
namespace {

using M = OrderMeasure;
using R = Relation;

constexpr std::array<OrderMeasure, 2> by(M first = M::count, M second = M::count) {
    return {first, second};
}

constexpr Sentence yes_or_no{
    "这件事只有是与不是，没有高低可比。",
    "It is so or it isn't: there is no more or less to compare."};
constexpr Sentence words{
    "比的是整段文字，不是一个数：看下面那些评价。",
    "Whole texts are compared, not a number: see the reviews below."};
constexpr Sentence of_many{
    "这说的是一群人，不是一单：没有哪个数是一单自己的。",
    "It is said of many together: no number is one order's own."};
constexpr Sentence of_rings{
    "这只对团伙说：凭据在团伙页上。",
    "It is said of rings alone: the evidence is on the ring's page."};
constexpr Sentence missing{
    "要紧的是没有发生的事：返款没有来。",
    "What matters is what didn't happen: the money never came back."};
constexpr Sentence of_likers{
    "点赞只记谁点了哪条，不留编号和时刻，没有可比的数。",
    "Of likes only who liked what is kept: there is no number to compare."};
constexpr Sentence of_shops{
    "比的是新店和旧店，不是订单：看下面同一收款钱包的店。",
    "Shops are compared, not orders: see those with the same payee below."};

Support of_company(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::known_buyer:
            return {R::same_buyer, by(M::account_probability), true};
        case Reason::known_item:
            return {R::same_item, by(M::item_suspected), true};
        case Reason::known_merchant:
            return {R::same_shop, by(M::merchant_fake_share), true};
        case Reason::known_wallet:
            return {R::money | R::payers, by(M::received), false};
        case Reason::known_resource:
            return {
                R::same_device | R::same_address | R::same_payer, by(M::device_suspected), true};
        case Reason::known_words:
            return {R::same_words, by(), false, words};
        default:
            return {};
    }
}

Support of_praise(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::template_text:
            return {R::review | R::same_words, by(), false, words};
        case Reason::reused_image:
            return {R::review | R::same_images, by(), false, yes_or_no};
        case Reason::rushed_review:
            return {R::review, by(M::review_delay), false};
        case Reason::bad_review_trade:
            return {R::review | R::money, by(M::received), false};
        case Reason::bad_reviewer:
            return {R::bad_reviews, by(M::bad_reviews), false};
        case Reason::hidden_reviews:
            return {R::removed, by(M::removed_reviews), false};
        case Reason::same_likers:
            return {R::review, by(), false, of_likers};
        case Reason::contact_in_text:
            return {R::review, by(M::contacts), false};
        default:
            return {};
    }
}

Support of_people(model::Reason reason) {
    using model::Reason;
    switch (reason) {
        case Reason::crew:
            return {R::same_buyer, by(), false, of_many};
        case Reason::unpaid_worker:
            return {R::same_buyer, by(), false, missing};
        case Reason::repeat_purchase:
            return {R::own | R::same_purchase, by(M::repeat_orders), false};
        case Reason::busy_account:
            return {R::same_buyer, by(M::account_orders), false};
        case Reason::young_account:
            return {R::registration, by(M::account_age), false};
        case Reason::born_together:
            return {R::registration | R::born_there, by(M::device_registrations), false};
        case Reason::shared_identity:
            return {R::registration | R::identity, by(M::identity_accounts), false};
        case Reason::recruiting_post:
            return {R::posts, by(M::posts), false};
        case Reason::surge:
            return {R::same_hours, by(M::item_day_orders), false};
        case Reason::subsidy_edge:
            return {R::own, by(M::subsidy), false};
        case Reason::refunded:
            return {R::own, by(M::refunded), false};
        case Reason::staff_trail:
            return {{}, by(), false, of_rings};
        case Reason::reborn_shop:
            return {R::same_payee, by(), false, of_shops};
        case Reason::hosting_ip:
            return {R::own, by(), false, yes_or_no};
        default:
            return {};
    }
}

Support of_deed(model::Reason reason) {
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
            return {R::own | R::parcel | R::delivery, by(), false, yes_or_no};
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
            return {};
    }
}

}  // namespace

Support support_of(model::Reason reason) {
    for (const auto& some : {of_deed, of_praise, of_people, of_company}) {
        if (const Support support = some(reason); !support.is_empty()) {
            return support;
        }
    }
    return {};
}

}  // namespace shouxin::live
