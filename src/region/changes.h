// What became of a division that is no more? Its successors, the main one first, with the share of
// the old one that each took over, and when that was. Immutable, thread-safe.
#pragma once

#include "base/result.h"
#include "region/divisions.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::region {

struct Successor {
    Row row = no_row;
    std::uint32_t permille = 1000;
};

struct Change {
    Code code = 0;
    std::string_view name;
    std::string_view date;    // a year, or the two lists between which it was: 2019-10/2021-10
    std::string_view source;  // notice, lists, name or villages: docs/formats/regions.md
    std::span<const Successor> successors;
};

class Changes {
public:
    // The text of data/region/successors.txt, which must outlive this. `corrupt` with the line,
    // also if a successor isn't one of `divisions`.
    static Result<Changes> parse(std::string_view text, const Divisions& divisions);

    [[nodiscard]] std::span<const Change> all() const { return rows_; }  // by code

    // Those of one code, under all the names it had.
    [[nodiscard]] std::span<const Change> find(Code code) const;

    // Its rows point into itself.
    Changes(const Changes&) = delete;
    Changes& operator=(const Changes&) = delete;
    Changes(Changes&&) = default;
    Changes& operator=(Changes&&) = default;
    ~Changes() = default;

private:
    Changes() = default;

    std::vector<Change> rows_;
    std::vector<Successor> successors_;
};

}  // namespace shouxin::region
