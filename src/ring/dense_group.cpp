#include "ring/dense_group.h"

#include <algorithm>
#include <array>

namespace shouxin::ring {
namespace {

constexpr std::uint32_t buckets = 64;
constexpr std::uint32_t bucket_moments = moments / buckets;

// A festival's crowd had 1.1 to 1.2 in made markets, the rings hardest to tell from one 1.9.
constexpr double least_lift_then = 1.4;

struct Inside {
    std::uint64_t source_degrees = 0;
    std::uint64_t target_degrees = 0;
    std::uint64_t edges = 0;
    std::array<std::uint32_t, buckets> ours{};    // edges of the targets, from our sources
    std::array<std::uint32_t, buckets> others{};  // and from others
    std::array<std::uint32_t, buckets> all{};     // edges of our sources, to anybody
};

Inside look_inside(const Graph& graph, const DenseGroup& group) {
    Inside inside;
    for (const std::uint32_t source : group.sources) {
        inside.source_degrees += graph.source_degree(source);
        for (const std::uint16_t moment : graph.moments_of(source)) {
            ++inside.all[moment / bucket_moments];
        }
    }
    for (const std::uint32_t target : group.targets) {
        inside.target_degrees += graph.target_degree(target);
        for (std::uint32_t edge = graph.first_of(target); edge < graph.end_of(target); ++edge) {
            const bool ours = std::ranges::binary_search(group.sources, graph.source_of(edge));
            ++(ours ? inside.ours : inside.others)[graph.moment(edge) / bucket_moments];
            inside.edges += ours ? 1 : 0;
        }
    }
    return inside;
}

// How many edges between the two whoever was there then would have by chance: the configuration
// model within each stretch of time.
double by_chance_then(const Graph& graph, const Inside& inside) {
    double sum = 0;
    for (std::uint32_t b = 0; b < buckets; ++b) {
        const double then =
            static_cast<double>(graph.mass(b * bucket_moments, (b + 1) * bucket_moments - 1)) *
            graph.edges();
        const double targets = inside.ours[b] + inside.others[b];
        sum += inside.all[b] * targets / std::max(1.0, then);
    }
    return sum;
}

// Never below 0: whose lump isn't one is judged by structure alone.
Evidence lump_in_time(const Graph& graph, const Inside& inside) {
    constexpr double prior = 8;    // edges' worth of belief in even time, for ours
    constexpr double weight = 64;  // and for the others
    double others = weight;
    for (const std::uint32_t count : inside.others) {
        others += count;
    }
    Evidence sum = 0;
    double seen = 0;
    for (std::uint32_t b = 0; b < buckets; ++b) {
        const double even =
            static_cast<double>(graph.mass(b * bucket_moments, (b + 1) * bucket_moments - 1));
        for (std::uint32_t k = 0; k < inside.ours[b]; ++k) {
            sum += log_of((k + prior * even) / (seen + prior)) -
                   log_of((inside.others[b] + weight * even) / others);
            seen += 1;
        }
    }
    return std::max<Evidence>(0, sum);
}

// ln of (many choose few), nearly: few (ln(many / few) + 1).
Evidence choices(std::size_t many, std::size_t few) {
    const auto n = static_cast<double>(few);
    return static_cast<Evidence>(few) * (log_of(static_cast<double>(many) / n) + nat);
}

}  // namespace

void weigh(const Graph& graph, DenseGroup& group) {
    if (group.sources.size() < least_sources || group.targets.size() < least_targets) {
        group.score = -1;
        return;
    }
    const Inside inside = look_inside(graph, group);
    group.edges = static_cast<std::uint32_t>(inside.edges);
    const Sums sums{
        .source_degrees = inside.source_degrees,
        .target_degrees = inside.target_degrees,
        .edges = inside.edges,
        .all_edges = graph.edges(),
        .sources = group.sources.size(),
        .targets = group.targets.size(),
        .all_sources = graph.sources(),
        .all_targets = graph.targets()};
    group.score = structure_worth(sums) + lump_in_time(graph, inside);
    const bool half_of_theirs = inside.edges * 2 >= inside.target_degrees;
    if (!half_of_theirs &&
        static_cast<double>(inside.edges) < least_lift_then * by_chance_then(graph, inside)) {
        group.score = -1;
    }
}

Evidence structure_worth(const Sums& sums) {
    const auto all = static_cast<double>(sums.all_edges);
    const auto sources = static_cast<double>(sums.source_degrees);
    const auto targets = static_cast<double>(sums.target_degrees);
    const auto found = static_cast<double>(sums.edges);
    const Evidence excess = std::max(
        excess_of(found, sources, targets / all), excess_of(found, targets, sources / all));
    return excess - choices(sums.all_sources, sums.sources) -
           choices(sums.all_targets, sums.targets);
}

}  // namespace shouxin::ring
