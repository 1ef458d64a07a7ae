// What must be kept of a Merkle tree to let it grow, give its root, and write its tiles? Its right
// edge: of each level of tiles the one that isn't full. Pure; one thread, or many that only read.
#pragma once

#include "base/result.h"
#include "proof/hash.h"
#include "proof/tiles.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace shouxin::proof {

// At most 8 levels of 255 hashes: 64 KiB.
class GrowingTree {
public:
    GrowingTree() = default;

    // As it stood with `size` leaves: the hashes of the unfinished tile of each level, from level 0
    // up to the last that isn't empty. `corrupt` if their numbers aren't those of such a tree.
    static Result<GrowingTree> restored(
        std::uint64_t size, std::span<const std::vector<Hash>> edges);

    // `on_full(level, number, hashes)` is called for each tile that this leaf fills.
    template <class OnFull>
    void append(const Hash& leaf, OnFull&& on_full) {
        ++size_;
        Hash hash = leaf;
        for (unsigned level = 0;; ++level) {
            if (level == levels_.size()) {
                levels_.emplace_back();
            }
            levels_[level].add(hash);
            if (levels_[level].hashes.size() < tile_width) {
                return;
            }
            on_full(
                level,
                (size_ >> (tile_height * (level + 1))) - 1,
                std::span<const Hash>(levels_[level].hashes));
            hash = levels_[level].subtrees.front();
            levels_[level] = {};
        }
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }

    // O(log size).
    [[nodiscard]] Hash root() const;

    // Levels that have an edge or had a full tile.
    [[nodiscard]] unsigned levels() const { return static_cast<unsigned>(levels_.size()); }

    // The unfinished tile of a level: 0 ... 255 hashes.
    [[nodiscard]] std::span<const Hash> edge(unsigned level) const;

private:
    struct Level {
        void add(Hash hash);

        std::vector<Hash> hashes;
        std::vector<Hash> subtrees;  // roots of the complete subtrees of `hashes`, largest first
    };

    std::uint64_t size_ = 0;
    std::vector<Level> levels_;
};

}  // namespace shouxin::proof
