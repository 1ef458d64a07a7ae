// Where is a division, how far is it from another, and which are near it? Centres come with the
// program for provinces, prefectures and some counties; operators add finer ones
// (docs/formats/regions.md). What has no centre of its own has that of what it is part of.
// Immutable once made, thread-safe.
#pragma once

#include "base/result.h"
#include "region/centre_table.h"
#include "region/place.h"
#include "region/regions.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::region {

// A division's position: the centre of `of`, which is the division itself or what it is part of.
struct Place {
    Position position;
    Row of = no_row;
};

struct Neighbour {
    Row row = no_row;
    double metres = 0;
};

class Places {
public:
    // `regions` must outlive it.
    explicit Places(const Regions& regions);

    // Adds the centres of an operator's table, over those that are known. A centre of a division
    // that is no more becomes that of its successor, if there is one and nothing else is known of
    // it. `invalid` with the line and what is wrong with it; then nothing was added.
    Result<UnknownLines> add(std::string_view table);

    // Nothing if no centre is known even of the province.
    [[nodiscard]] std::optional<Place> of(Row row) const;

    // Metres, to the decimetre; nothing if a position is unknown.
    [[nodiscard]] std::optional<double> metres(Row a, Row b) const;

    // The nearest divisions of the same level that have a centre of their own, nearest first,
    // equally near ones by code; at most `count`. None if the division itself has no centre.
    // O(divisions of the level).
    [[nodiscard]] std::vector<Neighbour> neighbours(Row row, std::size_t count) const;

private:
    const Regions& regions_;
    std::vector<std::optional<Position>> centres_;  // by row
};

}  // namespace shouxin::region
