#include "report/outcome.h"

#include "report/rows.h"

namespace shouxin::report {

Outcome outcome_of(const Judged& judged) {
    Outcome outcome;
    const judge::Judgement& judgement = judged.judgement;
    for_each_placed(judged.market, [&](model::OrderIx order, const signal::PlacedOrder&) {
        const judge::Action action = judgement.thresholds.action(at(judgement.orders, order).ppm);
        ++outcome.orders;
        outcome.orders_to_review += action == judge::Action::review ? 1 : 0;
        outcome.orders_blocked += action == judge::Action::block ? 1 : 0;
    });
    for_each_posted(judged.market, [&](model::ReviewIx review, const signal::Review&) {
        const judge::Action action = judgement.thresholds.action(at(judgement.reviews, review).ppm);
        ++outcome.reviews;
        outcome.reviews_folded += action == judge::Action::block ? 1 : 0;
    });
    outcome.rings = judgement.rings.size();
    return outcome;
}

}  // namespace shouxin::report
