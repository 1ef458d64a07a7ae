#include "dispatch/visits/grid.h"

#include "base/must.h"

#include <algorithm>
#include <cmath>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::size_t block = 64;  // rows and columns that fit into a cache together

// Calls visit(row, column) for all of a square, block by block, until it answers false.
template <class Visit>
bool for_blocks(std::size_t size, Visit visit) {
    for (std::size_t top = 0; top < size; top += block) {
        for (std::size_t left = 0; left < size; left += block) {
            for (std::size_t row = top; row < std::min(size, top + block); ++row) {
                for (std::size_t column = left; column < std::min(size, left + block); ++column) {
                    if (!visit(row, column)) {
                        return false;
                    }
                }
            }
        }
    }
    return true;
}

}  // namespace

void Grid::finish() {
    const std::size_t size = places_ + 1;
    symmetric_ = for_blocks(size, [&](std::size_t row, std::size_t column) {
        return cells_[row * size + column] == cells_[column * size + row];
    });
    if (symmetric_) {
        return;
    }
    across_.resize(cells_.size());
    for_blocks(size, [&](std::size_t row, std::size_t column) {
        across_[row * size + column] = cells_[column * size + row];
        return true;
    });
}

std::int32_t Grid::at_speed(std::int32_t duration, double factor) {
    const double scaled = static_cast<double>(duration) / factor;
    const bool reachable = duration <= reachable_max && scaled <= reachable_max;
    return reachable ? static_cast<std::int32_t>(std::llround(scaled)) : unreachable;
}

Grid Grid::faster(double factor) const {
    MUST(factor > 0);
    Grid scaled(places_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        scaled.cells_[i] = at_speed(cells_[i], factor);
    }
    scaled.finish();
    return scaled;
}

}  // namespace shouxin::dispatch::visits
