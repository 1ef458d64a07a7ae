// Which of many words start at this letter? A trie whose edges are one hash table, so that a step
// is one probe and building takes milliseconds. Immutable once built, then thread-safe.
#pragma once

#include "base/must.h"
#include "region/letters.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::region {

class Trie {
public:
    using Node = std::uint32_t;
    static constexpr Node root = 0;
    static constexpr Node nowhere = 0xffffffff;

    // Room for `nodes_max` nodes, at most a million.
    explicit Trie(std::uint32_t nodes_max);

    // The node of `from` and `letter`, made if it isn't there.
    Node grow(Node from, Letter letter);

    Node grow(std::span<const Letter> word) {
        Node node = root;
        for (const Letter letter : word) {
            node = grow(node, letter);
        }
        return node;
    }

    [[nodiscard]] Node step(Node from, Letter letter) const {
        if (from == root) {
            return first_[letter];
        }
        const std::uint64_t key = key_of(from, letter);
        for (std::size_t slot = home(key);; slot = (slot + 1) & mask_) {
            if (edges_[slot] >> node_bits == key) {
                return static_cast<Node>(edges_[slot] & node_mask);
            }
            if (edges_[slot] == 0) {
                return nowhere;
            }
        }
    }

    [[nodiscard]] std::uint32_t nodes() const { return nodes_; }

private:
    static constexpr unsigned node_bits = 20;
    static constexpr std::uint64_t node_mask = (std::uint64_t{1} << node_bits) - 1;
    static constexpr unsigned letter_bits = 16;

    static std::uint64_t key_of(Node from, Letter letter) {
        return std::uint64_t{from} << letter_bits | letter;
    }

    [[nodiscard]] std::size_t home(std::uint64_t key) const {
        return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15) >> shift_);
    }

    std::uint32_t nodes_max_;
    std::uint32_t nodes_ = 1;
    unsigned shift_;
    std::size_t mask_;
    std::vector<Node> first_;           // by letter, from the root
    std::vector<std::uint64_t> edges_;  // key, then the node it leads to; 0 is empty
};

}  // namespace shouxin::region
