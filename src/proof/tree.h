// Is this leaf in that tree, and is that tree the same one, grown? Merkle trees of RFC 6962 and
// their proofs. Pure; thread-safe where the source of nodes is.
#pragma once

#include "base/result.h"
#include "proof/hash.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::proof {

// Hashes of complete subtrees: node(h, i) is the root over the leaves i * 2^h ... (i + 1) * 2^h -
// 1, all of which are in the tree.
class NodeSource {
public:
    virtual ~NodeSource() = default;

    virtual Result<Hash> node(unsigned height, std::uint64_t index) const = 0;
};

// The root over the first `size` leaves.
Result<Hash> root_hash(std::uint64_t size, const NodeSource& nodes);

// RFC 6962, section 2.1.1: from the leaf's sibling up to the root's child. REQUIRES: index < size.
Result<std::vector<Hash>> inclusion_proof(
    std::uint64_t index, std::uint64_t size, const NodeSource& nodes);

// RFC 6962, section 2.1.2. REQUIRES: old_size <= size. Empty for the same size, and from nothing.
Result<std::vector<Hash>> consistency_proof(
    std::uint64_t old_size, std::uint64_t size, const NodeSource& nodes);

// RFC 9162, section 2.1.3.2.
bool verify_inclusion(
    const Hash& leaf,
    std::uint64_t index,
    std::uint64_t size,
    std::span<const Hash> proof,
    const Hash& root);

// RFC 9162, section 2.1.4.2; every tree is consistent with the empty one, by an empty proof.
bool verify_consistency(
    std::uint64_t old_size,
    const Hash& old_root,
    std::uint64_t size,
    const Hash& root,
    std::span<const Hash> proof);

}  // namespace shouxin::proof
