#include "ring/online_search.h"

#include "ring/evidence.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr std::uint32_t rows_max = 256;        // walked from, on either side
constexpr std::uint32_t edges_of_source = 48;  // walked of each, the newest
constexpr std::uint32_t edges_of_target = 128;
constexpr double guessed_members = 50;

}  // namespace

void OnlineSearch::Side::hit(std::uint32_t row) {
    if (row >= hits.size()) {
        hits.resize(std::size_t{row} + 1, 0);
    }
    if (hits[row]++ == 0) {
        touched.push_back(row);
    }
}

namespace {

// The rows with surprisingly many hits, most surprising first, at most rows_max; no hits are left.
template <class Side, class Expected>
void keep_surprising(Side& side, std::size_t all_rows, Expected expected) {
    const Evidence least = log_of(std::max(2.0, static_cast<double>(all_rows) / guessed_members));
    std::vector<std::pair<Evidence, std::uint32_t>> found;
    for (const std::uint32_t row : side.touched) {
        const std::uint32_t hits = std::exchange(side.hits[row], 0);
        if (hits >= 2) {
            const Evidence surprise = surprise_of(hits, expected(row));
            if (surprise > least) {
                found.emplace_back(-surprise, row);
            }
        }
    }
    side.touched.clear();
    std::ranges::sort(found);
    side.rows.clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), rows_max); ++i) {
        side.rows.push_back(found[i].second);
    }
}

}  // namespace

void OnlineSearch::find_targets() {
    double walked = 0;
    for (const std::uint32_t source : sources_.rows) {
        walked += std::min(edges_of_source, edges_.source_degree(source));
        edges_.each_target(source, edges_of_source, [&](std::uint32_t t) { targets_.hit(t); });
    }
    const double share = walked / edges_.size();
    keep_surprising(targets_, edges_.targets(), [&](std::uint32_t target) {
        return edges_.target_degree(target) * share;
    });
}

void OnlineSearch::find_sources() {
    double walked = 0;
    for (const std::uint32_t target : targets_.rows) {
        walked += std::min(edges_of_target, edges_.target_degree(target));
        edges_.each_source(target, edges_of_target, [&](std::uint32_t s) { sources_.hit(s); });
    }
    const double share = walked / edges_.size();
    keep_surprising(sources_, edges_.sources(), [&](std::uint32_t source) {
        return edges_.source_degree(source) * share;
    });
}

DenseGroup OnlineSearch::around(std::uint32_t target) {
    sources_.rows.clear();
    edges_.each_source(
        target, edges_of_target, [&](std::uint32_t source) { sources_.rows.push_back(source); });
    std::ranges::sort(sources_.rows);
    sources_.rows.erase(std::ranges::unique(sources_.rows).begin(), sources_.rows.end());
    find_targets();
    for (int round = 0; round < 2 && targets_.rows.size() >= 2; ++round) {
        find_sources();
        find_targets();
    }
    DenseGroup found{.sources = sources_.rows, .targets = targets_.rows};
    std::ranges::sort(found.sources);
    std::ranges::sort(found.targets);
    return found;
}

}  // namespace shouxin::ring
