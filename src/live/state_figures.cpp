// What the state adds up, for people who watch over all of it: a part of state.h.
#include "live/state.h"

namespace shouxin::live {

using model::SubjectKind;

void State::count_orders(std::span<const model::Event> events) {
    tally_.pass_time(watch_->now());
    for (const model::Event& event : events) {
        if (const auto* placed = std::get_if<model::OrderPlaced>(&event.body)) {
            tally_.placed(amount_of({SubjectKind::order, placed->order.value}, *watch_));
        }
    }
}

// Those that got a number now; the others had one.
void State::count_rings(std::uint64_t named_before) {
    for (const RingView& ring : epoch_.rings) {
        if (ring.number > named_before) {
            tally_.found_ring(ring.amount);
        }
    }
}

void State::weigh(const Finding& finding) {
    const Subject& subject = finding.subject;
    if (subject.kind != SubjectKind::order) {
        return;
    }
    if (finding.ppm < rulings_->policy().thresholds.review_ppm) {
        exposure_.clear(subject.index);
        return;
    }
    const bool held =
        actions_.in_force(model::Action::hold_settlement, SubjectKind::order, subject.index)
            .has_value();
    const std::int64_t amount = amount_of(subject, *watch_);
    if (exposure_.suspect(subject.index, amount, held)) {
        tally_.suspected(amount);
    }
}

}  // namespace shouxin::live
