#include "ring/time_order.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace shouxin::ring {
namespace {

constexpr unsigned digit_bits = 11;
constexpr std::size_t digits = std::size_t{1} << digit_bits;

void sort_by_digit(
    std::vector<std::uint32_t>& order,
    std::vector<std::uint32_t>& spare,
    std::span<const std::int64_t> times,
    std::uint64_t least,
    unsigned shift) {
    std::array<std::uint32_t, digits + 1> first{};
    const auto digit = [&](std::uint32_t place) {
        return (static_cast<std::uint64_t>(times[place]) - least) >> shift & (digits - 1);
    };
    for (const std::uint32_t place : order) {
        ++first[digit(place) + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    for (const std::uint32_t place : order) {
        spare[first[digit(place)]++] = place;
    }
    order.swap(spare);
}

}  // namespace

std::vector<std::uint32_t> time_order(std::span<const std::int64_t> times, std::size_t edges) {
    std::vector<std::uint32_t> order(edges);
    std::iota(order.begin(), order.end(), 0U);
    if (times.empty() || std::ranges::is_sorted(times)) {
        return order;
    }
    const auto [low, high] = std::ranges::minmax(times);
    const auto least = static_cast<std::uint64_t>(low);
    const std::uint64_t span = static_cast<std::uint64_t>(high) - least;
    std::vector<std::uint32_t> spare(edges);
    for (unsigned shift = 0; shift < 64 && span >> shift > 0; shift += digit_bits) {
        sort_by_digit(order, spare, times, least, shift);
    }
    return order;
}

std::vector<std::uint16_t> moments_of(
    std::span<const std::int64_t> times,
    std::span<const std::uint32_t> order,
    std::size_t edges,
    std::uint32_t parts) {
    std::vector<std::uint16_t> found(edges, 0);
    std::uint64_t first = 0;  // rank of the first with this time
    for (std::size_t rank = 0; rank < order.size() && !times.empty(); ++rank) {
        if (times[order[rank]] != times[order[first]]) {
            first = rank;
        }
        found[order[rank]] = static_cast<std::uint16_t>(first * parts / order.size());
    }
    return found;
}

}  // namespace shouxin::ring
