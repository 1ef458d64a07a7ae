// In which order did the edges come? Places in `times`, earliest first, equal times in their old
// order (a radix sort on the bytes that differ). No times: their old order. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

// REQUIRES: fewer than 2^32 times.
std::vector<std::uint32_t> time_order(std::span<const std::int64_t> times, std::size_t edges);

// For each place of `order`, its rank in time in `parts` parts of all there; equal times have the
// rank of their first. `edges` places in all; 0 for those not in `order`, and where there are no
// times.
std::vector<std::uint16_t> moments_of(
    std::span<const std::int64_t> times,
    std::span<const std::uint32_t> order,
    std::size_t edges,
    std::uint32_t parts);

}  // namespace shouxin::ring
