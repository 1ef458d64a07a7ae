// Who is near? Points in square cells, visited in rings around a place. The grid lies where most
// points are; those outside count for its border cells, which keeps every bound true. Distances
// are taken on the plane of one latitude: a city's worth of error, for choosing whom to look at
// only. Rebuilt rather than updated. Not thread-safe.
#pragma once

#include "dispatch/urgent/pace.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::dispatch::urgent {

class Grid {
public:
    // Point k is places[k].
    void build(std::span<const Place> places);

    // `look(points, metres)`: the points of one ring of cells, none nearer than `metres`; rings
    // come nearest first, until look says false or all were seen.
    template <class Look>
    void rings(const Place& around, Look look) const;

private:
    struct Cell {
        std::int32_t column;
        std::int32_t row;
    };

    [[nodiscard]] Cell cell_of(const Place& place) const;
    [[nodiscard]] std::span<const std::uint32_t> points(
        std::int32_t column, std::int32_t row) const;

    template <class Look>
    void ring(Cell centre, std::int32_t radius, Look& look) const;

    double west_ = 0;
    double south_ = 0;
    double degrees_east_ = 1;  // of a cell
    double degrees_north_ = 1;
    double metres_ = 0;
    std::int32_t side_ = 1;
    std::vector<std::uint32_t> begins_;  // by cell, row by row
    std::vector<std::uint32_t> points_;
    std::vector<std::uint32_t> cells_;  // by point
    std::vector<double> sorted_;
};

template <class Look>
void Grid::ring(Cell centre, std::int32_t radius, Look& look) const {
    for (std::int32_t row = centre.row - radius; row <= centre.row + radius; ++row) {
        const bool edge = row == centre.row - radius || row == centre.row + radius;
        const std::int32_t step = edge || radius == 0 ? 1 : 2 * radius;
        for (std::int32_t at = centre.column - radius; at <= centre.column + radius; at += step) {
            if (row >= 0 && row < side_ && at >= 0 && at < side_) {
                look(points(at, row));
            }
        }
    }
}

template <class Look>
void Grid::rings(const Place& around, Look look) const {
    const Cell centre = cell_of(around);
    for (std::int32_t radius = 0; radius < side_; ++radius) {
        const double least = radius < 2 ? 0 : metres_ * (radius - 1);
        bool more = true;
        auto one = [&](std::span<const std::uint32_t> points) {
            more = more && look(points, least);
        };
        ring(centre, radius, one);
        if (!more) {
            return;
        }
    }
}

}  // namespace shouxin::dispatch::urgent
