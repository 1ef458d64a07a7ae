#include "judge/leaf_masks.h"

#include "base/must.h"

#include <algorithm>
#include <bit>

namespace shouxin::judge {

namespace {

using Lanes = std::int16_t __attribute__((vector_size(16)));
constexpr std::size_t lanes = sizeof(Lanes) / sizeof(std::int16_t);
constexpr std::size_t vectors = LeafMasks::rows / lanes;

}  // namespace

void LeafMasks::add_tree(std::span<const Split> splits, std::span<const std::int32_t> leaves) {
    MUST(!leaves.empty() && leaves.size() <= leaves_max);
    splits_.insert(splits_.end(), splits.begin(), splits.end());
    Tree tree{.splits_end = static_cast<std::uint32_t>(splits_.size())};
    std::ranges::copy(leaves, tree.leaves.begin());
    trees_.push_back(tree);
}

void LeafMasks::add_sums(
    const std::int16_t* columns, std::array<std::int32_t, rows>& totals) const {
    const auto* const by_measure = reinterpret_cast<const Lanes*>(columns);
    const Split* split = splits_.data();
    for (const Tree& tree : trees_) {
        alignas(Lanes) std::array<Lanes, vectors> standing{};
        for (Lanes& leaves : standing) {
            leaves = ~Lanes{};
        }
        for (; split != splits_.data() + tree.splits_end; ++split) {
            const Lanes threshold = Lanes{} + split->threshold;
            const Lanes left = Lanes{} + static_cast<std::int16_t>(split->left);
            const Lanes* const column = by_measure + split->measure * vectors;
            for (std::size_t i = 0; i < vectors; ++i) {
                standing[i] &= ~((column[i] > threshold) & left);
            }
        }
        for (std::size_t row = 0; row < rows; ++row) {
            const auto leaves = static_cast<std::uint16_t>(standing[row / lanes][row % lanes]);
            totals[row] +=
                tree.leaves[static_cast<std::size_t>(std::countr_zero(leaves)) % leaves_max];
        }
    }
}

}  // namespace shouxin::judge
