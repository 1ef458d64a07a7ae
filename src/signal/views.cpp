#include "signal/views.h"

#include "signal/constants.h"

#include <algorithm>
#include <string_view>

namespace shouxin::signal {

namespace {

// FNV-1a: the keyword is only compared with itself, so 32 bits serve.
std::uint32_t keyword_hash(std::string_view words) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : words) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
    return words.empty() ? 0 : std::max(hash, 1U);
}

}  // namespace

void Views::step(std::span<const model::Event> events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const model::Event& event = events[i];
        if (i + constants::prefetch_events < events.size()) {
            prefetch(events[i + constants::prefetch_events]);
        }
        if (const auto* view = std::get_if<model::ItemViewed>(&event.body)) {
            take(*view, to_seconds(event.at_ms));
        } else if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
            sum_up(*order, to_seconds(event.at_ms));
        }
    }
}

void Views::prefetch(const model::Event& event) const {
    if (const auto* view = std::get_if<model::ItemViewed>(&event.body)) {
        if (view->account.value < recent_.size()) {  // the counter stands behind the ring
            __builtin_prefetch(&recent_.all()[view->account.value].next);
        }
        recent_.prefetch(view->account);
    } else if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
        recent_.prefetch(order->buyer);
    }
}

void Views::take(const model::ItemViewed& view, Seconds at) {
    Recent& recent = recent_[view.account];
    recent.ring[recent.next++ % recent.ring.size()] = {
        .item = view.item,
        .at_s = at,
        .keyword = keyword_hash(view.keyword),
        .rank = static_cast<std::uint16_t>(std::clamp(view.rank, 0, 0xffff)),
        .dwell_s10 =
            static_cast<std::uint16_t>(std::min<std::uint32_t>(view.dwell_ms / 100, 0xffff))};
    ++views_;
}

void Views::sum_up(const model::OrderPlaced& order, Seconds at) {
    Path& path = paths_[order.order];
    if (path.summed || order.buyer.value >= recent_.size()) {
        return;
    }
    const Recent& recent = recent_[order.buyer];
    path.summed = true;
    path.seen = recent.next > 0;
    for (const View& view : recent.ring) {
        if (!view.item.valid() || view.at_s > at || view.at_s + constants::path_s < at) {
            continue;
        }
        if (view.item != order.item) {
            path.others =
                static_cast<std::uint8_t>(path.others + (view.at_s + constants::wandering_s >= at));
            continue;
        }
        path.dwell_ds += view.dwell_s10;
        ++path.views;
        path.keyword = view.keyword != 0 ? view.keyword : path.keyword;
        if (view.rank != 0 && (path.rank == 0 || view.rank < path.rank)) {
            path.rank = view.rank;
        }
    }
}

}  // namespace shouxin::signal
