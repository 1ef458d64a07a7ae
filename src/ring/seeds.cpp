#include "ring/seeds.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr std::size_t far_max = 8192;  // targets looked at, the farthest
constexpr std::size_t seeds_max = 256;
constexpr std::size_t least_targets = 2;  // of a seed; one alone has no direction in common
constexpr float one_direction = 0.36F;    // least squared cosine of the angle between
constexpr float as_far = 0.03F;           // of the squared distance of the farthest

float product(const Point& a, const Point& b) {
    constexpr std::size_t lanes = 8;
    std::array<float, lanes> sums{};
    for (std::size_t i = 0; i < dimensions; i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            sums[lane] += a[i + lane] * b[i + lane];
        }
    }
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
           ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

}  // namespace

Seeds::Seeds(const std::vector<Point>& points) : passed_(points.size(), 0) {
    std::vector<std::pair<float, std::uint32_t>> by_reach;
    for (std::uint32_t target = 0; target < points.size(); ++target) {
        if (const float reach = product(points[target], points[target]); reach > 0) {
            by_reach.emplace_back(-reach, target);
        }
    }
    const auto middle =
        by_reach.begin() + static_cast<std::ptrdiff_t>(std::min(by_reach.size(), far_max));
    std::partial_sort(by_reach.begin(), middle, by_reach.end());
    by_reach.erase(middle, by_reach.end());
    for (const auto& [reach, target] : by_reach) {
        far_.push_back(target);
        points_.push_back(points[target]);
        reach_.push_back(-reach);
    }
    std::vector<std::uint8_t> taken(points.size(), 0);
    for (std::size_t i = 0; i < far_.size() && seeds_.size() < seeds_max; ++i) {
        if (taken[far_[i]] == 0) {
            Seed seed = around(i);
            for (const std::uint32_t target : seed.targets) {
                taken[target] = 1;
            }
            if (seed.targets.size() >= least_targets) {
                seeds_.push_back(std::move(seed));
            }
        }
    }
    std::ranges::stable_sort(seeds_, [](const Seed& a, const Seed& b) { return a.mass > b.mass; });
}

Seeds::Seed Seeds::around(std::size_t farthest) const {
    Seed seed;
    for (std::size_t i = 0; i < far_.size() && reach_[i] >= as_far * reach_[farthest]; ++i) {
        const float along = product(points_[farthest], points_[i]);
        if (along > 0 && along * along >= one_direction * reach_[farthest] * reach_[i]) {
            seed.targets.push_back(far_[i]);
            seed.mass += reach_[i];
        }
    }
    return seed;
}

std::optional<std::vector<std::uint32_t>> Seeds::next() {
    while (next_ < seeds_.size() && passed_[seeds_[next_].targets.front()] != 0) {
        ++next_;
    }
    if (next_ == seeds_.size()) {
        return std::nullopt;
    }
    return std::move(seeds_[next_++].targets);
}

}  // namespace shouxin::ring
