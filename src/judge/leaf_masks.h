// Which leaves do many rows reach? Instead of walking down, every split of a tree is asked of
// many rows side by side, and each "above" strikes out the leaves to the split's left; the first
// leaf still standing is the row's (QuickScorer: Lucchese et al. 2015, with vectors 2016). Eight
// rows an instruction on any x86-64 CPU, sixteen where it can. Immutable once made, so safe to
// share between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::judge {

class LeafMasks {
public:
    static constexpr std::size_t rows = 64;        // judged together
    static constexpr std::size_t leaves_max = 16;  // a mask has so many bits
    static constexpr std::size_t alignment = 32;   // of columns

    // One tree, from its splits in any order and its leaves from left to right. `left` has a bit
    // for each leaf below the split's left side, the first leaf's the lowest.
    struct Split {
        std::int16_t threshold = 0;
        std::uint16_t measure = 0;
        std::uint16_t left = 0;
    };

    // REQUIRES: 1 to 16 leaves.
    void add_tree(std::span<const Split> splits, std::span<const std::int32_t> leaves);

    // Adds to each row's total what the trees give it. `columns` holds `rows` values of measure
    // 0, then of measure 1, and so on; aligned to `alignment`. The sums are the same by sixteen.
    void add_sums(
        const std::int16_t* columns,
        std::array<std::int32_t, rows>& totals,
        bool sixteen = can_sixteen()) const;

    // Whether this CPU asks sixteen rows at once.
    [[nodiscard]] static bool can_sixteen();

private:
    struct Tree {
        std::uint32_t splits = 0;  // the first
        std::uint32_t splits_end = 0;
        std::array<std::int32_t, leaves_max> leaves{};
    };

    // What is left standing of each row.
    void strike(const Tree& tree, const std::int16_t* columns, std::uint16_t* standing) const;
    void add_all(const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const;
    void add_by_eight(const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const;
    void add_by_sixteen(const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const;

    std::vector<Split> splits_;
    std::vector<Tree> trees_;
};

}  // namespace shouxin::judge
