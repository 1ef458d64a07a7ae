#include "ring/settle.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr int rounds_max = 12;
constexpr std::uint32_t least_hits = 2;  // one edge alone never makes a member
constexpr double guessed_members = 50;   // before anything is known
constexpr std::uint32_t nowhere = 0xffffffff;

}  // namespace

void Settling::Members::become(std::vector<std::uint32_t> other) {
    for (const std::uint32_t row : rows) {
        marks[row] = 0;
    }
    rows = std::move(other);
    std::ranges::sort(rows);
    for (const std::uint32_t row : rows) {
        marks[row] = 1;
    }
}

Settling::Settling(const Graph& graph)
    : graph_(graph),
      all_edges_(graph.edges()),
      sources_{{}, std::vector<std::uint8_t>(graph.sources(), 0)},
      targets_{{}, std::vector<std::uint8_t>(graph.targets(), 0)},
      time_(graph),
      source_hits_(graph.sources(), 0),
      target_hits_(graph.targets(), 0),
      place_(graph.sources(), nowhere) {}

Group Settling::settle(std::span<const std::uint32_t> seed_targets) {
    time_.learn({});
    sources_.become({});
    targets_.become({seed_targets.begin(), seed_targets.end()});
    first_sources();
    first_targets();
    for (int round = 0; round < rounds_max; ++round) {
        if (sources_.rows.size() < least_sources || targets_.rows.size() < least_targets) {
            return {};
        }
        const std::vector<std::uint32_t> sources = sources_.rows;
        const std::vector<std::uint32_t> targets = targets_.rows;
        decide_sources();
        decide_targets();
        if (sources == sources_.rows && targets == targets_.rows) {
            break;
        }
    }
    return {.sources = sources_.rows, .targets = targets_.rows};
}

void Settling::count_hits_of_sources() {
    for (const std::uint32_t target : targets_.rows) {
        for (const std::uint32_t source : graph_.sources_of(target)) {
            if (source_hits_[source]++ == 0) {
                touched_.push_back(source);
            }
        }
    }
}

void Settling::count_hits_of_targets() {
    for (const std::uint32_t source : sources_.rows) {
        for (const std::uint32_t target : graph_.targets_of(source)) {
            if (target_hits_[target]++ == 0) {
                touched_.push_back(target);
            }
        }
    }
}

// Sources with surprisingly many edges to the seed, whatever their rate.
void Settling::first_sources() {
    count_hits_of_sources();
    double degrees = 0;
    for (const std::uint32_t target : targets_.rows) {
        degrees += graph_.target_degree(target);
    }
    const Evidence least = log_of(std::max(2.0, graph_.sources() / guessed_members));
    std::vector<std::uint32_t> found;
    for (const std::uint32_t source : touched_) {
        const double expected = graph_.source_degree(source) * degrees / all_edges_;
        if (source_hits_[source] >= least_hits &&
            surprise_of(source_hits_[source], expected) > least) {
            found.push_back(source);
        }
        source_hits_[source] = 0;
    }
    touched_.clear();
    sources_.become(std::move(found));
}

void Settling::first_targets() {
    count_hits_of_targets();
    double degrees = 0;
    for (const std::uint32_t source : sources_.rows) {
        degrees += graph_.source_degree(source);
    }
    const Evidence least = log_of(std::max(2.0, graph_.targets() / guessed_members));
    std::vector<std::uint32_t> found;
    for (const std::uint32_t target : touched_) {
        const double expected = graph_.target_degree(target) * degrees / all_edges_;
        if (target_hits_[target] >= least_hits &&
            surprise_of(target_hits_[target], expected) > least) {
            found.push_back(target);
        }
        target_hits_[target] = 0;
    }
    touched_.clear();
    targets_.become(std::move(found));
    count_edges();
}

void Settling::count_edges() {
    moments_.clear();
    for (const std::uint32_t target : targets_.rows) {
        for (std::uint32_t edge = graph_.first_of(target); edge < graph_.end_of(target); ++edge) {
            if (sources_.marks[graph_.source_of(edge)] != 0) {
                moments_.push_back(graph_.moment(edge));
            }
        }
    }
    edges_ = static_cast<std::uint32_t>(moments_.size());
    time_.learn(moments_);
}

void Settling::add(Tally& tally, float ratio) const {
    for (std::size_t i = 0; i < paces.size(); ++i) {
        tally.sums[i] += log_of(1.0 + static_cast<double>(paces[i] * ratio));
    }
}

// Those whose evidence outweighs the rarity of members. `expected` is a member's edges to the
// group, `many` how many might be members, `before` how many were.
std::vector<std::uint32_t> Settling::convicted(
    double expected, std::size_t many, std::size_t before) {
    const Evidence rarity =
        log_of(std::max(2.0, static_cast<double>(many) / static_cast<double>(before)));
    constexpr std::array<Evidence, paces.size()> pace_rarity = {1386, 693, 1386};  // ln 4, ln 2
    std::vector<std::uint32_t> found;
    for (const Tally& tally : tallies_) {
        for (std::size_t i = 0; i < paces.size(); ++i) {
            const auto silence =
                static_cast<Evidence>(1000.0 * expected * static_cast<double>(paces[i]));
            if (tally.sums[i] - silence > rarity + pace_rarity[i]) {
                found.push_back(tally.row);
                break;
            }
        }
    }
    return found;
}

void Settling::decide_sources() {
    count_hits_of_sources();
    tallies_.clear();
    for (const std::uint32_t source : touched_) {
        if (source_hits_[source] >= least_hits) {
            place_[source] = static_cast<std::uint32_t>(tallies_.size());
            tallies_.push_back({.row = source});
        }
        source_hits_[source] = 0;
    }
    touched_.clear();
    const auto members = static_cast<double>(sources_.rows.size());
    const double a_pair = edges_ / (members * static_cast<double>(targets_.rows.size()));
    for (const std::uint32_t target : targets_.rows) {
        const std::span<const float> factors = time_.of(target, sources_.marks);
        std::uint32_t ours = 0;
        for (const std::uint32_t source : graph_.sources_of(target)) {
            ours += sources_.marks[source];
        }
        const double honest = graph_.target_degree(target) - ours + 1;
        const std::uint32_t first = graph_.first_of(target);
        for (std::size_t k = 0; k < factors.size(); ++k) {
            const std::uint32_t source = graph_.source_of(first + static_cast<std::uint32_t>(k));
            if (place_[source] != nowhere) {
                const double background = graph_.source_degree(source) * honest / all_edges_;
                add(tallies_[place_[source]], static_cast<float>(a_pair / background) * factors[k]);
            }
        }
    }
    for (const Tally& tally : tallies_) {
        place_[tally.row] = nowhere;
    }
    sources_.become(convicted(
        a_pair * static_cast<double>(targets_.rows.size()),
        graph_.sources(),
        sources_.rows.size()));
    count_edges();
}

void Settling::decide_targets() {
    if (sources_.rows.empty()) {
        targets_.become({});
        return;
    }
    count_hits_of_targets();
    double degrees = 0;
    for (const std::uint32_t source : sources_.rows) {
        degrees += graph_.source_degree(source);
    }
    const auto members = static_cast<double>(sources_.rows.size());
    const double a_pair = edges_ / (members * static_cast<double>(targets_.rows.size()));
    tallies_.clear();
    for (const std::uint32_t target : touched_) {
        const double by_chance = graph_.target_degree(target) * degrees / all_edges_;
        if (target_hits_[target] >= least_hits && target_hits_[target] > 1.2 * by_chance) {
            Tally tally{.row = target};
            const std::span<const float> factors = time_.of(target, sources_.marks);
            const std::uint32_t first = graph_.first_of(target);
            for (std::size_t k = 0; k < factors.size(); ++k) {
                const std::uint32_t source =
                    graph_.source_of(first + static_cast<std::uint32_t>(k));
                if (sources_.marks[source] != 0) {
                    const double background = graph_.source_degree(source) *
                                              static_cast<double>(graph_.target_degree(target)) /
                                              all_edges_;
                    add(tally, static_cast<float>(a_pair / background) * factors[k]);
                }
            }
            tallies_.push_back(tally);
        }
        target_hits_[target] = 0;
    }
    touched_.clear();
    targets_.become(convicted(a_pair * members, graph_.targets(), targets_.rows.size()));
    count_edges();
}

}  // namespace shouxin::ring
