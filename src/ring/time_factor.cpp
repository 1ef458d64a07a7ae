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

// The things, in order of time, whose moments are at most `around` from a moment that only grows.
struct Window {
    std::uint32_t low;
    std::uint32_t high;

    template <class MomentOf>
    void slide(std::uint32_t moment, std::uint32_t end, MomentOf moment_of) {
        while (high < end && moment_of(high) <= moment + around) {
            ++high;
        }
        while (low < high && moment_of(low) + around < moment) {
            ++low;
        }
    }

    [[nodiscard]] float size() const { return static_cast<float>(high - low); }
};

// Of `near` of `all` things in a stretch that holds `mass` of all time, relative to even time.
float density(float near, float all, float prior, float mass) {
    return (near + prior * mass) / ((all + prior) * mass);
}

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
    return density(near, static_cast<float>(edges_ - self), prior_ours, mass);
}

std::span<const float> TimeFactor::of(
    std::uint32_t target,
    std::span<const std::uint32_t> edges,
    std::span<const std::uint32_t> ours) {
    factors_.assign(edges.size(), 1.0F);
    if (flat_ || edges_ == 0) {
        return factors_;
    }
    const auto our_edges = static_cast<float>(ours.size());
    const float their_edges = static_cast<float>(graph_.target_degree(target)) - our_edges;
    Window all{graph_.first_of(target), graph_.first_of(target)};
    Window of_ours{0, 0};
    std::size_t next_own = 0;
    for (std::size_t k = 0; k < edges.size(); ++k) {
        while (next_own < ours.size() && ours[next_own] < edges[k]) {
            ++next_own;
        }
        const bool own = next_own < ours.size() && ours[next_own] == edges[k];
        const float self = own ? 1.0F : 0.0F;
        const std::uint32_t moment = graph_.moment(edges[k]);
        all.slide(moment, graph_.end_of(target), [&](auto edge) { return graph_.moment(edge); });
        of_ours.slide(moment, static_cast<std::uint32_t>(ours.size()), [&](auto i) {
            return graph_.moment(ours[i]);
        });
        const float near = of_ours.size();
        const float mass = graph_.mass(
            moment < around ? 0 : moment - around, std::min(moments - 1, moment + around));
        const float by_target = density(near - self, our_edges - self, prior_ours, mass);
        const float by_others =
            density(all.size() - near - (1 - self), their_edges - (1 - self), prior_others, mass);
        const float likely = surely + (1 - surely) * 0.5F * (lump(moment, own) + by_target);
        factors_[k] = std::clamp(likely / by_others, 0.05F, 50.0F);
    }
    return factors_;
}

}  // namespace shouxin::ring
