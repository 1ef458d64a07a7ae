// Which centres does an operator's table hold? (docs/formats/regions.md) Pure.
#pragma once

#include "base/result.h"
#include "region/place.h"
#include "region/regions.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::region {

struct Centre {
    Row row = no_row;
    Position position;
    bool own = true;  // not that of a division which this one succeeded
};

// Lines whose code is no division's, of today or before.
struct UnknownLines {
    std::uint64_t count = 0;
    std::uint64_t first = 0;  // its number, from 1
};

struct CentreTable {
    std::vector<Centre> centres;  // in the order of the table
    UnknownLines unknown;
};

// CSV or parted by tabs, with a header that names at least adcode (or code), lng_SYSTEM and
// lat_SYSTEM, where SYSTEM is wgs84, gcj02 or bd09; at most a million lines. `invalid` with the
// line.
Result<CentreTable> read_centres(std::string_view table, const Regions& regions);

}  // namespace shouxin::region
