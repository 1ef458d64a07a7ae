#include "ring/settle.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr int rounds_max = 12;
constexpr std::uint32_t least_hits = 2;  // one edge alone never makes a member
constexpr double least_lift = 2;         // over chance, for a target; saves looking at the rest
constexpr double guessed_members = 50;   // before anything is known

}  // namespace

void Settling::Side::become(std::vector<std::uint32_t> others) {
    for (const std::uint32_t row : members) {
        marks[row] = 0;
    }
    members = std::move(others);
    std::ranges::sort(members);
    for (const std::uint32_t row : members) {
        marks[row] = 1;
    }
}

Settling::Settling(const Graph& graph)
    : graph_(graph),
      all_edges_(graph.edges()),
      sources_(graph.sources()),
      targets_(graph.targets()),
      time_(graph) {}

DenseGroup Settling::settle(std::span<const std::uint32_t> seed_targets) {
    for (const double strictness : {1.0, 0.5}) {
        DenseGroup group = settle(seed_targets, strictness);
        if (!group.sources.empty()) {
            return group;
        }
    }
    return {};
}

DenseGroup Settling::settle(std::span<const std::uint32_t> seed_targets, double strictness) {
    strictness_ = strictness;
    time_.learn({});
    sources_.become({});
    targets_.become({seed_targets.begin(), seed_targets.end()});
    first_sources();
    first_targets();
    return decide();
}

DenseGroup Settling::settle_from(
    std::span<const std::uint32_t> seed_sources, std::span<const std::uint32_t> seed_targets) {
    sources_.become({seed_sources.begin(), seed_sources.end()});
    targets_.become({seed_targets.begin(), seed_targets.end()});
    count_edges();
    return decide();
}

// In turn, until nothing changes.
DenseGroup Settling::decide() {
    for (int round = 0; round < rounds_max; ++round) {
        const std::vector<std::uint32_t> sources = sources_.members;
        const std::vector<std::uint32_t> targets = targets_.members;
        if (sources.size() < least_sources || targets.size() < least_targets) {
            return {};
        }
        decide_sources();
        if (sources_.members.size() < least_sources) {
            return {};
        }
        decide_targets();
        if (sources == sources_.members && targets == targets_.members) {
            break;
        }
    }
    return {.sources = sources_.members, .targets = targets_.members};
}

void Settling::count_hits_of_sources() {
    for (const std::uint32_t target : targets_.members) {
        for (const std::uint32_t source : graph_.sources_of(target)) {
            if (sources_.hits[source]++ == 0) {
                sources_.touched.push_back(source);
            }
        }
    }
}

void Settling::count_hits_of_targets() {
    for (const std::uint32_t source : sources_.members) {
        for (const std::uint32_t target : graph_.targets_of(source)) {
            if (targets_.hits[target]++ == 0) {
                targets_.touched.push_back(target);
            }
        }
    }
}

// Those with surprisingly many hits, whatever their rate.
template <class Degree>
std::vector<std::uint32_t> Settling::surprising(
    Side& side, Degree degree, double other_degrees) const {
    const auto rows = static_cast<double>(side.marks.size());
    const auto least = static_cast<Evidence>(
        strictness_ * static_cast<double>(log_of(std::max(2.0, rows / guessed_members))));
    std::vector<std::uint32_t> found;
    for (const std::uint32_t row : side.touched) {
        const double expected = degree(row) * other_degrees / all_edges_;
        if (side.hits[row] >= least_hits && surprise_of(side.hits[row], expected) > least) {
            found.push_back(row);
        }
        side.hits[row] = 0;
    }
    side.touched.clear();
    return found;
}

void Settling::first_sources() {
    count_hits_of_sources();
    double degrees = 0;
    for (const std::uint32_t target : targets_.members) {
        degrees += graph_.target_degree(target);
    }
    const auto degree = [&](std::uint32_t source) { return graph_.source_degree(source); };
    sources_.become(surprising(sources_, degree, degrees));
}

void Settling::first_targets() {
    count_hits_of_targets();
    double degrees = 0;
    for (const std::uint32_t source : sources_.members) {
        degrees += graph_.source_degree(source);
    }
    const auto degree = [&](std::uint32_t target) { return graph_.target_degree(target); };
    targets_.become(surprising(targets_, degree, degrees));
    count_edges();
}

void Settling::count_edges() {
    moments_.clear();
    for (const std::uint32_t target : targets_.members) {
        for (std::uint32_t edge = graph_.first_of(target); edge < graph_.end_of(target); ++edge) {
            if (sources_.marks[graph_.source_of(edge)] != 0) {
                moments_.push_back(graph_.moment(edge));
            }
        }
    }
    time_.learn(moments_);
}

double Settling::edges_a_pair() const {
    return static_cast<double>(moments_.size()) / (static_cast<double>(sources_.members.size()) *
                                                   static_cast<double>(targets_.members.size()));
}

void Settling::decide_sources() {
    count_hits_of_sources();
    std::erase_if(sources_.touched, [&](std::uint32_t source) {
        const bool too_few = sources_.hits[source] < least_hits;
        sources_.hits[source] = 0;
        return too_few;
    });
    sources_.tallies.assign(sources_.touched.size(), {});
    for (std::uint32_t i = 0; i < sources_.touched.size(); ++i) {
        sources_.place[sources_.touched[i]] = i;
        sources_.marks[sources_.touched[i]] |= 2U;
    }
    for (const std::uint32_t target : targets_.members) {
        tally_target_for_sources(target);
    }
    const double expected = edges_a_pair() * static_cast<double>(targets_.members.size());
    const Evidence rarity = rarity_of(sources_.marks.size(), sources_.members.size());
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < sources_.touched.size(); ++i) {
        sources_.marks[sources_.touched[i]] &= 1U;
        if (sources_.tallies[i].convicts(expected, rarity)) {
            found.push_back(sources_.touched[i]);
        }
    }
    sources_.touched.clear();
    sources_.become(std::move(found));
    count_edges();
}

void Settling::tally_target_for_sources(std::uint32_t target) {
    wanted_.clear();
    ours_.clear();
    for (std::uint32_t edge = graph_.first_of(target); edge < graph_.end_of(target); ++edge) {
        const std::uint8_t mark = sources_.marks[graph_.source_of(edge)];
        if ((mark & 1U) != 0) {
            ours_.push_back(edge);
        }
        if ((mark & 2U) != 0) {
            wanted_.push_back(edge);
        }
    }
    const std::span<const float> factors = time_.of(target, wanted_, ours_);
    const double honest = graph_.target_degree(target) - static_cast<double>(ours_.size()) + 1;
    const double ratio = edges_a_pair() * all_edges_ / honest;
    for (std::size_t k = 0; k < wanted_.size(); ++k) {
        const std::uint32_t source = graph_.source_of(wanted_[k]);
        sources_.tallies[sources_.place[source]].add(
            ratio / graph_.source_degree(source) * static_cast<double>(factors[k]));
    }
}

void Settling::decide_targets() {
    count_hits_of_targets();
    const auto inside = static_cast<double>(moments_.size());
    double degrees = -inside;  // without what the group explains
    for (const std::uint32_t source : sources_.members) {
        degrees += graph_.source_degree(source);
    }
    const double share = degrees / std::max(1.0, all_edges_ - inside);
    const double expected = edges_a_pair() * static_cast<double>(sources_.members.size());
    const Evidence rarity = rarity_of(targets_.marks.size(), targets_.members.size());
    std::vector<std::uint32_t> found;
    for (const std::uint32_t target : targets_.touched) {
        const double by_chance = graph_.target_degree(target) * share;
        const std::uint32_t hits = std::exchange(targets_.hits[target], 0);
        if (hits >= least_hits && hits > least_lift * by_chance &&
            tally_of_target(target).convicts(expected, rarity)) {
            found.push_back(target);
        }
    }
    targets_.touched.clear();
    targets_.become(std::move(found));
    count_edges();
}

Tally Settling::tally_of_target(std::uint32_t target) {
    ours_.clear();
    for (std::uint32_t edge = graph_.first_of(target); edge < graph_.end_of(target); ++edge) {
        if (sources_.marks[graph_.source_of(edge)] != 0) {
            ours_.push_back(edge);
        }
    }
    const std::span<const float> factors = time_.of(target, ours_, ours_);
    const double ratio = edges_a_pair() * all_edges_ / graph_.target_degree(target);
    Tally tally;
    for (std::size_t k = 0; k < ours_.size(); ++k) {
        tally.add(
            ratio / graph_.source_degree(graph_.source_of(ours_[k])) *
            static_cast<double>(factors[k]));
    }
    return tally;
}

}  // namespace shouxin::ring
