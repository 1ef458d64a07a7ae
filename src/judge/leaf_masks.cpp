#include "judge/leaf_masks.h"

#include "base/must.h"

#include <algorithm>
#include <cstring>

namespace shouxin::judge {

namespace {

using Lanes = std::int16_t __attribute__((vector_size(LeafMasks::alignment)));

}  // namespace

void LeafMasks::add_tree(std::span<const Split> splits, std::span<const std::int32_t> leaves) {
    MUST(!leaves.empty() && leaves.size() <= leaves_max);
    Tree tree{.splits = static_cast<std::uint32_t>(splits_.size())};
    splits_.insert(splits_.end(), splits.begin(), splits.end());
    tree.splits_end = static_cast<std::uint32_t>(splits_.size());
    std::ranges::copy(leaves, tree.leaves.begin());
    trees_.push_back(tree);
}

// Four vectors by name, so that they stay in registers.
[[gnu::always_inline]] inline void LeafMasks::strike(
    const Tree& tree, const std::int16_t* columns, std::uint16_t* standing) const {
    Lanes a = ~Lanes{};
    Lanes b = a;
    Lanes c = a;
    Lanes d = a;
    for (std::uint32_t i = tree.splits; i < tree.splits_end; ++i) {
        const Split& split = splits_[i];
        const Lanes threshold = Lanes{} + split.threshold;
        const Lanes left = Lanes{} + static_cast<std::int16_t>(split.left);
        const auto* const column = reinterpret_cast<const Lanes*>(columns + split.measure * rows);
        a &= ~((column[0] > threshold) & left);
        b &= ~((column[1] > threshold) & left);
        c &= ~((column[2] > threshold) & left);
        d &= ~((column[3] > threshold) & left);
    }
    const std::array<Lanes, 4> all{a, b, c, d};
    static_assert(sizeof all == rows * sizeof *standing);
    std::memcpy(standing, all.data(), sizeof all);
}

[[gnu::always_inline]] inline void LeafMasks::add_all(
    const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const {
    alignas(alignment) std::array<std::uint16_t, rows> standing{};
    for (const Tree& tree : trees_) {
        strike(tree, columns, standing.data());
        for (std::size_t row = 0; row < rows; ++row) {
            // Never 0: a row always reaches some leaf.
            totals[row] += tree.leaves[static_cast<std::size_t>(__builtin_ctz(standing[row]))];
        }
    }
}

[[gnu::target("avx2")]] void LeafMasks::add_by_sixteen(
    const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const {
    add_all(columns, totals);
}

void LeafMasks::add_by_eight(
    const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const {
    add_all(columns, totals);
}

bool LeafMasks::can_sixteen() {
    return __builtin_cpu_supports("avx2") != 0;
}

void LeafMasks::add_sums(
    const std::int16_t* columns, std::array<std::int32_t, rows>& totals, bool sixteen) const {
    if (sixteen) {
        add_by_sixteen(columns, totals);
    } else {
        add_by_eight(columns, totals);
    }
}

}  // namespace shouxin::judge
