#include "report/html_figures.h"

#include "report/rows.h"

#include <algorithm>

namespace shouxin::report {
namespace {

using judge::Action;

void find_period(const Judged& judged, Figures& figures) {
    const auto stretch = [&](signal::Seconds at) {
        figures.first_s = figures.first_s == 0 ? at : std::min(figures.first_s, at);
        figures.last_s = std::max(figures.last_s, at);
    };
    for_each_placed(judged.market, [&](auto, const auto& order) { stretch(order.placed_s); });
    for_each_posted(judged.market, [&](auto, const auto& review) { stretch(review.posted_s); });
    if (figures.first_s == 0) {
        return;
    }
    figures.first_day = day_of(figures.first_s);
    const Day days = day_of(figures.last_s) - figures.first_day + 1;
    figures.days.resize(static_cast<std::size_t>(days));
}

DaySums& day_at(Figures& figures, signal::Seconds at) {
    return figures.days[static_cast<std::size_t>(day_of(at) - figures.first_day)];
}

void count_reasons(
    Figures& figures, const judge::Verdict& verdict, std::uint64_t ReasonCount::*where) {
    for (const model::Reason reason : verdict.reasons) {
        ++(figures.reasons[static_cast<std::size_t>(reason)].*where);
    }
}

Bin& bin_at(Figures& figures, std::uint32_t ppm) {
    std::size_t bin = figures.bins.size() - 1;
    while (bin > 0 && figures.bins[bin].from_ppm > ppm) {
        --bin;
    }
    return figures.bins[bin];
}

void take_order(
    Figures& figures,
    const judge::Thresholds& thresholds,
    const signal::PlacedOrder& order,
    const judge::Verdict& verdict) {
    const Action action = thresholds.action(verdict.ppm);
    figures.blocked += action == Action::block ? 1 : 0;
    figures.to_review += action == Action::review ? 1 : 0;
    if (action != Action::allow) {
        figures.suspicious_amount = plus(figures.suspicious_amount, order.amount);
    }
    count_reasons(
        figures,
        verdict,
        action == Action::allow ? &ReasonCount::allowed : &ReasonCount::flagged_orders);
    Bin& bin = bin_at(figures, verdict.ppm);
    ++bin.orders;
    bin.fake_ppm += verdict.ppm;
    DaySums& day = day_at(figures, order.placed_s);
    ++day.orders;
    day.fake_orders_ppm += verdict.ppm;
    day.amount = plus(day.amount, order.amount);
    day.fake_amount = plus(day.fake_amount, share_of(order.amount, verdict.ppm));
}

void take_review(
    Figures& figures,
    const judge::Thresholds& thresholds,
    const signal::Review& review,
    const judge::Verdict& verdict) {
    const Action action = thresholds.action(verdict.ppm);
    figures.folded += action == Action::block ? 1 : 0;
    figures.reviews_to_review += action == Action::review ? 1 : 0;
    count_reasons(
        figures,
        verdict,
        action == Action::allow ? &ReasonCount::allowed : &ReasonCount::flagged_reviews);
    DaySums& day = day_at(figures, review.posted_s);
    ++day.reviews;
    day.fake_reviews_ppm += verdict.ppm;
}

void add_up(Figures& figures) {
    for (const DaySums& day : figures.days) {
        figures.all.orders += day.orders;
        figures.all.fake_orders_ppm += day.fake_orders_ppm;
        figures.all.amount = plus(figures.all.amount, day.amount);
        figures.all.fake_amount = plus(figures.all.fake_amount, day.fake_amount);
        figures.all.reviews += day.reviews;
        figures.all.fake_reviews_ppm += day.fake_reviews_ppm;
    }
}

void make_bins(const judge::Thresholds& thresholds, Figures& figures) {
    std::vector<std::uint32_t> edges{
        0, 10'000, 100'000, thresholds.review_ppm, thresholds.block_ppm, 990'000};
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const std::uint32_t edge : edges) {
        figures.bins.push_back({.from_ppm = edge});
    }
}

}  // namespace

Figures figures_of(const Judged& judged) {
    Figures figures;
    const judge::Judgement& judgement = judged.judgement;
    const judge::Thresholds& thresholds = judgement.thresholds;
    make_bins(thresholds, figures);
    find_period(judged, figures);
    for_each_placed(judged.market, [&](model::OrderIx ix, const signal::PlacedOrder& order) {
        take_order(figures, thresholds, order, at(judgement.orders, ix));
    });
    for_each_posted(judged.market, [&](model::ReviewIx ix, const signal::Review& review) {
        take_review(figures, thresholds, review, at(judgement.reviews, ix));
    });
    add_up(figures);
    for (const judge::MerchantVerdict& merchant : judgement.merchants) {
        figures.merchants += merchant.orders > 0 ? 1 : 0;
        count_reasons(figures, merchant.verdict, &ReasonCount::merchants);
        figures.suspicious_merchants += merchant.verdict.ppm >= thresholds.review_ppm ? 1 : 0;
    }
    figures.accounts = judged.names.accounts.size();
    for (const judge::Verdict& account : judgement.accounts) {
        figures.suspicious_accounts += account.ppm >= thresholds.review_ppm ? 1 : 0;
    }
    return figures;
}

}  // namespace shouxin::report
