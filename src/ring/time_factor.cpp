#include "ring/time_factor.h"

#include <algorithm>
#include <numeric>

namespace shouxin::ring {
namespace {

constexpr std::uint32_t bucket_moments = 16;
constexpr std::uint32_t buckets = moments / bucket_moments;
constexpr std::uint32_t around_buckets = 3;           // either side, of the group's
constexpr std::uint32_t around = bucket_moments * 4;  // moments, of the target's
constexpr float surely = 0.1F;   // share of a group's edges that keep no time at all
constexpr float prior_ours = 2;  // edges' worth of belief in even time
constexpr float prior_others = 6;

}  // namespace

TimeFactor::TimeFactor(const Graph& graph)
    : graph_(graph), flat_(graph.mass(0, 0) > 0.999F), before_(std::size_t{buckets} + 1, 0) {}

void TimeFactor::learn(std::span<const std::uint32_t> moments_of_edges) {
    std::ranges::fill(before_, 0U);
    edges_ = static_cast<std::uint32_t>(moments_of_edges.size());
    for (const std::uint32_t moment : moments_of_edges) {
        ++before_[moment / bucket_moments + 1];
    }
    std::partial_sum(before_.begin(), before_.end(), before_.begin());
}

float TimeFactor::lump(std::uint32_t moment, bool own) const {
    const std::uint32_t bucket = moment / bucket_moments;
    const std::uint32_t low = bucket < around_buckets ? 0 : bucket - around_buckets;
    const std::uint32_t high = std::min(buckets, bucket + around_buckets + 1);
    const std::uint32_t self = own ? 1 : 0;
    const float mass = graph_.mass(low * bucket_moments, high * bucket_moments - 1);
    const auto near = static_cast<float>(before_[high] - before_[low] - self);
    return (near + prior_ours * mass) / (static_cast<float>(edges_ - self) + prior_ours) / mass;
}

std::span<const float> TimeFactor::of(std::uint32_t target, std::span<const std::uint8_t> ours) {
    const std::uint32_t first = graph_.first_of(target);
    const std::uint32_t end = graph_.end_of(target);
    factors_.assign(end - first, 1.0F);
    if (flat_ || edges_ == 0) {
        return factors_;
    }
    float our_edges = 0;
    for (const std::uint32_t source : graph_.sources_of(target)) {
        our_edges += ours[source];
    }
    const float their_edges = static_cast<float>(end - first) - our_edges;
    std::uint32_t low = first;
    std::uint32_t high = first;
    float our_near = 0;  // of edges low to high - 1
    for (std::uint32_t edge = first; edge < end; ++edge) {
        const std::uint32_t moment = graph_.moment(edge);
        while (high < end && graph_.moment(high) <= moment + around) {
            our_near += ours[graph_.source_of(high++)];
        }
        while (graph_.moment(low) + around < moment) {
            our_near -= ours[graph_.source_of(low++)];
        }
        const bool own = ours[graph_.source_of(edge)] != 0;
        const float self = own ? 1.0F : 0.0F;
        const float their_near = static_cast<float>(high - low) - our_near;
        const float mass = graph_.mass(
            moment < around ? 0 : moment - around, std::min(moments - 1, moment + around));
        const float by_target =
            (our_near - self + prior_ours * mass) / (our_edges - self + prior_ours) / mass;
        const float by_others = (their_near - (1.0F - self) + prior_others * mass) /
                                (their_edges - (1.0F - self) + prior_others) / mass;
        const float by_group = lump(moment, own);
        const float likely = surely + (1.0F - surely) * 0.5F * (by_group + by_target);
        factors_[edge - first] = std::clamp(likely / by_others, 0.05F, 50.0F);
    }
    return factors_;
}

}  // namespace shouxin::ring
