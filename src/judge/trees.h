// Trees turn a row of measures into evidence: a sum of small regression trees over integers
// (gradient boosting, Friedman 2001), learned by tools/train on simulated worlds. Everything is
// an integer, so that the sum is the same on every machine.
//
// Immutable once parsed, so safe to share between threads.
#pragma once

#include "base/result.h"
#include "judge/leaf_masks.h"
#include "signal/sheet.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::judge {

// Thousandths of a nat of log-odds; positive speaks for "fake".
using Evidence = std::int32_t;

class Trees {
public:
    // The format of docs/formats/model.md: a header that names the measures, then one node a
    // line. `corrupt` with the line's number when it isn't.
    static Result<Trees> parse(std::string_view text, std::span<const std::string_view> measures);

    // `row` holds one value for each of the measures given to `parse`.
    [[nodiscard]] Evidence sum(std::span<const std::int16_t> row) const {
        return bias_ + sum_of(trees_, row);
    }

    // Of 64 rows at once: `columns` holds 64 values of each measure, as LeafMasks takes them.
    [[nodiscard]] std::array<Evidence, LeafMasks::rows> sums_of_block(
        std::span<const std::int16_t> columns) const;

    // What a first look says of each row of a block, and what all trees say.
    using Block = std::array<Evidence, LeafMasks::rows>;
    [[nodiscard]] std::pair<Block, Block> looks_of_block(
        std::span<const std::int16_t> columns) const;

    // The same of a single row.
    [[nodiscard]] std::pair<Evidence, Evidence> looks(std::span<const std::int16_t> row) const {
        const std::span trees(trees_);
        const Evidence first = bias_ + sum_of(trees.first(first_look_), row);
        return {first, first + sum_of(trees.subspan(first_look_), row)};
    }

    // The measures that splits ask for, ascending.
    [[nodiscard]] std::span<const std::uint16_t> asked() const { return asked_; }

    // What is said of a row before anything is known of it: the mean over what the trees learned.
    [[nodiscard]] Evidence prior() const;

    // Adds to `share[m]` what the splits on measure m contributed to the sum (Saabas 2014).
    void explain(std::span<const std::int16_t> row, std::span<Evidence> share) const;

    [[nodiscard]] std::size_t size() const { return trees_.size(); }

private:
    // A leaf leads to itself whatever the row says, so that a walk needs no end.
    struct Node {
        std::int16_t threshold = std::numeric_limits<std::int16_t>::max();
        std::uint16_t measure = 0;
        std::uint32_t left = 0;  // taken when the value isn't above; the right child is behind it
    };

    struct Tree {
        std::uint32_t root = 0;
        std::uint32_t depth = 0;
    };

    [[nodiscard]] std::uint32_t next(std::uint32_t at, const std::int16_t* row) const {
        const Node& node = nodes_[at];
        return node.left + (row[node.measure] > node.threshold ? 1 : 0);
    }

    [[nodiscard]] Evidence sum_of(
        std::span<const Tree> trees, std::span<const std::int16_t> row) const {
        Evidence total = 0;
        for (const Tree& tree : trees) {
            std::uint32_t at = tree.root;
            for (std::uint32_t level = 0; level < tree.depth; ++level) {
                at = next(at, row.data());
            }
            total += values_[at];
        }
        return total;
    }

    // False when a node leads out of its tree.
    bool measure_depths();
    void make_masks();
    // The leaves below the node as bits, noted with its splits; 0 when there are too many.
    std::uint16_t collect(
        std::uint32_t at,
        std::vector<LeafMasks::Split>& splits,
        std::vector<Evidence>& leaves) const;

    Evidence bias_ = 0;
    std::vector<Tree> trees_;
    std::size_t first_look_ = 0;  // so many trees
    std::vector<Node> nodes_;
    std::vector<Evidence> values_;  // of a leaf; of a split, the mean over what reached it
    std::vector<std::uint16_t> asked_;
    // Of the first look and of the trees after it, unless a tree has too many leaves for them.
    std::optional<std::array<LeafMasks, 2>> masks_;
};

}  // namespace shouxin::judge
