// How is what was read of an address written as one line? Six cells parted by tabs; cells never
// hold a tab or an end of line, and are valid UTF-8 (docs/formats/regions.md). Pure functions.
#pragma once

#include "region/address.h"
#include "region/regions.h"

#include <string>
#include <string_view>

namespace shouxin::region {

// Without the end of the line.
void put_line(std::string& line, const Regions& regions, const Address& address);

// `text` with a space for every control character and every other that ends a line, and U+FFFD for
// every byte that isn't part of a character.
void put_clean(std::string& line, std::string_view text);

}  // namespace shouxin::region
