#include "live/lists/row.h"

#include "base/must.h"

namespace shouxin::live {
namespace {

using model::SubjectKind;

Row order_row(model::OrderIx order, const Watch& watch) {
    const signal::PlacedOrder placed = watch.market().orders.placed().get(order);
    return {
        .there = placed.placed(),
        .at_s = placed.placed_s,
        .amount = placed.amount,
        .account = placed.buyer,
        .merchant = placed.merchant,
        .device = placed.device,
        .payer = placed.payer,
        .address = placed.address,
        .ip = placed.ip};
}

Row review_row(model::ReviewIx index, const Watch& watch) {
    const signal::Review review = watch.market().reviews.rows().get(index);
    Row row = order_row(review.order, watch);
    row.there = review.posted();
    row.at_s = review.posted_s;
    row.account = review.account;
    row.merchant = review.merchant;
    row.device = review.device;
    return row;
}

Row account_row(model::AccountIx index, const Watch& watch) {
    const signal::Account account = watch.market().accounts.rows().get(index);
    Row row;
    row.there = true;
    row.at_s = account.registered_s;
    row.account = index;
    row.device = account.device;
    row.ip = account.ip;
    return row;
}

Row merchant_row(model::MerchantIx index, const Watch& watch, const EpochView& epoch) {
    const signal::Merchant merchant = watch.market().merchants.rows().get(index);
    Row row;
    row.there = true;
    row.at_s = merchant.opened_s;
    row.amount = index.value < epoch.sums.size() ? epoch.sums[index.value].fake_amount : 0;
    row.merchant = index;
    row.payer = merchant.payee;
    return row;
}

}  // namespace

Row row_of(const Subject& subject, const Watch& watch, const EpochView& epoch) {
    switch (subject.kind) {
        case SubjectKind::order:
            return order_row({subject.index}, watch);
        case SubjectKind::review:
            return review_row({subject.index}, watch);
        case SubjectKind::account:
            return account_row({subject.index}, watch);
        default:
            MUST(subject.kind == SubjectKind::merchant);
            return merchant_row({subject.index}, watch, epoch);
    }
}

std::uint32_t rows_of(SubjectKind kind, const Watch& watch) {
    switch (kind) {
        case SubjectKind::order:
            return watch.market().orders.placed().size();
        case SubjectKind::review:
            return watch.market().reviews.rows().size();
        case SubjectKind::account:
            return watch.names().accounts.size();
        default:
            MUST(kind == SubjectKind::merchant);
            return watch.names().merchants.size();
    }
}

}  // namespace shouxin::live
