// Into which pieces is work cut? Always the same, whatever the number of threads: so what each
// piece makes, and what is put together from the pieces in their order, never depends on threads.
#pragma once

#include "base/executor.h"

#include <cstddef>
#include <cstdint>

namespace shouxin {

constexpr std::size_t partitions = 64;

// Rows first, first + 1, ... end - 1.
struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
};

// The `which`-th of 64 stretches of `rows` rows, each (but the last) a multiple of `together`.
constexpr Stretch partition(std::uint32_t rows, std::size_t which, std::uint32_t together = 1) {
    const std::uint64_t blocks = (std::uint64_t{rows} + together - 1) / together;
    const auto begin_of = [&](std::size_t part) {
        const std::uint64_t begin = blocks * part / partitions * together;
        return static_cast<std::uint32_t>(begin < rows ? begin : rows);
    };
    return {begin_of(which), begin_of(which + 1)};
}

// Calls visit(Stretch) for each of the 64 stretches of `rows`, maybe at the same time.
template <class Visit>
void for_each_partition(
    Executor& executor, std::uint32_t rows, Visit visit, std::uint32_t together = 1) {
    executor.run(partitions, [&](std::size_t which) { visit(partition(rows, which, together)); });
}

}  // namespace shouxin
