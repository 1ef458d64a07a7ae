#include "dispatch/visits/neighbours.h"

#include <algorithm>

namespace shouxin::dispatch::visits {

Neighbours::Neighbours(const Instance& instance)
    : instance_(&instance),
      each_(std::min(nearest_max, instance.request_count())),
      known_(instance.request_count()),
      nearest_(instance.request_count() * each_) {}

std::span<const RequestIndex> Neighbours::of(RequestIndex request) {
    if (!known_[request]) {
        find(request);
        known_[request] = true;
    }
    return std::span(nearest_).subspan(request * each_, each_);
}

void Neighbours::find(RequestIndex request) {
    const Grid& ways = *instance_->ways(0).durations;
    const auto count = static_cast<RequestIndex>(instance_->request_count());
    const auto place_of = [&](RequestIndex r) {
        return instance_->node(instance_->task_node(r)).place;
    };
    const PlaceIndex here = place_of(request);
    scratch_.clear();
    // Equals in an order of its own for each, so that many at one place aren't all near the same.
    for (RequestIndex step = 0; step < count; ++step) {
        const RequestIndex other = (request + step) % count;
        const PlaceIndex there = place_of(other);
        const std::int64_t way = std::int64_t{ways.from(here)[there]} + ways.to(here)[there];
        scratch_.emplace_back(step == 0 ? -1 : way, step);
    }
    const auto end = scratch_.begin() + static_cast<std::ptrdiff_t>(each_);
    std::ranges::nth_element(scratch_, end - 1);
    std::sort(scratch_.begin(), end);
    for (std::size_t i = 0; i < each_; ++i) {
        nearest_[request * each_ + i] = (request + scratch_[i].second) % count;
    }
}

}  // namespace shouxin::dispatch::visits
