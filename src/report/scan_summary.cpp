#include "report/scan_summary.h"

#include "report/rows.h"

namespace shouxin::report {

ScanSummary summary_of(const signal::Market& market, const judge::Judgement& judgement) {
    ScanSummary summary;
    const judge::Thresholds& thresholds = judgement.thresholds;
    for_each_placed(market, [&](model::OrderIx order, const signal::PlacedOrder&) {
        const judge::Action action = thresholds.action(at(judgement.orders, order).ppm);
        ++summary.orders;
        summary.orders_to_review += action == judge::Action::review ? 1 : 0;
        summary.orders_blocked += action == judge::Action::block ? 1 : 0;
    });
    for_each_posted(market, [&](model::ReviewIx review, const signal::Review&) {
        const judge::Action action = thresholds.action(at(judgement.reviews, review).ppm);
        ++summary.reviews;
        summary.reviews_folded += action == judge::Action::block ? 1 : 0;
    });
    summary.rings = judgement.rings.size();
    summary.first_ms = market.first_ms;
    summary.last_ms = market.last_ms;
    return summary;
}

}  // namespace shouxin::report
