#include "live/evidence/evidence.h"

#include "signal/constants.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shouxin::live {
namespace {

using model::SubjectKind;
using R = Relation;

constexpr std::uint32_t slice_cost = 50'000;
constexpr std::uint32_t likeness_cost = 100;  // of one row, in simple ones
constexpr std::uint32_t tally_cost = 4;

constexpr Relations other_orders = R::same_device | R::same_address | R::same_payer | R::same_ip |
                                   R::same_waybill | R::same_buyer | R::same_purchase |
                                   R::same_hours | R::same_item | R::same_shop;
constexpr Relations other_accounts = R::identity | R::born_there;
constexpr Relations other_reviews = R::same_words | R::same_images | R::bad_reviews | R::removed;

// One that is cited already isn't again.
void add(std::vector<Cited>& events, Cited cited) {
    const bool told = cited.event != signal::no_event &&
                      std::ranges::find(events, cited.event, &Cited::event) != events.end();
    if (!told && events.size() < Evidence::events_max) {
        events.push_back(std::move(cited));
    }
}

}  // namespace

bool Evidence::look(const State& state) {
    if (!finding_) {
        begin(state);
        if (!finding_) {
            return true;
        }
    }
    std::uint32_t left = slice_cost;
    while (pass_ != Pass::over && left > 0) {
        if (!next_) {
            next_ = rows_of(state.watch());
        }
        const std::uint32_t cost_each = cost();
        while (*next_ > 0 && left >= cost_each) {
            left -= cost_each;
            see(--*next_, state);
        }
        if (*next_ > 0) {
            return false;
        }
        end_pass(state);
    }
    return pass_ == Pass::over;
}

// ---- Whom it is about ------------------------------------------------------------------------

void Evidence::begin(const State& state) {
    const Watch& watch = state.watch();
    const std::optional<Subject> subject = watch.find(kind_, name_);
    if (!subject) {
        return;
    }
    finding_ = state.finding(*subject);
    if (kind_ == SubjectKind::order) {
        order_ = {subject->index};
    } else if (kind_ == SubjectKind::review) {
        review_ = {subject->index};
        order_ = watch.market().reviews.rows().get(review_).order;
    }
    begin_reasons(state);
}

void Evidence::begin_reasons(const State& state) {
    const signal::Market& market = state.watch().market();
    const Subject& subject = finding_->subject;
    const signal::PlacedOrder placed = market.orders.placed().get(order_);
    for (const model::Reason reason : finding_->reasons) {
        ReasonEvidence evidence;
        evidence.reason = reason;
        evidence.support = support_of(reason);
        evidence.order = order_;
        evidence.review = review_;
        evidence.account = placed.buyer;
        evidence.merchant = placed.merchant;
        if (kind_ == SubjectKind::review) {
            const signal::Review review = market.reviews.rows().get(review_);
            evidence.account = review.account;
            evidence.merchant = review.merchant;
        } else if (kind_ == SubjectKind::account) {
            evidence.account = {subject.index};
        } else if (kind_ == SubjectKind::merchant) {
            evidence.merchant = {subject.index};
        }
        tallies_.want(evidence.support.measures);
        reasons_.push_back(std::move(evidence));
    }
    loudest_ppm_.resize(reasons_.size());
}

bool Evidence::wants(Relations any) const {
    return std::ranges::any_of(
        reasons_, [&](const ReasonEvidence& each) { return each.support.rests_on.hold(any); });
}

// ---- One pass after the other, each from the newest row down ---------------------------------

std::uint32_t Evidence::rows_of(const Watch& watch) const {
    const signal::Market& market = watch.market();
    const auto of = [](std::size_t rows) { return static_cast<std::uint32_t>(rows); };
    const auto if_wanted = [&](Relations any, std::size_t rows) {
        return wants(any) ? of(rows) : 0;
    };
    const bool has_order = order_.valid() || !reasons_.empty();
    switch (pass_) {
        case Pass::shown_by:
            return order_.valid() || kind_ == SubjectKind::review || reasons_.empty()
                       ? 0
                       : market.orders.placed().size();
        case Pass::honest:
            return reasons_.empty() ? 0 : std::min(market.orders.placed().size(), honest_window);
        case Pass::orders:
            return if_wanted(other_orders, market.orders.placed().size());
        case Pass::registrations:
            return if_wanted(other_accounts, market.accounts.rows().size());
        case Pass::shops:
            return if_wanted(R::same_payee, market.merchants.rows().size());
        case Pass::posts:
            return if_wanted(R::posts, market.offers.posts().size());
        case Pass::transfers:
            return has_order ? of(market.transfers.rows().size()) : 0;
        case Pass::payers:
            return if_wanted(R::payers, market.transfers.rows().size());
        case Pass::reviews:
            return has_order ? market.reviews.rows().size() : 0;
        case Pass::likenesses:
            return if_wanted(other_reviews, market.reviews.rows().size());
        default:
            return 0;
    }
}

std::uint32_t Evidence::cost() const {
    if (pass_ == Pass::likenesses && wants(R::same_words)) {
        return likeness_cost;
    }
    return pass_ == Pass::orders || pass_ == Pass::registrations ? tally_cost : 1;
}

void Evidence::see(std::uint32_t row, const State& state) {
    const Watch& watch = state.watch();
    switch (pass_) {
        case Pass::shown_by:
            see_shown_by(row, state);
            break;
        case Pass::honest:
            see_honest(row, state);
            break;
        case Pass::orders:
            see_order(row, state);
            break;
        case Pass::registrations:
            see_registration(row, watch);
            break;
        case Pass::shops:
            see_shop(row, watch);
            break;
        case Pass::posts:
            see_post(row, watch);
            break;
        case Pass::transfers:
            see_transfer(row, watch);
            break;
        case Pass::payers:
            see_payer(row, watch);
            break;
        case Pass::reviews:
            see_review(row, watch);
            break;
        default:
            see_likeness(row, watch);
    }
}

void Evidence::end_pass(const State& state) {
    const Watch& watch = state.watch();
    if (pass_ == Pass::shown_by) {
        gather_shown(watch);
        cite_own(watch);
        const std::uint32_t orders = watch.market().orders.placed().size();
        window_from_ = orders - std::min(orders, honest_window);
    } else if (pass_ == Pass::honest) {
        index_gathered();
    }
    pass_ = static_cast<Pass>(static_cast<std::uint8_t>(pass_) + 1);
    next_.reset();
    if (pass_ == Pass::over) {
        conclude(state);
    }
}

// An account or a merchant is shown by the loudest of its orders that has the reason too.
void Evidence::see_shown_by(std::uint32_t row, const State& state) {
    const model::OrderIx order{row};
    const signal::PlacedOrder placed = state.watch().market().orders.placed().get(order);
    const std::uint32_t mine =
        kind_ == SubjectKind::account ? placed.buyer.value : placed.merchant.value;
    if (!placed.placed() || mine != finding_->subject.index) {
        return;
    }
    const Finding found = state.finding({SubjectKind::order, row});
    for (std::size_t i = 0; i < reasons_.size(); ++i) {
        ReasonEvidence& reason = reasons_[i];
        const bool says_it = found.reasons.holds(reason.reason) ||
                             reason.reason == model::Reason::unpaid_worker;  // said of people only
        if (says_it && found.ppm > loudest_ppm_[i]) {
            loudest_ppm_[i] = found.ppm;
            reason.order = order;
            reason.account = placed.buyer;
            reason.merchant = placed.merchant;
        }
    }
}

// ---- Who else is gathered --------------------------------------------------------------------

void Evidence::gather_shown(const Watch& watch) {
    if (order_.valid()) {
        gather(order_, false, watch);
    }
    for (const ReasonEvidence& reason : reasons_) {
        shown_by_.push_back(facts_of_order(reason.order, watch.market()));
        const bool known =
            std::ranges::find(gathered_, reason.order, &Gathering::order) != gathered_.end();
        if (reason.order.valid() && !known) {
            gather(reason.order, false, watch);
        }
    }
    for (const Gathering& each : gathered_) {
        if (std::ranges::find(samples_, each.category, &Sample::category) == samples_.end()) {
            samples_.push_back({each.category});
        }
    }
}

void Evidence::gather(model::OrderIx order, bool honest, const Watch& watch) {
    const signal::PlacedOrder placed = watch.market().orders.placed().get(order);
    gathered_.push_back({order, placed.payer, placed.placed_s, placed.category, honest, {}});
    tallies_.add(order, watch.market());
}

void Evidence::see_honest(std::uint32_t row, const State& state) {
    const model::OrderIx order{window_from_ + row};
    const signal::PlacedOrder facts = state.watch().market().orders.placed().get(order);
    const auto sample = std::ranges::find(samples_, facts.category, &Sample::category);
    if (!facts.placed() || sample == samples_.end() || sample->many == honest_max ||
        state.probability({SubjectKind::order, order.value}) >= honest_ppm) {
        return;
    }
    ++sample->many;
    gather(order, true, state.watch());
}

void Evidence::index_gathered() {
    by_order_.resize(gathered_.size());
    std::iota(by_order_.begin(), by_order_.end(), 0U);
    by_payer_ = by_order_;
    std::ranges::stable_sort(
        by_order_, {}, [&](std::uint32_t place) { return gathered_[place].order.value; });
    std::ranges::stable_sort(
        by_payer_, {}, [&](std::uint32_t place) { return gathered_[place].payer.value; });
}

const Gathered& Evidence::gathered(model::OrderIx order) const {
    return std::ranges::find(gathered_, order, &Gathering::order)->gathered;
}

// ---- What is cited ---------------------------------------------------------------------------

void Evidence::cite_own(const Watch& watch) {
    for (ReasonEvidence& reason : reasons_) {
        const Relations rests_on = reason.support.rests_on;
        if (reason.order.valid() && rests_on.hold(R::own)) {
            add(reason.events, cite_order(reason.order, watch));
        }
        const bool shipped = watch.market().orders.life().get(reason.order).shipped_s != 0;
        if (reason.order.valid() && shipped && rests_on.hold(R::parcel)) {
            add(reason.events, cite_parcel(reason.order, watch));
        }
        const bool delivered = watch.market().orders.life().get(reason.order).delivered_s != 0;
        if (reason.order.valid() && delivered && rests_on.hold(R::delivery)) {
            add(reason.events, cite_delivery(reason.order, watch));
        }
        const bool registered =
            watch.market().accounts.rows().get(reason.account).registered_s != 0;
        if (registered && rests_on.hold(R::registration)) {
            add(reason.events, cite_registration(reason.account, watch));
        }
    }
}

void Evidence::see_order(std::uint32_t row, const State& state) {
    tallies_.see_order({row}, state);
    const OrderFacts other = facts_of_order({row}, state.watch().market());
    for (std::size_t i = 0; i < reasons_.size(); ++i) {
        ReasonEvidence& reason = reasons_[i];
        const Support& support = reason.support;
        if (reason.events.size() == events_max || !related(support.rests_on, shown_by_[i], other)) {
            continue;
        }
        if (support.suspicious_only &&
            state.probability({SubjectKind::order, row}) < suspected_ppm) {
            continue;
        }
        add(reason.events, cite_order({row}, state.watch()));
    }
}

void Evidence::see_registration(std::uint32_t row, const Watch& watch) {
    const auto& rows = watch.market().accounts.rows();
    tallies_.see_account({row}, watch.market());
    for (ReasonEvidence& reason : reasons_) {
        if (related(reason.support.rests_on, rows.get(reason.account), rows.get({row}))) {
            add(reason.events, cite_registration({row}, watch));
        }
    }
}

void Evidence::see_shop(std::uint32_t row, const Watch& watch) {
    const auto& rows = watch.market().merchants.rows();
    for (ReasonEvidence& reason : reasons_) {
        const model::WalletIx payee = rows.get(reason.merchant).payee;
        if (reason.support.rests_on.hold(R::same_payee) && payee.valid() &&
            rows.get({row}).payee == payee) {
            add(reason.events, cite_opening({row}, watch));
        }
    }
}

void Evidence::see_post(std::uint32_t row, const Watch& watch) {
    const signal::RecruitingPost& post = watch.market().offers.posts()[row];
    tallies_.see_post(post);
    for (ReasonEvidence& reason : reasons_) {
        if (reason.support.rests_on.hold(R::posts) && post.account.valid() &&
            post.account == reason.account) {
            add(reason.events, cite_post(post, watch));
        }
    }
}

void Evidence::see_transfer(std::uint32_t row, const Watch& watch) {
    const signal::Transfer& transfer = watch.market().transfers.rows()[row];
    if (transfer.payer == transfer.payee) {
        return;
    }
    const auto payer_of = [&](std::uint32_t place) { return gathered_[place].payer.value; };
    for (const std::uint32_t place :
         std::ranges::equal_range(by_payer_, transfer.payee.value, {}, payer_of)) {
        take_money(transfer, gathered_[place], watch);
    }
}

void Evidence::take_money(const signal::Transfer& transfer, Gathering& of, const Watch& watch) {
    namespace constants = signal::constants;
    if (transfer.at_s + constants::prefund_s < of.placed_s ||
        transfer.at_s > of.placed_s + constants::cash_back_s) {
        return;
    }
    of.gathered.received = std::min(of.gathered.received + transfer.amount, constants::money_max);
    if (of.honest) {
        return;
    }
    if (of.order == order_) {
        add(money_, cite_transfer(transfer, watch));
    }
    for (ReasonEvidence& reason : reasons_) {
        if (reason.order == of.order && reason.support.rests_on.hold(R::money)) {
            add(reason.events, cite_transfer(transfer, watch));
        }
    }
    const bool known = std::ranges::find(payers_, transfer.payer) != payers_.end();
    if (!known && payers_.size() < payers_max) {
        payers_.push_back(transfer.payer);
    }
}

void Evidence::see_payer(std::uint32_t row, const Watch& watch) {
    const signal::Transfer& transfer = watch.market().transfers.rows()[row];
    if (std::ranges::find(payers_, transfer.payer) == payers_.end()) {
        return;
    }
    for (ReasonEvidence& reason : reasons_) {
        if (reason.support.rests_on.hold(R::payers)) {
            add(reason.events, cite_transfer(transfer, watch));
        }
    }
}

void Evidence::see_review(std::uint32_t row, const Watch& watch) {
    const signal::Review review = watch.market().reviews.rows().get({row});
    if (!review.posted() || !review.order.valid()) {
        return;
    }
    const auto order_of = [&](std::uint32_t place) { return gathered_[place].order.value; };
    for (const std::uint32_t place :
         std::ranges::equal_range(by_order_, review.order.value, {}, order_of)) {
        gathered_[place].gathered.reviewed_s = review.posted_s;
        gathered_[place].gathered.contacts = review.contacts;
    }
    if (review.order == order_ && !review_.valid()) {
        review_ = {row};
    }
    for (ReasonEvidence& reason : reasons_) {
        if (reason.order == review.order && !reason.review.valid()) {
            reason.review = {row};
        }
    }
}

void Evidence::see_likeness(std::uint32_t row, const Watch& watch) {
    const signal::Reviews& reviews = watch.market().reviews;
    const signal::Review other = reviews.rows().get({row});
    if (!other.posted()) {
        return;
    }
    tallies_.see_review({row}, watch.market());
    for (ReasonEvidence& reason : reasons_) {
        const Relations rests_on = reason.support.rests_on;
        const bool bad = other.stars <= bad_stars;
        const signal::Review own = reviews.rows().get(reason.review);
        const bool strange = own.posted() && own.account != other.account;
        if (reason.events.size() < events_max &&
            ((rests_on.hold(R::bad_reviews) && bad && other.account == reason.account) ||
             (rests_on.hold(R::removed) && bad && other.removed_s != 0 &&
              other.merchant == reason.merchant) ||
             (rests_on.hold(R::same_images) && strange && same_images(own, other, reviews)) ||
             (rests_on.hold(R::same_words) && strange && same_words(own, other, reviews)))) {
            add(reason.events, cite_review({row}, watch));
        }
    }
}

// ---- What comes out --------------------------------------------------------------------------

void Evidence::conclude(const State& state) {
    std::ranges::stable_sort(money_, {}, &Cited::at_s);
    for (ReasonEvidence& reason : reasons_) {
        if (reason.review.valid() && reason.support.rests_on.hold(R::review)) {
            if (reason.events.size() == events_max) {
                reason.events.pop_back();
            }
            add(reason.events, cite_review(reason.review, state.watch()));
        }
        std::ranges::stable_sort(reason.events, {}, &Cited::at_s);
        if (reason.order.valid()) {
            measure(reason, state);
        }
    }
}

std::optional<std::int64_t> Evidence::value(
    OrderMeasure measure,
    model::OrderIx order,
    const Gathered& gathered,
    const State& state) const {
    return is_tallied(measure) ? tallies_.of(measure, order, state.watch().market())
                               : value_of(measure, order, gathered, state);
}

void Evidence::measure(ReasonEvidence& reason, const State& state) {
    for (const OrderMeasure measure : reason.support.measures) {
        const auto own = measure == OrderMeasure::count
                             ? std::nullopt
                             : value(measure, reason.order, gathered(reason.order), state);
        if (!own) {
            continue;
        }
        const std::uint16_t category =
            state.watch().market().orders.placed().get(reason.order).category;
        std::vector<std::int64_t> others;
        for (const Gathering& each : gathered_) {
            if (each.honest && each.category == category) {
                if (const auto other = value(measure, each.order, each.gathered, state)) {
                    others.push_back(*other);
                }
            }
        }
        reason.measure = measure;
        reason.value = *own;
        reason.honest = compare(*own, std::move(others));
        return;
    }
}

}  // namespace shouxin::live
