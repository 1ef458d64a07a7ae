// Which edges are there now, whose are they, and when do they go? A window over a stream: at most
// so many edges, at most so old. Each source and target has the list of its edges, newest first.
// add() and expire() take constant time. Not thread-safe. Memory: 24 bytes an edge the window can
// hold, 8 bytes a source or target.
#pragma once

#include "base/must.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::ring {

struct Arrival {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::int64_t time = 0;
};

class RecentEdges {
public:
    // REQUIRES: edges_max from 1 to 2^30.
    explicit RecentEdges(std::uint32_t edges_max)
        : edges_max_(edges_max), edges_(std::bit_ceil(std::size_t{edges_max})) {
        MUST(edges_max > 0 && edges_max <= 1U << 30);
    }

    [[nodiscard]] std::uint32_t size() const { return next_ - oldest_; }

    [[nodiscard]] bool full() const { return size() == edges_max_; }

    [[nodiscard]] const Arrival& oldest() const { return at(oldest_).edge; }

    // REQUIRES: not full.
    void add(const Arrival& edge) {
        Row& source = row(sources_, edge.source);
        Row& target = row(targets_, edge.target);
        at(next_) = {edge, source.newest, target.newest};
        source = {next_, source.degree + 1};
        target = {next_, target.degree + 1};
        ++next_;
    }

    // REQUIRES: not empty.
    Arrival expire() {
        const Arrival gone = oldest();
        ++oldest_;
        --sources_[gone.source].degree;
        --targets_[gone.target].degree;
        return gone;
    }

    [[nodiscard]] std::uint32_t source_degree(std::uint32_t source) const {
        return source < sources_.size() ? sources_[source].degree : 0;
    }

    [[nodiscard]] std::uint32_t target_degree(std::uint32_t target) const {
        return target < targets_.size() ? targets_[target].degree : 0;
    }

    // Rows ever seen, up to the highest.
    [[nodiscard]] std::size_t sources() const { return sources_.size(); }

    [[nodiscard]] std::size_t targets() const { return targets_.size(); }

    // visit(target) for the newest `most` edges of a source, newest first.
    template <class Visit>
    void each_target(std::uint32_t source, std::uint32_t most, Visit visit) const {
        std::uint32_t place = sources_[source].newest;
        for (std::uint32_t left = std::min(most, sources_[source].degree); left > 0; --left) {
            const Node& node = at(place);
            place = node.older_of_source;
            visit(node.edge.target);
        }
    }

    // visit(source), the same for a target.
    template <class Visit>
    void each_source(std::uint32_t target, std::uint32_t most, Visit visit) const {
        std::uint32_t place = targets_[target].newest;
        for (std::uint32_t left = std::min(most, targets_[target].degree); left > 0; --left) {
            const Node& node = at(place);
            place = node.older_of_target;
            visit(node.edge.source);
        }
    }

private:
    struct Node {
        Arrival edge;
        std::uint32_t older_of_source = 0;
        std::uint32_t older_of_target = 0;
    };

    // Its list has just `degree` edges: what is older has left the window.
    struct Row {
        std::uint32_t newest = 0;
        std::uint32_t degree = 0;
    };

    static Row& row(std::vector<Row>& rows, std::uint32_t index) {
        if (index >= rows.size()) {
            rows.resize(std::size_t{index} + 1);
        }
        return rows[index];
    }

    [[nodiscard]] const Node& at(std::uint32_t place) const {
        return edges_[place & (edges_.size() - 1)];
    }

    Node& at(std::uint32_t place) { return edges_[place & (edges_.size() - 1)]; }

    std::uint32_t edges_max_;
    std::uint32_t oldest_ = 0;  // places grow and wrap; an edge stands at its place modulo the size
    std::uint32_t next_ = 0;
    std::vector<Node> edges_;
    std::vector<Row> sources_;
    std::vector<Row> targets_;
};

}  // namespace shouxin::ring
