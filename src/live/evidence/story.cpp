#include "live/evidence/story.h"

#include "model/yuan.h"
#include "signal/constants.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace shouxin::live {
namespace {

using model::yuan;

Moment moment(std::string_view what, const Cited& cited) {
    return {what, cited.at_s, cited.event, {}, cited.zh, cited.en};
}

Moment moment(std::string_view what, signal::Seconds at, std::string zh, std::string en) {
    return {what, at, signal::no_event, {}, std::move(zh), std::move(en)};
}

void tell_way(std::vector<Moment>& story, model::OrderIx order, const Watch& watch) {
    const signal::Path path = watch.market().views.paths().get(order);
    const signal::Seconds placed_s = watch.market().orders.placed().get(order).placed_s;
    if (path.views == 0) {
        return;
    }
    const std::string seconds = fmt::format("{}.{}", path.dwell_ds / 10, path.dwell_ds % 10);
    story.push_back(moment(
        "viewed",
        placed_s,
        fmt::format("下单前看过该商品 {} 次，共 {} 秒。", path.views, seconds),
        fmt::format(
            "Before ordering the item was viewed {} times, {} seconds in all.",
            path.views,
            seconds)));
}

void tell_parcel(std::vector<Moment>& story, model::OrderIx order, const Watch& watch) {
    const signal::OrderLife life = watch.market().orders.life().get(order);
    if (life.shipped_s != 0) {
        story.push_back(moment("shipped", cite_parcel(order, watch)));
        const auto scans = watch.market().parcels.rows().get(life.parcel).scans;
        story.push_back(moment(
            "scanned",
            life.shipped_s,
            fmt::format("途中扫描 {} 次。", scans),
            fmt::format("Scanned {} times on its way.", scans)));
    }
    if (life.delivered_s != 0) {
        story.push_back(
            moment(life.redeemed ? "redeemed" : "delivered", cite_delivery(order, watch)));
    }
}

void tell_money_back(std::vector<Moment>& story, const signal::OrderLife& life) {
    if (life.refunded > 0) {
        story.push_back(moment(
            "refunded",
            0,
            fmt::format("退款 {} 元。", yuan(life.refunded)),
            fmt::format("{} yuan were refunded.", yuan(life.refunded))));
    }
    if (life.cancelled) {
        story.push_back(moment("cancelled", 0, "订单取消。", "Cancelled."));
    }
}

void tell_review(std::vector<Moment>& story, model::ReviewIx index, const Watch& watch) {
    const signal::Review review = watch.market().reviews.rows().get(index);
    if (!review.posted()) {
        return;
    }
    story.push_back(moment("reviewed", cite_review(index, watch)));
    if (review.removed_s != 0) {
        story.push_back(
            moment("removed", review.removed_s, "评价被撤下。", "The review was taken down."));
    }
}

// An early answer is due so many hours after the order was placed.
void tell_answers(std::vector<Moment>& story, model::OrderIx order, const Watch& watch) {
    const judge::EarlyAnswers early = watch.local().answers().get(order);
    const signal::Seconds placed_s = watch.market().orders.placed().get(order).placed_s;
    for (std::size_t age = 0; age < early.size(); ++age) {
        if (early[age] == 0) {
            continue;
        }
        const std::uint32_t hours = judge::answer_ages_h[age];
        Moment told = moment(
            "answer",
            placed_s + hours * signal::constants::hour_s,
            hours == 0 ? "下单时的判断。" : fmt::format("{} 小时后的判断。", hours),
            hours == 0 ? "The answer when it was placed."
                       : fmt::format("The answer after {} hours.", hours));
        told.ppm = early[age];
        story.push_back(std::move(told));
    }
}

}  // namespace

std::vector<Moment> story_of(
    model::OrderIx order,
    model::ReviewIx review,
    std::span<const Cited> money,
    const State& state) {
    const Watch& watch = state.watch();
    std::vector<Moment> story;
    if (!watch.market().orders.placed().get(order).placed()) {
        tell_review(story, review, watch);
        return story;
    }
    tell_way(story, order, watch);
    story.push_back(moment("placed", cite_order(order, watch)));
    for (const Cited& transfer : money) {
        story.push_back(moment("money", transfer));
    }
    tell_parcel(story, order, watch);
    tell_review(story, review, watch);
    tell_answers(story, order, watch);
    tell_money_back(story, watch.market().orders.life().get(order));
    std::ranges::stable_sort(story, {}, [](const Moment& each) {
        return each.at_s == 0 ? std::numeric_limits<signal::Seconds>::max() : each.at_s;
    });
    return story;
}

}  // namespace shouxin::live
