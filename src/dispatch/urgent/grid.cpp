#include "dispatch/urgent/grid.h"

#include <algorithm>
#include <cmath>

namespace shouxin::dispatch::urgent {
namespace {

constexpr double points_a_cell = 3;
constexpr std::int32_t side_max = 64;
constexpr double degrees_least = 1e-6;  // a tenth of a metre: everybody in one place

struct Span {
    double from;
    double to;
};

// Where all but the outermost twentieth on either side lie.
Span middle(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const std::size_t cut = values.size() / 20;
    return {values[cut], values[values.size() - 1 - cut]};
}

std::int32_t clamped(double cells, std::int32_t side) {
    return static_cast<std::int32_t>(std::clamp(std::floor(cells), 0.0, side - 1.0));
}

}  // namespace

void Grid::build(std::span<const Place> places) {
    points_.resize(places.size());
    cells_.resize(places.size());
    side_ = std::clamp(
        static_cast<std::int32_t>(std::sqrt(static_cast<double>(places.size()) / points_a_cell)),
        1,
        side_max);
    begins_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_) + 1, 0);
    if (places.empty()) {
        return;
    }
    sorted_.clear();
    for (const Place& place : places) {
        sorted_.push_back(place.longitude());
    }
    const Span east = middle(sorted_);
    sorted_.clear();
    for (const Place& place : places) {
        sorted_.push_back(place.latitude());
    }
    const Span north = middle(sorted_);
    west_ = east.from;
    south_ = north.from;
    degrees_east_ = std::max((east.to - east.from) / side_, degrees_least);
    degrees_north_ = std::max((north.to - north.from) / side_, degrees_least);
    const Place corner(east.from, north.from);
    metres_ = std::min(
        metres(corner, Place(std::min(east.from + degrees_east_, 180.0), north.from)),
        metres(corner, Place(east.from, std::min(north.from + degrees_north_, 90.0))));
    for (std::size_t k = 0; k < places.size(); ++k) {
        const Cell cell = cell_of(places[k]);
        cells_[k] = static_cast<std::uint32_t>(cell.row * side_ + cell.column);
        ++begins_[cells_[k] + 1];
    }
    for (std::size_t c = 1; c < begins_.size(); ++c) {
        begins_[c] += begins_[c - 1];
    }
    for (std::size_t k = places.size(); k-- > 0;) {  // backwards: begins_ end up as the ends,
        points_[--begins_[cells_[k] + 1]] = static_cast<std::uint32_t>(k);
    }
    // so that each cell's begin now stands one further on.
    std::copy(begins_.begin() + 1, begins_.end(), begins_.begin());
    begins_.back() = static_cast<std::uint32_t>(places.size());
}

Grid::Cell Grid::cell_of(const Place& place) const {
    return {
        clamped((place.longitude() - west_) / degrees_east_, side_),
        clamped((place.latitude() - south_) / degrees_north_, side_)};
}

std::span<const std::uint32_t> Grid::points(std::int32_t column, std::int32_t row) const {
    const auto cell = static_cast<std::size_t>(row * side_ + column);
    return std::span(points_).subspan(begins_[cell], begins_[cell + 1] - begins_[cell]);
}

}  // namespace shouxin::dispatch::urgent
