#include "proof/growing_tree.h"

#include <cstddef>
#include <optional>

namespace shouxin::proof {

// Like counting in binary: each carry joins two subtrees of the same height.
void GrowingTree::Level::add(Hash hash) {
    hashes.push_back(hash);
    for (std::size_t carry = hashes.size(); carry % 2 == 0; carry /= 2) {
        hash = node_hash(subtrees.back(), hash);
        subtrees.pop_back();
    }
    subtrees.push_back(hash);
}

Result<GrowingTree> GrowingTree::restored(
    std::uint64_t size, std::span<const std::vector<Hash>> edges) {
    GrowingTree tree;
    tree.size_ = size;
    for (unsigned level = 0; level < edges.size(); ++level) {
        if (edges[level].size() != partial_width(level, size)) {
            return fail(Failure::corrupt, "the tiles at the tree's edge aren't of its size");
        }
        Level& restored = tree.levels_.emplace_back();
        for (const Hash& hash : edges[level]) {
            restored.add(hash);
        }
    }
    if (edges.size() < 64 / tile_height && size >> (tile_height * edges.size()) != 0) {
        return fail(Failure::corrupt, "the tiles at the tree's edge are too few for its size");
    }
    return tree;
}

Hash GrowingTree::root() const {
    std::optional<Hash> root;
    for (const Level& level : levels_) {
        for (std::size_t i = level.subtrees.size(); i-- > 0;) {
            root = root ? node_hash(level.subtrees[i], *root) : level.subtrees[i];
        }
    }
    return root.value_or(empty_root());
}

std::span<const Hash> GrowingTree::edge(unsigned level) const {
    return level < levels_.size() ? std::span<const Hash>(levels_[level].hashes)
                                  : std::span<const Hash>();
}

}  // namespace shouxin::proof
