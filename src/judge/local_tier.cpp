#include "judge/local_tier.h"

#include "judge/local_reasons.h"
#include "judge/probability.h"
#include "signal/constants.h"

#include <algorithm>

namespace shouxin::judge {

namespace {

namespace constants = signal::constants;
using M = LocalMeasure;
using signal::Seconds;

const signal::PlacedOrder& placing(const signal::Market& market, model::OrderIx order) {
    return market.orders.placed().all()[order.value];
}

}  // namespace

void LocalTier::step(std::span<const model::Event> events, const signal::Market& market) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i + signal::constants::prefetch_events < events.size()) {
            counts_.prefetch(events[i + signal::constants::prefetch_events]);
        }
        move_clock(signal::to_seconds(events[i].at_ms), market);
        take(events[i], market);
    }
}

void LocalTier::close(const signal::Market& market) {
    tell(market);
    counts_ = LocalCounts();
    awaiting_ = AwaitingOrders();
}

void LocalTier::take(const model::Event& event, const signal::Market& market) {
    const Seconds at = signal::to_seconds(event.at_ms);
    if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
        take(*order, at, market);
    } else if (const auto* scanned = std::get_if<model::ParcelScanned>(&event.body)) {
        counts_.take(*scanned);
    } else if (const auto* shipped = std::get_if<model::ParcelShipped>(&event.body)) {
        take(*shipped, at, market);
    } else if (const auto* delivered = std::get_if<model::ParcelDelivered>(&event.body)) {
        take(*delivered, at, market);
    } else if (const auto* posted = std::get_if<model::ReviewPosted>(&event.body)) {
        take(*posted, at, market);
    } else if (const auto* transfer = std::get_if<model::TransferMade>(&event.body)) {
        counts_.take(*transfer, at, awaiting_);
    } else if (const auto* made = std::get_if<model::AccountRegistered>(&event.body)) {
        counts_.take(*made, at);
    } else if (const auto* opened = std::get_if<model::MerchantOpened>(&event.body)) {
        counts_.take(*opened);
    } else if (const auto* cancelled = std::get_if<model::OrderCancelled>(&event.body)) {
        refunded(cancelled->order, 1);
    } else if (const auto* back = std::get_if<model::OrderRefunded>(&event.body)) {
        refunded(back->order, 2);
    }
}

void LocalTier::take(const model::OrderPlaced& order, Seconds at, const signal::Market& market) {
    if (awaiting_.number_of(order.order) != 0) {
        return;  // placed before
    }
    Awaiting& placed = awaiting_.add(order.order);
    placed.placed_s = at;
    counts_.take(order, at, market.views.paths().get(order.order), placed);
    answer(placed, 0, market);
    for (std::uint8_t age = 1; age < answer_ages_h.size(); ++age) {
        if (at + answer_ages_h[age] * constants::hour_s <= clock_) {
            answer(placed, age, market);
        }
    }
}

void LocalTier::take(
    const model::ParcelShipped& shipped, Seconds at, const signal::Market& market) {
    if (awaiting_.number_of(shipped.order) != 0) {
        counts_.take(shipped, at, placing(market, shipped.order), awaiting_.find(shipped.order));
    }
}

void LocalTier::take(
    const model::ParcelDelivered& delivered, Seconds at, const signal::Market& market) {
    Awaiting* const order = awaiting_.find(delivered.order);
    if (order == nullptr) {
        return;
    }
    if (order->shipped_s != 0) {
        order->row[M::transit] =
            counts_.ln()(at > order->shipped_s ? at - order->shipped_s + 1ULL : 1);
    }
    const std::uint32_t ordered_to = placing(market, delivered.order).county;
    const std::uint32_t brought_to = delivered.place.county();
    if (ordered_to != 0 && brought_to != 0) {
        const bool same_province = ordered_to / 10'000 == brought_to / 10'000;
        const bool same_prefecture = ordered_to / 100 == brought_to / 100;
        const int off = ordered_to == brought_to ? 0 : same_prefecture ? 1 : same_province ? 2 : 3;
        order->row[M::wrong_place] = static_cast<std::int16_t>(off);
        order->news = order->news || off != 0;
    }
}

void LocalTier::take(const model::ReviewPosted& posted, Seconds at, const signal::Market& market) {
    Awaiting* const order = posted.order.valid() ? awaiting_.find(posted.order) : nullptr;
    if (order == nullptr || order->row[M::stars] != signal::missing ||
        placing(market, posted.order).buyer != posted.account) {
        return;
    }
    order->row[M::stars] = posted.stars;
    order->row[M::review_delay] =
        counts_.ln()(at > order->placed_s ? at - order->placed_s + 1ULL : 1);
    order->news = true;
}

void LocalTier::refunded(model::OrderIx order, std::int16_t how) {
    if (Awaiting* const placed = awaiting_.find(order)) {
        placed->row[M::refund] = std::max(placed->row[M::refund], how);
        placed->news = true;
    }
}

void LocalTier::move_clock(Seconds at, const signal::Market& market) {
    if (at > clock_) {
        const bool passes_mark =
            at / constants::answer_marks_s != clock_ / constants::answer_marks_s;
        const bool passes_hour = at / constants::hour_s != clock_ / constants::hour_s;
        clock_ = at;
        if (passes_hour) {
            tell(market);
        }
        if (passes_mark) {
            answer_due(market);
        }
    }
}

// Nobody leaves before he was told.
void LocalTier::answer_due(const signal::Market& market) {
    for (std::uint8_t age = 1; age < answer_ages_h.size(); ++age) {
        for (OrderNumber& next = next_[age]; next < awaiting_.end(); ++next) {
            Awaiting& order = *awaiting_.find(next);
            if (order.placed_s + answer_ages_h[age] * constants::hour_s > clock_) {
                break;
            }
            answer(order, age, market);
        }
    }
    OrderNumber leaves = next_.back();
    for (std::size_t i = 0; i < questions_.many; ++i) {
        leaves = std::min(leaves, questions_.of[i].number);
    }
    awaiting_.drop_before(leaves);
}

// Asks anew if it may matter, else repeats.
void LocalTier::answer(Awaiting& order, std::uint8_t age, const signal::Market& market) {
    const auto bit = static_cast<std::uint8_t>(1U << age);
    if ((order.answered & bit) != 0) {
        return;  // it came late
    }
    order.answered = static_cast<std::uint8_t>(order.answered | bit);
    EarlyAnswers& answers = answers_[order.order];
    const auto risen = [&] {
        return counts_.suspicion(placing(market, order.order), order) >
               order.suspicion + constants::ask_anew_rise;
    };
    if (age == 0 || order.news || order.in_flight != 0 ||
        answers[age - 1U] >= constants::ask_anew_ppm || risen()) {
        ask(order, age, market);
        return;
    }
    if (keep_ == Keep::rows) {
        LocalRow row = order.row;
        counts_.fill(placing(market, order.order), order, row);
        row[M::age_h] = static_cast<std::int16_t>(answer_ages_h[age]);
        rows_[order.order][age] = row;
    }
    answers[age] = answers[age - 1U];
}

void LocalTier::ask(Awaiting& order, std::uint8_t age, const signal::Market& market) {
    const signal::PlacedOrder& placed = placing(market, order.order);
    LocalRow row = order.row;
    counts_.fill(placed, order, row);
    row[M::age_h] = static_cast<std::int16_t>(answer_ages_h[age]);
    if (keep_ == Keep::rows) {
        rows_[order.order][age] = row;
    }
    order.news = false;
    order.suspicion = std::max(row[M::item_suspicion], row[M::shop_suspicion]);
    ++order.in_flight;
    for (std::size_t measure = 0; measure < local_measure_count; ++measure) {
        questions_.cells[measure * LeafMasks::rows + questions_.many] = row.cells[measure];
    }
    questions_.of[questions_.many++] = {order.number, age};
    if (questions_.many == LeafMasks::rows) {
        tell(market);
    }
}

void LocalTier::tell(const signal::Market& market) {
    constexpr std::size_t few = 6;  // walking down the trees is quicker for these
    if (questions_.many <= few) {
        tell_few(market);
    } else {
        const auto [first, all] = trees_.looks_of_block(questions_.cells);
        for (std::size_t i = 0; i < questions_.many; ++i) {
            tell(i, first[i], all[i], market);
        }
    }
    questions_.many = 0;
}

void LocalTier::tell_few(const signal::Market& market) {
    for (std::size_t i = 0; i < questions_.many; ++i) {
        const auto [first, all] = trees_.looks(row_asked(i).cells);
        tell(i, first, all, market);
    }
}

LocalRow LocalTier::row_asked(std::size_t place) const {
    LocalRow row;
    for (std::size_t measure = 0; measure < local_measure_count; ++measure) {
        row.cells[measure] = questions_.cells[measure * LeafMasks::rows + place];
    }
    return row;
}

// Others hear the first look alone, which has heard nobody.
void LocalTier::tell(
    std::size_t place, Evidence first, Evidence all, const signal::Market& market) {
    const Asked& asked = questions_.of[place];
    Awaiting& order = *awaiting_.find(asked.number);
    const std::uint32_t answer = to_ppm(all);
    answers_[order.order][asked.age] = answer;
    counts_.say(
        placing(market, order.order), to_ppm(first), clock_ / RunningSuspicion::period_s, order);
    --order.in_flight;
    if (keep_ == Keep::told) {
        const bool speaks = answer >= constants::explain_local_ppm;
        told_.push_back(
            {order.order,
             asked.age,
             answer,
             speaks ? local_reasons(trees_, row_asked(place)) : model::Reasons{}});
    }
}

void compare_first_answers(const signal::Links& links, Judgement& judgement) {
    FirstAnswers& first = judgement.first_answers;
    const Thresholds& thresholds = judgement.thresholds;
    for (const std::uint32_t order : links.placed) {
        const EarlyAnswers answers = judgement.early.get({order});
        const std::int64_t amount = links.orders[order].amount;
        const bool fake = judgement.orders[order].ppm >= thresholds.block_ppm;
        first.fake += fake ? 1 : 0;
        first.fake_amount += fake ? amount : 0;
        std::uint32_t highest = 0;
        for (std::size_t age = 0; age < answers.size(); ++age) {
            highest = std::max(highest, answers[age]);
            FirstAnswers::Until& until = first.until[age];
            const bool flagged = highest >= thresholds.review_ppm;
            const bool blocked = highest >= thresholds.block_ppm;
            until.flagged += flagged ? 1 : 0;
            until.flagged_fake += flagged && fake ? 1 : 0;
            until.blocked += blocked ? 1 : 0;
            until.blocked_fake += blocked && fake ? 1 : 0;
            until.counted_amount += fake && !blocked ? amount : 0;
        }
    }
}

}  // namespace shouxin::judge
