// Which edges does a file hold? CSV with the header source,target[,time[,weight]], one edge a
// line, as docs/formats/rings.md says. Lines that can't be understood are left out and counted.
// Not thread-safe. Memory: about 20 bytes an edge and the names; at most 2^31 edges.
#pragma once

#include "base/bytes.h"
#include "base/interner.h"
#include "base/result.h"
#include "ring/graph.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {

struct BadLine {
    std::uint64_t number = 0;  // from 1, the header's
    std::string reason;
};

struct EdgeFile {
    ring::Edges edges;
    Interner sources{HashKey{}};
    Interner targets{HashKey{}};
    std::uint64_t lines = 0;            // read, without header and blank ones
    std::uint64_t bad_lines = 0;        // left out, of those
    std::vector<BadLine> first_bad;     // the first few
    std::optional<std::string> broken;  // why the stream ended early
};

// `go_on(lines so far)` is asked every few thousand lines; false ends the reading as if the file
// did. An error if there is no header, or too many edges.
Result<EdgeFile> read_edges(ByteSource& bytes, const std::function<bool(std::uint64_t)>& go_on);

}  // namespace shouxin::runtime
