// Things that the tests of actions want again and again.
#pragma once

#include "live/actions/action_book.h"

#include <string>

namespace shouxin::live {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

inline Wanted hold_of(std::uint32_t order, std::int64_t amount = 1000) {
    Wanted wanted;
    wanted.kind = model::Action::hold_settlement;
    wanted.subject_kind = model::SubjectKind::order;
    wanted.subject = order;
    wanted.subject_id = "o-1";
    wanted.merchant = 3;
    wanted.merchant_id = "m-3";
    wanted.amount = amount;
    wanted.rule = "paid_back";
    wanted.policy = "7";
    wanted.decision = "d-1";
    wanted.reason = "the buyer got the price back";
    wanted.reasons.add(model::Reason::cash_back);
    wanted.expires_after_ms = 2 * day_ms;
    return wanted;
}

inline ActionOrder ordered(Verb verb, ActionId action) {
    ActionOrder order;
    order.verb = verb;
    order.action = action;
    order.by = "li.hua";
    order.reason = "the shop showed its papers";
    return order;
}

inline ActionOrder captures(ActionId action, std::int64_t amount, bool keep_rest) {
    ActionOrder order = ordered(Verb::capture, action);
    order.amount = amount;
    order.keep_rest = keep_rest;
    return order;
}

inline ActionOrder answers(ActionId action, std::uint32_t step, bool refused = false) {
    ActionOrder order;
    order.verb = Verb::acknowledge;
    order.action = action;
    order.step = step;
    order.refused = refused;
    return order;
}

}  // namespace shouxin::live
