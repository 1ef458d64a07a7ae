#include "proof/tree.h"

#include "base/must.h"

#include <bit>
#include <cstddef>

namespace shouxin::proof {
namespace {

// Leaves first ... last - 1, where `first` is a multiple of a power of two not below their number.
struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    [[nodiscard]] std::uint64_t size() const { return last - first; }

    // Where the right subtree begins: behind the largest power of two below the size.
    [[nodiscard]] std::uint64_t middle() const { return first + std::bit_floor(size() - 1); }

    [[nodiscard]] Range left() const { return {first, middle()}; }

    [[nodiscard]] Range right() const { return {middle(), last}; }
};

Result<Hash> range_hash(Range range, const NodeSource& nodes) {
    if (std::has_single_bit(range.size())) {
        const auto height = static_cast<unsigned>(std::countr_zero(range.size()));
        return nodes.node(height, range.first >> height);
    }
    TRY(const Hash left, range_hash(range.left(), nodes));
    TRY(const Hash right, range_hash(range.right(), nodes));
    return node_hash(left, right);
}

Result<void> append_hash(std::vector<Hash>& proof, Range range, const NodeSource& nodes) {
    TRY(const Hash hash, range_hash(range, nodes));
    proof.push_back(hash);
    return {};
}

// PATH(m, D[n]).
Result<void> path(
    std::vector<Hash>& proof, std::uint64_t index, Range range, const NodeSource& nodes) {
    if (range.size() == 1) {
        return {};
    }
    const bool in_left = index < range.middle();
    TRY_DONE(path(proof, index, in_left ? range.left() : range.right(), nodes));
    return append_hash(proof, in_left ? range.right() : range.left(), nodes);
}

// SUBPROOF(m, D[n], b), m counted from the tree's first leaf; `known` is b: that the root over the
// range is the old root, which the verifier has.
Result<void> subproof(
    std::vector<Hash>& proof,
    std::uint64_t old_size,
    Range range,
    bool known,
    const NodeSource& nodes) {
    if (range.last == old_size) {
        return known ? Result<void>{} : append_hash(proof, range, nodes);
    }
    const bool in_left = old_size <= range.middle();
    TRY_DONE(
        subproof(proof, old_size, in_left ? range.left() : range.right(), known && in_left, nodes));
    return append_hash(proof, in_left ? range.right() : range.left(), nodes);
}

bool is_odd(std::uint64_t number) {
    return (number & 1) != 0;
}

}  // namespace

Result<Hash> root_hash(std::uint64_t size, const NodeSource& nodes) {
    return size == 0 ? empty_root() : range_hash({0, size}, nodes);
}

Result<std::vector<Hash>> inclusion_proof(
    std::uint64_t index, std::uint64_t size, const NodeSource& nodes) {
    MUST(index < size);
    std::vector<Hash> proof;
    TRY_DONE(path(proof, index, {0, size}, nodes));
    return proof;
}

Result<std::vector<Hash>> consistency_proof(
    std::uint64_t old_size, std::uint64_t size, const NodeSource& nodes) {
    MUST(old_size <= size);
    std::vector<Hash> proof;
    if (old_size > 0) {
        TRY_DONE(subproof(proof, old_size, {0, size}, true, nodes));
    }
    return proof;
}

bool verify_inclusion(
    const Hash& leaf,
    std::uint64_t index,
    std::uint64_t size,
    std::span<const Hash> proof,
    const Hash& root) {
    if (index >= size) {
        return false;
    }
    std::uint64_t at = index;
    std::uint64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) {
            return false;
        }
        if (is_odd(at) || at == last) {
            hash = node_hash(sibling, hash);
            while (!is_odd(at) && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool verify_consistency(
    std::uint64_t old_size,
    const Hash& old_root,
    std::uint64_t size,
    const Hash& root,
    std::span<const Hash> proof) {
    if (old_size == 0) {
        return proof.empty() && old_root == empty_root() && (size > 0 || root == old_root);
    }
    if (old_size >= size) {
        return old_size == size && proof.empty() && old_root == root;
    }
    const int complete = std::countr_one(old_size - 1);  // levels below the old tree's last subtree
    std::uint64_t at = (old_size - 1) >> complete;
    std::uint64_t last = (size - 1) >> complete;
    Hash old_hash = old_root;
    if (!std::has_single_bit(old_size)) {
        if (proof.empty()) {
            return false;
        }
        old_hash = proof.front();
        proof = proof.subspan(1);
    }
    Hash hash = old_hash;
    for (const Hash& sibling : proof) {
        if (last == 0) {
            return false;
        }
        if (is_odd(at) || at == last) {
            old_hash = node_hash(sibling, old_hash);
            hash = node_hash(sibling, hash);
            while (!is_odd(at) && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace shouxin::proof
