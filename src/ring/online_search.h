// Is there a group around this target, among the edges there are now? A bounded walk: from its
// sources to the targets they share, back, and back again, each time by surprise (settle.h begins
// like this). Not thread-safe.
#pragma once

#include "ring/dense_group.h"
#include "ring/recent_edges.h"

#include <cstdint>
#include <vector>

namespace shouxin::ring {

class OnlineSearch {
public:
    explicit OnlineSearch(const RecentEdges& edges) : edges_(edges) {}

    // Not weighed, maybe too small. Visits at most some 50,000 edges.
    DenseGroup around(std::uint32_t target);

private:
    struct Side {
        std::vector<std::uint32_t> rows;     // found so far
        std::vector<std::uint32_t> hits;     // by row
        std::vector<std::uint32_t> touched;  // rows with hits

        void hit(std::uint32_t row);
    };

    void find_targets();
    void find_sources();

    const RecentEdges& edges_;
    Side sources_;
    Side targets_;
};

}  // namespace shouxin::ring
