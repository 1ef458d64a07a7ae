#include "ring/bursts.h"

#include "ring/evidence.h"
#include "ring/pieces.h"

#include <algorithm>
#include <array>
#include <span>

namespace shouxin::ring {
namespace {

// Shares of all edges: from 42 minutes to 7 days where traffic is even over 30 days.
constexpr std::array<double, 9> lengths = {
    1.0 / 1024, 1.0 / 512, 1.0 / 256, 1.0 / 128, 1.0 / 64, 1.0 / 32, 1.0 / 16, 1.0 / 8, 1.0 / 4};

// What a window must weigh. Some 3 to 5 % of honest edges stand in one by chance.
constexpr Evidence least = 4 * nat;

using Counts = std::array<std::uint32_t, lengths.size()>;

// From how many edges in it a window counts, beside the one it starts with.
std::uint32_t enough(double expected) {
    auto low = static_cast<std::uint32_t>(expected) + 1;
    std::uint32_t high = 2 * low + 16;  // surely enough
    while (low < high) {
        const std::uint32_t middle = (low + high) / 2;
        if (surprise_of(middle, expected) >= least) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

Counts enough_for(std::uint32_t degree) {
    Counts counts{};
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        counts[i] = enough((degree - 1.0) * lengths[i]);
    }
    return counts;
}

class Scan {
public:
    Scan(const Graph& graph, std::vector<std::uint8_t>& found) : graph_(graph), found_(found) {
        for (std::uint32_t degree = 2; degree < small_.size(); ++degree) {
            small_[degree] = enough_for(degree);
        }
    }

    void mark(std::uint32_t target) const {
        const std::uint32_t degree = graph_.target_degree(target);
        if (degree < 2) {
            return;
        }
        const Counts counts = degree < small_.size() ? small_[degree] : enough_for(degree);
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            if (counts[i] < degree) {
                mark(target, static_cast<float>(lengths[i]), counts[i]);
            }
        }
    }

private:
    // Every window of that length which starts with an edge.
    void mark(std::uint32_t target, float length, std::uint32_t others) const {
        const std::uint32_t end = graph_.end_of(target);
        std::uint32_t stop = graph_.first_of(target);  // of the window
        std::uint32_t marked = stop;
        for (std::uint32_t start = stop; start < end; ++start) {
            stop = std::max(stop, start);
            while (stop < end && graph_.mass(graph_.moment(start), graph_.moment(stop)) <= length) {
                ++stop;
            }
            if (stop > start + others) {
                marked = std::max(marked, start);
                std::fill(found_.begin() + marked, found_.begin() + stop, std::uint8_t{1});
                marked = stop;
            }
        }
    }

    const Graph& graph_;
    std::vector<std::uint8_t>& found_;
    std::array<Counts, 512> small_{};
};

}  // namespace

std::vector<std::uint8_t> in_bursts(const Graph& graph, Executor& executor) {
    std::vector<std::uint8_t> found(graph.edges(), 0);
    const Scan scan(graph, found);
    const std::vector<Rows> rows = even_pieces(graph.targets(), [&](std::uint32_t target) {
        return std::uint64_t{target == graph.targets() ? graph.edges() : graph.first_of(target)};
    });
    executor.run(pieces, [&](std::size_t piece) {
        for (std::uint32_t target = rows[piece].begin; target < rows[piece].end; ++target) {
            scan.mark(target);
        }
    });
    return found;
}

}  // namespace shouxin::ring
