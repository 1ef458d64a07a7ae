#include "live/tally.h"

namespace shouxin::live {

std::int64_t& DayTally::gone_back(ActionState ended) {
    switch (ended) {
        case ActionState::voided:
            return voided;
        case ActionState::expired:
            return expired;
        case ActionState::undone:
            return undone;
        default:
            return released;
    }
}

void Tally::pass_time(signal::Seconds now) {
    const Day day = day_of(now);
    if (days_.empty() || days_.back().day < day) {
        days_.emplace_back().day = day;
    }
    if (days_.size() > days_max) {
        days_.pop_front();
    }
}

// Before anything came, the day is the first of 1970.
DayTally& Tally::today() {
    if (days_.empty()) {
        pass_time(0);
    }
    return days_.back();
}

void Tally::moved(const Transition& t) {
    DayTally& day = today();
    day.captured = plus(day.captured, t.flow.captured);
    holding_.amount = plus(holding_.amount, t.flow.held);
    if (t.action.kind == model::Action::hold_settlement && t.action.id != 0) {
        const bool begins = t.from == ActionState::none;
        const bool ends = is_in_force(t.from) && is_end(t.to);
        holding_.count += begins ? 1U : 0U;
        holding_.count -= ends ? 1U : 0U;
        if (begins) {
            day.held.add(t.action.amount);
        }
    }
    std::int64_t& back = day.gone_back(t.action.ended);
    back = plus(back, t.flow.released);
}

}  // namespace shouxin::live
