// Where might a group be? Sets of targets whose points (embedding.h) lie far out in one
// direction, the heaviest first. Pure.
#pragma once

#include "ring/embedding.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace shouxin::ring {

class Seeds {
public:
    // Finds at most 256 of them, around the farthest targets that no other seed has.
    explicit Seeds(const std::vector<Point>& points);

    // The next one whose farthest target wasn't passed over.
    std::optional<std::vector<std::uint32_t>> next();

    // That target is explained.
    void pass_over(std::uint32_t target) { passed_[target] = 1; }

private:
    struct Seed {
        float mass = 0;                      // sum of its targets' squared distances from 0
        std::vector<std::uint32_t> targets;  // the farthest first
    };

    [[nodiscard]] Seed around(std::size_t farthest) const;

    std::vector<std::uint32_t> far_;  // targets that stand out, farthest first
    std::vector<Point> points_;       // theirs
    std::vector<float> reach_;        // squared distance from 0, theirs
    std::vector<Seed> seeds_;
    std::vector<std::uint8_t> passed_;
    std::size_t next_ = 0;
};

}  // namespace shouxin::ring
