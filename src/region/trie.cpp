#include "region/trie.h"

#include <bit>

namespace shouxin::region {

namespace {

constexpr std::size_t letters = 0x10000;

}  // namespace

Trie::Trie(std::uint32_t nodes_max)
    : nodes_max_(nodes_max),
      shift_(static_cast<unsigned>(64 - std::bit_width(nodes_max))),
      mask_((std::size_t{1} << std::bit_width(nodes_max)) - 1),
      first_(letters, nowhere),
      edges_(mask_ + 1) {
    MUST(nodes_max > 0 && nodes_max <= node_mask);
}

Trie::Node Trie::grow(Node from, Letter letter) {
    if (const Node there = step(from, letter); there != nowhere) {
        return there;
    }
    MUST(nodes_ < nodes_max_);
    const Node node = nodes_++;
    if (from == root) {
        first_[letter] = node;
        return node;
    }
    const std::uint64_t key = key_of(from, letter);
    std::size_t slot = home(key);
    while (edges_[slot] != 0) {
        slot = (slot + 1) & mask_;
    }
    edges_[slot] = key << node_bits | node;
    return node;
}

}  // namespace shouxin::region
