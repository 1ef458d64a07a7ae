#include "ring/seeds.h"

#include <algorithm>

namespace shouxin::ring {
namespace {

constexpr std::size_t far_max = 8192;   // targets looked at, the farthest
constexpr float one_direction = 0.36F;  // least squared cosine of the angle between
constexpr float as_far = 0.03F;         // of the squared length of the farthest

float product(const Point& a, const Point& b) {
    float sum = 0;
    for (std::size_t i = 0; i < dimensions; ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

}  // namespace

Seeds::Seeds(const std::vector<Point>& points)
    : points_(points), reach_(points.size()), passed_(points.size(), 0) {
    for (std::uint32_t target = 0; target < points.size(); ++target) {
        reach_[target] = product(points[target], points[target]);
    }
    for (std::uint32_t target = 0; target < points.size(); ++target) {
        if (reach_[target] > 0) {
            far_.push_back(target);
        }
    }
    std::ranges::stable_sort(far_, [&](auto a, auto b) { return reach_[a] > reach_[b]; });
    far_.resize(std::min(far_.size(), far_max));
}

std::optional<std::vector<std::uint32_t>> Seeds::next() {
    while (at_ < far_.size() && passed_[far_[at_]] != 0) {
        ++at_;
    }
    if (at_ == far_.size()) {
        return std::nullopt;
    }
    const std::uint32_t farthest = far_[at_];
    std::vector<std::uint32_t> seed;
    for (std::size_t i = 0; i < far_.size() && reach_[far_[i]] >= as_far * reach_[farthest]; ++i) {
        const std::uint32_t target = far_[i];
        const float along = product(points_[farthest], points_[target]);
        if (along > 0 && along * along >= one_direction * reach_[farthest] * reach_[target]) {
            seed.push_back(target);
            passed_[target] = 1;
        }
    }
    return seed;
}

}  // namespace shouxin::ring
