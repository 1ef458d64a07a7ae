// Trees turn a row of measures into evidence: a sum of small regression trees over integers
// (gradient boosting, Friedman 2001), learned by tools/train on simulated worlds. Everything is
// an integer, so that the sum is the same on every machine.
//
// Immutable once parsed, so safe to share between threads.
#pragma once

#include "base/result.h"
#include "signal/sheet.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
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
    [[nodiscard]] Evidence sum(std::span<const std::int16_t> row) const;

    // Adds to `share[m]` what the splits on measure m contributed to the sum (Saabas 2014).
    void explain(std::span<const std::int16_t> row, std::span<Evidence> share) const;

    [[nodiscard]] std::size_t size() const { return roots_.size(); }

private:
    struct Node {
        std::int16_t threshold = 0;  // go left when the value is not greater
        std::uint16_t measure = leaf;
        std::uint32_t left = 0;  // the right child stands behind it
        Evidence value = 0;      // of a leaf; of an inner node, the mean over what reached it
    };

    static constexpr std::uint16_t leaf = 0xffff;

    Evidence bias_ = 0;
    std::vector<std::uint32_t> roots_;
    std::vector<Node> nodes_;
};

}  // namespace shouxin::judge
