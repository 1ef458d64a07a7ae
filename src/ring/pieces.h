// Which piece of the work gets which rows? Always 64 pieces, whatever the number of threads, so
// that sums made piece by piece are the same bytes. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::ring {

inline constexpr std::size_t pieces = 64;

struct Rows {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// Stretches of rows 0..rows-1 with about as much work each: `work_before(row)` is the work of all
// rows before it, and of all for row == rows.
template <class WorkBefore>
std::vector<Rows> even_pieces(std::uint32_t rows, WorkBefore work_before) {
    std::vector<Rows> made(pieces);
    const std::uint64_t all = work_before(rows);
    std::uint32_t row = 0;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        made[piece].begin = row;
        while (row < rows &&
               (piece + 1 == pieces || work_before(row) * pieces < all * (piece + 1))) {
            ++row;
        }
        made[piece].end = row;
    }
    return made;
}

}  // namespace shouxin::ring
