#include "ring/online_rings.h"

#include "ring/tally.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr std::uint32_t walked_of_source = 128;  // its newest edges, when it is judged
constexpr std::uint32_t walked_of_target = 512;
constexpr std::uint32_t looked_back = 16;     // for repeats
constexpr std::size_t doubts_max = 1U << 16;  // more are forgotten, and come up again
constexpr int doubts_an_edge = 4;
constexpr std::uint32_t popular_share = 4096;  // more than an edge in so many: popular
constexpr std::uint32_t popular_least = 64;    // edges
constexpr Evidence grace = 3 * nat;            // for who is in already
constexpr Evidence worth_to_stay = least_worth / 2;

template <class T>
T& at_row(std::vector<T>& rows, std::uint32_t row) {
    if (row >= rows.size()) {
        rows.resize(std::size_t{row} + 1);
    }
    return rows[row];
}

}  // namespace

OnlineRings::OnlineRings(const Options& options)
    : options_(options), edges_(options.edges_max), search_(edges_) {}

void OnlineRings::add(const Arrival& edge) {
    make_room(edge.time);
    at_row(sources_, edge.source);
    at_row(targets_, edge.target);
    if (repeats(edge)) {
        return;
    }
    edges_.add(edge);
    live_sources_ += edges_.source_degree(edge.source) == 1 ? 1 : 0;
    live_targets_ += edges_.target_degree(edge.target) == 1 ? 1 : 0;
    count_edge(edge, true);
    const std::uint32_t popular = std::max(popular_least, edges_.size() / popular_share);
    sensor_.feel(edge.source, edge.target, edges_.target_degree(edge.target) > popular);
    judge_touched(edge);
    resolve_doubts();
}

void OnlineRings::make_room(std::int64_t now) {
    while (edges_.size() > 0 && (edges_.full() || edges_.oldest().time < now - options_.window_s)) {
        drop_oldest();
    }
}

void OnlineRings::drop_oldest() {
    const Arrival gone = edges_.expire();
    live_sources_ -= edges_.source_degree(gone.source) == 0 ? 1 : 0;
    live_targets_ -= edges_.target_degree(gone.target) == 0 ? 1 : 0;
    count_edge(gone, false);
    const std::uint32_t of_source = sources_[gone.source].ring;
    const std::uint32_t of_target = targets_[gone.target].ring;
    if (of_source != none && of_source == of_target) {
        if (sources_[gone.source].inside == 0) {
            leave_source(gone.source);
        }
        if (targets_[gone.target].inside == 0) {
            leave_target(gone.target);
        }
        tend(of_target);
    }
}

bool OnlineRings::repeats(const Arrival& edge) const {
    bool found = false;
    if (sensor_.remembers(edge.source, edge.target) && edges_.source_degree(edge.source) > 0) {
        edges_.each_target(edge.source, looked_back, [&](std::uint32_t target) {
            found = found || target == edge.target;
        });
    }
    return found;
}

// Keeps the sums of the rings that it touches.
void OnlineRings::count_edge(const Arrival& edge, bool comes) {
    Member& source = sources_[edge.source];
    Member& target = targets_[edge.target];
    const std::uint32_t one = comes ? 1U : 0xffffffffU;
    const std::uint64_t one_edge = comes ? 1U : ~std::uint64_t{0};
    if (source.ring != none) {
        rings_[source.ring].source_degrees += one_edge;
    }
    if (target.ring != none) {
        rings_[target.ring].target_degrees += one_edge;
    }
    if (source.ring != none && source.ring == target.ring) {
        source.inside += one;
        target.inside += one;
        rings_[source.ring].edges += one_edge;
    }
}

void OnlineRings::judge_touched(const Arrival& edge) {
    const std::uint32_t of_source = sources_[edge.source].ring;
    const std::uint32_t of_target = targets_[edge.target].ring;
    if (of_source == none && of_target != none) {
        doubt(of_target, edge.source, true);
    } else if (of_source != none && of_target == none) {
        doubt(of_source, edge.target, false);
    }
    if (of_source != none && of_target != none && of_source != of_target) {
        cross(of_source, of_target);
    } else if (of_target != none) {
        tend(of_target);
    } else if (sensor_.hot(edge.target)) {
        search_around(edge.target);
    }
}

void OnlineRings::search_around(std::uint32_t target) {
    ++searches_;
    DenseGroup group = search_.around(target);
    const std::uint32_t known = known_ring(group);
    if (known != none) {
        for (const std::uint32_t source : group.sources) {
            doubt(known, source, true);
        }
        for (const std::uint32_t row : group.targets) {
            doubt(known, row, false);
        }
        sensor_.searched(target, false);
        return;
    }
    const auto taken = [](const std::vector<Member>& rows) {
        return [&rows](std::uint32_t row) { return rows[row].ring != none; };
    };
    std::erase_if(group.sources, taken(sources_));
    std::erase_if(group.targets, taken(targets_));
    const std::size_t before = rings_.size() - free_.size();
    if (group.sources.size() >= least_sources && group.targets.size() >= least_targets) {
        start(group);
    }
    sensor_.searched(target, rings_.size() - free_.size() == before);
}

// The ring that a third of the group's rows are in already.
std::uint32_t OnlineRings::known_ring(const DenseGroup& group) const {
    std::vector<std::uint32_t> counts(rings_.size(), 0);
    const auto count = [&](const Member& row) {
        if (row.ring != none) {
            ++counts[row.ring];
        }
    };
    for (const std::uint32_t source : group.sources) {
        count(sources_[source]);
    }
    for (const std::uint32_t target : group.targets) {
        count(targets_[target]);
    }
    const auto most = std::ranges::max_element(counts);
    const std::size_t rows = group.sources.size() + group.targets.size();
    return most != counts.end() && *most > 0 && *most * 3 >= rows
               ? static_cast<std::uint32_t>(most - counts.begin())
               : none;
}

void OnlineRings::start(const DenseGroup& group) {
    std::uint32_t place = static_cast<std::uint32_t>(rings_.size());
    if (free_.empty()) {
        rings_.emplace_back();
    } else {
        place = free_.back();
        free_.pop_back();
    }
    for (const std::uint32_t source : group.sources) {
        join_source(source, place);
    }
    for (const std::uint32_t target : group.targets) {
        join_target(target, place);
    }
    if (structure_worth(sums_of(rings_[place])) < least_worth) {
        dissolve(place);
    }
}

void OnlineRings::doubt(std::uint32_t ring, std::uint32_t row, bool source) {
    if (doubts_.size() < doubts_max) {
        doubts_.push_back({ring, row, source});
    }
}

void OnlineRings::resolve_doubts() {
    for (int i = 0; i < doubts_an_edge && !doubts_.empty(); ++i) {
        const auto [ring, row, source] = doubts_.front();
        doubts_.pop_front();
        if (rings_[ring].sources.empty()) {
            continue;  // dissolved
        }
        if (source && sources_[row].ring == none && source_belongs(row, ring, false)) {
            join_source(row, ring);
        } else if (!source && targets_[row].ring == none && changed(row)) {
            if (target_belongs(row, ring, false)) {
                join_target(row, ring);
            } else {
                targets_[row].judged_degree = edges_.target_degree(row);
            }
        }
    }
}

// Has it another degree, by a sixteenth, than when it was judged in vain?
bool OnlineRings::changed(std::uint32_t target) const {
    const std::uint32_t now = edges_.target_degree(target);
    const std::uint32_t then = targets_[target].judged_degree;
    return std::max(now, then) - std::min(now, then) > then / 16;
}

// Judges a member again, the next in turn, and whether there still is a ring.
void OnlineRings::tend(std::uint32_t at) {
    Ring& ring = rings_[at];
    const std::uint32_t turn = ring.turn++;
    if (turn % 32 != 0 && !ring.sources.empty()) {
        const std::uint32_t source = ring.sources[turn % ring.sources.size()];
        if (!source_belongs(source, at, true)) {
            leave_source(source);
        }
    } else if (!ring.targets.empty()) {
        const std::uint32_t target = ring.targets[turn / 32 % ring.targets.size()];
        if (!target_belongs(target, at, true)) {
            leave_target(target);
        }
    }
    if (ring.sources.size() < least_sources || ring.targets.size() < least_targets ||
        structure_worth(sums_of(ring)) < worth_to_stay) {
        dissolve(at);
    }
}

void OnlineRings::dissolve(std::uint32_t at) {
    Ring& ring = rings_[at];
    for (const std::uint32_t source : ring.sources) {
        sources_[source] = {};
    }
    for (const std::uint32_t target : ring.targets) {
        targets_[target] = {};
    }
    ring = {};
    free_.push_back(at);
}

// A source of the one came to a target of the other.
void OnlineRings::cross(std::uint32_t from, std::uint32_t to) {
    Ring& ring = rings_[from];
    if (ring.crossings == 0) {
        ring.other = to;
    }
    if (ring.other != to) {
        --ring.crossings;
        return;
    }
    if (++ring.crossings < ring.enough) {
        return;
    }
    ring.crossings = 0;
    ring.enough *= 2;
    const bool from_is_smaller = ring.sources.size() + ring.targets.size() <
                                 rings_[to].sources.size() + rings_[to].targets.size();
    const std::uint32_t smaller = from_is_smaller ? from : to;
    const std::uint32_t larger = from_is_smaller ? to : from;
    if (are_one(rings_[smaller], larger)) {
        merge(smaller, larger);
    }
}

// Do both weigh more as one than apart?
bool OnlineRings::are_one(const Ring& a, std::uint32_t at_b) const {
    const Sums of_a = sums_of(a);
    const Sums of_b = sums_of(rings_[at_b]);
    Sums both = of_b;
    both.source_degrees += of_a.source_degrees;
    both.target_degrees += of_a.target_degrees;
    both.sources += of_a.sources;
    both.targets += of_a.targets;
    both.edges += of_a.edges;
    for (const std::uint32_t source : a.sources) {
        edges_.each_target(source, none, [&](std::uint32_t target) {
            both.edges += targets_[target].ring == at_b ? 1U : 0U;
        });
    }
    for (const std::uint32_t target : a.targets) {
        edges_.each_source(target, none, [&](std::uint32_t source) {
            both.edges += sources_[source].ring == at_b ? 1U : 0U;
        });
    }
    return structure_worth(both) > structure_worth(of_a) + structure_worth(of_b);
}

void OnlineRings::merge(std::uint32_t smaller, std::uint32_t larger) {
    const Ring gone = rings_[smaller];
    dissolve(smaller);
    for (const std::uint32_t source : gone.sources) {
        join_source(source, larger);
    }
    for (const std::uint32_t target : gone.targets) {
        join_target(target, larger);
    }
}

double OnlineRings::edges_a_pair(const Ring& ring) const {
    return static_cast<double>(ring.edges) /
           (static_cast<double>(ring.sources.size()) * static_cast<double>(ring.targets.size()));
}

bool OnlineRings::source_belongs(std::uint32_t source, std::uint32_t at, bool stays) const {
    const Ring& ring = rings_[at];
    const double ratio = edges_a_pair(ring) * edges_.size() / edges_.source_degree(source);
    Tally tally;
    int hits = 0;
    edges_.each_target(source, walked_of_source, [&](std::uint32_t target) {
        const Member& member = targets_[target];
        if (member.ring == at) {
            ++hits;
            tally.add(ratio / (edges_.target_degree(target) - member.inside + 1));
        }
    });
    const double expected = edges_a_pair(ring) * static_cast<double>(ring.targets.size());
    const Evidence rarity = rarity_of(live_sources_, ring.sources.size());
    return hits >= 2 && tally.convicts(expected, rarity - (stays ? grace : 0));
}

bool OnlineRings::target_belongs(std::uint32_t target, std::uint32_t at, bool stays) const {
    const Ring& ring = rings_[at];
    const double ratio = edges_a_pair(ring) * edges_.size() / edges_.target_degree(target);
    const double by_chance = static_cast<double>(edges_.target_degree(target)) *
                             static_cast<double>(ring.source_degrees) / edges_.size();
    if (2 * by_chance >= walked_of_target) {
        return false;
    }
    Tally tally;
    int hits = 0;
    edges_.each_source(target, walked_of_target, [&](std::uint32_t source) {
        if (sources_[source].ring == at) {
            ++hits;
            tally.add(ratio / edges_.source_degree(source));
        }
    });
    const double expected = edges_a_pair(ring) * static_cast<double>(ring.sources.size());
    const Evidence rarity = rarity_of(live_targets_, ring.targets.size());
    return hits >= 2 && hits > 2 * by_chance &&
           tally.convicts(expected, rarity - (stays ? grace : 0));
}

void OnlineRings::join_source(std::uint32_t source, std::uint32_t at) {
    Ring& ring = rings_[at];
    Member& member = sources_[source];
    member = {at, static_cast<std::uint32_t>(ring.sources.size()), 0};
    ring.sources.push_back(source);
    ring.source_degrees += edges_.source_degree(source);
    edges_.each_target(source, none, [&](std::uint32_t target) {
        Member& other = targets_[target];
        if (other.ring == at) {
            ++other.inside;
            ++member.inside;
            ++ring.edges;
        } else if (other.ring == none) {
            doubt(at, target, false);
        }
    });
}

void OnlineRings::join_target(std::uint32_t target, std::uint32_t at) {
    Ring& ring = rings_[at];
    Member& member = targets_[target];
    member = {at, static_cast<std::uint32_t>(ring.targets.size()), 0};
    ring.targets.push_back(target);
    ring.target_degrees += edges_.target_degree(target);
    edges_.each_source(target, none, [&](std::uint32_t source) {
        Member& other = sources_[source];
        if (other.ring == at) {
            ++other.inside;
            ++member.inside;
            ++ring.edges;
        } else if (other.ring == none) {
            doubt(at, source, true);
        }
    });
}

void OnlineRings::leave_source(std::uint32_t source) {
    const Member member = std::exchange(sources_[source], {});
    Ring& ring = rings_[member.ring];
    ring.sources[member.place] = ring.sources.back();
    sources_[ring.sources.back()].place = member.place;
    ring.sources.pop_back();
    sources_[source].place = 0;
    ring.source_degrees -= edges_.source_degree(source);
    ring.edges -= member.inside;
    edges_.each_target(source, none, [&](std::uint32_t target) {
        if (targets_[target].ring == member.ring) {
            --targets_[target].inside;
        }
    });
}

void OnlineRings::leave_target(std::uint32_t target) {
    const Member member = std::exchange(targets_[target], {});
    Ring& ring = rings_[member.ring];
    ring.targets[member.place] = ring.targets.back();
    targets_[ring.targets.back()].place = member.place;
    ring.targets.pop_back();
    targets_[target].place = 0;
    ring.target_degrees -= edges_.target_degree(target);
    ring.edges -= member.inside;
    edges_.each_source(target, none, [&](std::uint32_t source) {
        if (sources_[source].ring == member.ring) {
            --sources_[source].inside;
        }
    });
}

Sums OnlineRings::sums_of(const Ring& ring) const {
    return {
        .source_degrees = ring.source_degrees,
        .target_degrees = ring.target_degrees,
        .edges = ring.edges,
        .all_edges = edges_.size(),
        .sources = ring.sources.size(),
        .targets = ring.targets.size(),
        .all_sources = live_sources_,
        .all_targets = live_targets_};
}

std::vector<DenseGroup> OnlineRings::rings() const {
    std::vector<DenseGroup> found;
    for (const Ring& ring : rings_) {
        if (ring.sources.empty()) {
            continue;
        }
        found.push_back(
            {.score = structure_worth(sums_of(ring)),
             .edges = static_cast<std::uint32_t>(ring.edges),
             .sources = ring.sources,
             .targets = ring.targets});
        std::ranges::sort(found.back().sources);
        std::ranges::sort(found.back().targets);
    }
    std::ranges::stable_sort(
        found, [](const DenseGroup& a, const DenseGroup& b) { return a.score > b.score; });
    return found;
}

}  // namespace shouxin::ring
