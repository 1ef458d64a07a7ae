#include "ring/graph.h"

#include "base/must.h"
#include "ring/time_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shouxin::ring {
namespace {

// Leaves of each pair of source and target the first: `rows`, whose targets' ends are in `first`,
// keeps its order.
void drop_repeats(
    const Edges& edges, std::vector<std::uint32_t>& first, std::vector<std::uint32_t>& rows) {
    std::vector<std::uint32_t> seen_at(edges.sources, 0xffffffff);
    std::uint32_t kept = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t target = 0; target + 1 < first.size(); ++target) {
        const std::uint32_t end = first[target + 1];
        for (std::uint32_t place = begin; place < end; ++place) {
            const std::uint32_t source = edges.source[rows[place]];
            if (seen_at[source] != target) {
                seen_at[source] = target;
                rows[kept++] = rows[place];
            }
        }
        begin = end;
        first[target + 1] = kept;
    }
    rows.resize(kept);
}

// The same rows in the order of time.
std::vector<std::uint32_t> in_order(
    std::vector<std::uint32_t> order, const std::vector<std::uint32_t>& rows) {
    if (rows.size() < order.size()) {
        std::vector<std::uint8_t> kept(order.size(), 0);
        for (const std::uint32_t row : rows) {
            kept[row] = 1;
        }
        std::erase_if(order, [&](std::uint32_t row) { return kept[row] == 0; });
    }
    return order;
}

}  // namespace

Graph::Graph(const Edges& edges) : target_first_(std::size_t{edges.targets} + 1, 0) {
    MUST(edges.source.size() < 0xffffffff && edges.source.size() == edges.target.size());
    std::vector<std::uint32_t> order = time_order(edges.times, edges.source.size());
    for (const std::uint32_t target : edges.target) {
        ++target_first_[std::size_t{target} + 1];
    }
    std::partial_sum(target_first_.begin(), target_first_.end(), target_first_.begin());
    std::vector<std::uint32_t> rows(order.size());
    std::vector<std::uint32_t> next(target_first_.begin(), target_first_.end() - 1);
    for (const std::uint32_t row : order) {
        rows[next[edges.target[row]]++] = row;
    }
    drop_repeats(edges, target_first_, rows);
    order = in_order(std::move(order), rows);
    const std::vector<std::uint16_t> at =
        ring::moments_of(edges.times, order, edges.source.size(), moments);
    for (const std::uint32_t row : rows) {
        source_of_.push_back(edges.source[row]);
        moment_.push_back(at[row]);
    }
    below_.assign(std::size_t{moments} + 1, 0);
    for (const std::uint16_t moment : moment_) {
        ++below_[std::size_t{moment} + 1];
    }
    std::partial_sum(below_.begin(), below_.end(), below_.begin());
    one_edge_ = 1.0F / static_cast<float>(std::max<std::size_t>(1, source_of_.size()));
    index_by_source(edges.sources);
}

Graph Graph::only(std::span<const std::uint8_t> keep) const {
    Graph kept;
    kept.below_ = below_;
    kept.one_edge_ = one_edge_;
    kept.target_first_.assign(target_first_.size(), 0);
    for (std::uint32_t target = 0; target < targets(); ++target) {
        for (std::uint32_t edge = first_of(target); edge < end_of(target); ++edge) {
            if (keep[edge] != 0) {
                kept.source_of_.push_back(source_of_[edge]);
                kept.moment_.push_back(moment_[edge]);
            }
        }
        kept.target_first_[std::size_t{target} + 1] =
            static_cast<std::uint32_t>(kept.source_of_.size());
    }
    kept.index_by_source(sources());
    return kept;
}

void Graph::index_by_source(std::uint32_t sources) {
    source_first_.assign(std::size_t{sources} + 1, 0);
    for (const std::uint32_t source : source_of_) {
        ++source_first_[std::size_t{source} + 1];
    }
    std::partial_sum(source_first_.begin(), source_first_.end(), source_first_.begin());
    target_of_.resize(source_of_.size());
    source_moment_.resize(source_of_.size());
    std::vector<std::uint32_t> next(source_first_.begin(), source_first_.end() - 1);
    for (std::uint32_t target = 0; target < targets(); ++target) {
        for (std::uint32_t edge = first_of(target); edge < end_of(target); ++edge) {
            const std::uint32_t place = next[source_of_[edge]]++;
            target_of_[place] = target;
            source_moment_[place] = moment_[edge];
        }
    }
}

}  // namespace shouxin::ring
