// Who bought where, and when, as columns? A bipartite graph, made once from edges and then only
// read. One edge a pair of source and target: the earliest. Immutable, so safe to share.
//
// Time is kept as *moments*: the edge's rank in time, in 4096 parts of all edges. So a busy hour
// or a festival, when everybody buys, is no denser than a quiet one, and no unit matters. Equal
// times have equal moments; what share of all edges a stretch of moments really holds is asked
// of mass().
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

inline constexpr std::uint32_t moments = 4096;

// Edges by column, in any order. `times` is empty if there are none.
struct Edges {
    std::uint32_t sources = 0;  // all of `source` are below
    std::uint32_t targets = 0;
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<std::int64_t> times;
};

class Graph {
public:
    // REQUIRES: fewer than 2^32 edges.
    explicit Graph(const Edges& edges);

    // The same sources, targets and moments with some edges left out: keep[e] == 0.
    [[nodiscard]] Graph only(std::span<const std::uint8_t> keep) const;

    [[nodiscard]] std::uint32_t sources() const {
        return static_cast<std::uint32_t>(source_first_.size() - 1);
    }

    [[nodiscard]] std::uint32_t targets() const {
        return static_cast<std::uint32_t>(target_first_.size() - 1);
    }

    [[nodiscard]] std::uint32_t edges() const {
        return static_cast<std::uint32_t>(source_of_.size());
    }

    // Edges are numbered by target, and of one target by time: edges first_of(t) to end_of(t) - 1
    // are those of target t.
    [[nodiscard]] std::uint32_t first_of(std::uint32_t target) const {
        return target_first_[target];
    }

    [[nodiscard]] std::uint32_t end_of(std::uint32_t target) const {
        return target_first_[target + 1];
    }

    [[nodiscard]] std::uint32_t target_degree(std::uint32_t target) const {
        return end_of(target) - first_of(target);
    }

    [[nodiscard]] std::uint32_t source_degree(std::uint32_t source) const {
        return source_first_[source + 1] - source_first_[source];
    }

    [[nodiscard]] std::uint32_t source_of(std::uint32_t edge) const { return source_of_[edge]; }

    [[nodiscard]] std::uint32_t moment(std::uint32_t edge) const { return moment_[edge]; }

    // Of one target, in order of time.
    [[nodiscard]] std::span<const std::uint32_t> sources_of(std::uint32_t target) const {
        return std::span(source_of_).subspan(first_of(target), target_degree(target));
    }

    // Ascending.
    [[nodiscard]] std::span<const std::uint32_t> targets_of(std::uint32_t source) const {
        return std::span(target_of_).subspan(source_first_[source], source_degree(source));
    }

    // Of those edges, in that order.
    [[nodiscard]] std::span<const std::uint16_t> moments_of(std::uint32_t source) const {
        return std::span(source_moment_).subspan(source_first_[source], source_degree(source));
    }

    // Share of all edges from moment `from` to moment `to`, both included, in the graph that
    // this one was made from.
    [[nodiscard]] float mass(std::uint32_t from, std::uint32_t to) const {
        return static_cast<float>(below_[to + 1] - below_[from]) * one_edge_;
    }

private:
    Graph() = default;
    void index_by_source(std::uint32_t sources);

    std::vector<std::uint32_t> target_first_;
    std::vector<std::uint32_t> source_of_;
    std::vector<std::uint16_t> moment_;
    std::vector<std::uint32_t> source_first_;
    std::vector<std::uint32_t> target_of_;
    std::vector<std::uint16_t> source_moment_;
    std::vector<std::uint32_t> below_;  // edges before a moment
    float one_edge_ = 0;
};

}  // namespace shouxin::ring
