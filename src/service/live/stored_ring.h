// How was a ring when it was last found? One that the newest epoch doesn't have any more, as the
// records keep it: its members without who dealt with whom. docs/formats/rings-live.md
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::service {

// In the form of a graph, JSON; nothing if there never was such a ring.
Result<std::optional<std::string>> stored_ring(port::Records& records, std::uint64_t ring);

// `line` is one of rings.jsonl. Pure.
std::string graph_of_line(std::string_view line, std::uint64_t ring, std::int64_t epoch);

}  // namespace shouxin::service
