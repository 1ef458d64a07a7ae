// Where might a group be? Sets of targets whose points (embedding.h) lie far out in one
// direction, the farthest first. Pure.
#pragma once

#include "ring/embedding.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace shouxin::ring {

class Seeds {
public:
    explicit Seeds(const std::vector<Point>& points);

    // The next one, around the farthest target that was in none before. None: nothing stands out.
    std::optional<std::vector<std::uint32_t>> next();

    // No seed starts at that target any more.
    void pass_over(std::uint32_t target) { passed_[target] = 1; }

private:
    const std::vector<Point>& points_;
    std::vector<float> reach_;        // squared length, by target
    std::vector<std::uint32_t> far_;  // targets that stand out, farthest first
    std::vector<std::uint8_t> passed_;
    std::size_t at_ = 0;
};

}  // namespace shouxin::ring
