// Which rings are there now, while edges come and go? The same question as find.h, kept answered
// edge by edge in a window over a stream.
//
// An edge that smells of lockstep (lockstep_sensor.h) starts a bounded search around its target
// (online_search.h); what the search finds is a ring if it weighs enough (dense_group.h). From
// then on the ring is kept: who touches it is judged by the evidence of settle.h, members are
// judged again in turn, two rings that weigh more as one are merged, and a ring whose worth is gone
// is dissolved. Nothing ever starts again.
//
// Promise: a ring is known once its edges in the window make it worth `least_worth` several times
// over and its targets got edges from it lately; what is reported always weighs something in the
// window, so that honest traffic gives none, and expiry takes a ring away. Members are those of
// the batch without times up to a few per cent (a test holds both against each other); times only
// say what leaves the window. A row is in one ring at a time.
//
// add(): expected constant time, 1 to 3 microseconds; a search takes some tenths of a millisecond
// and comes about once in a thousand edges. Not thread-safe. The same edges give the same rings.
#pragma once

#include "ring/dense_group.h"
#include "ring/lockstep_sensor.h"
#include "ring/online_search.h"
#include "ring/recent_edges.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace shouxin::ring {

class OnlineRings {
public:
    struct Options {
        std::uint32_t edges_max = 1U << 20;     // in the window; the oldest go
        std::int64_t window_s = 30 * 86'400LL;  // older than the newest by this: gone
    };

    explicit OnlineRings(const Options& options);

    // Rows are dense indices. A repeat of one of the source's last few edges changes nothing.
    void add(const Arrival& edge);

    // Those there are now, best first.
    [[nodiscard]] std::vector<DenseGroup> rings() const;

    [[nodiscard]] std::uint32_t edges() const { return edges_.size(); }

    // How many searches were made so far.
    [[nodiscard]] std::uint64_t searches() const { return searches_; }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    struct Member {
        std::uint32_t ring = none;
        std::uint32_t place = 0;          // in the ring's list
        std::uint32_t inside = 0;         // its edges within the ring
        std::uint32_t judged_degree = 0;  // when it was last judged in vain
    };

    struct Ring {
        std::vector<std::uint32_t> sources;
        std::vector<std::uint32_t> targets;
        std::uint64_t source_degrees = 0;
        std::uint64_t target_degrees = 0;
        std::uint64_t edges = 0;
        std::uint32_t turn = 0;      // whose turn it is to be judged again
        std::uint32_t other = none;  // the ring whose targets its sources use most
        std::uint32_t crossings =
            0;                     // how often, beyond those of all others (Boyer and Moore 1981)
        std::uint32_t enough = 8;  // crossings to ask whether both are one
    };

    // A row to be judged for a ring when there is time.
    struct Doubt {
        std::uint32_t ring;
        std::uint32_t row;
        bool source;
    };

    void make_room(std::int64_t now);
    void drop_oldest();
    [[nodiscard]] bool repeats(const Arrival& edge) const;
    void count_edge(const Arrival& edge, bool comes);
    void judge_touched(const Arrival& edge);
    void search_around(std::uint32_t target);
    void start(const DenseGroup& group);
    [[nodiscard]] std::uint32_t known_ring(const DenseGroup& group) const;
    void doubt(std::uint32_t ring, std::uint32_t row, bool source);
    void resolve_doubts();
    [[nodiscard]] bool changed(std::uint32_t target) const;
    void tend(std::uint32_t ring);
    void dissolve(std::uint32_t ring);
    void cross(std::uint32_t from, std::uint32_t to);
    [[nodiscard]] bool are_one(const Ring& a, std::uint32_t at_b) const;
    void merge(std::uint32_t smaller, std::uint32_t larger);

    [[nodiscard]] double edges_a_pair(const Ring& ring) const;
    [[nodiscard]] bool source_belongs(std::uint32_t source, std::uint32_t ring, bool stays) const;
    [[nodiscard]] bool target_belongs(std::uint32_t target, std::uint32_t ring, bool stays) const;
    void join_source(std::uint32_t source, std::uint32_t ring);
    void join_target(std::uint32_t target, std::uint32_t ring);
    void leave_source(std::uint32_t source);
    void leave_target(std::uint32_t target);
    [[nodiscard]] Sums sums_of(const Ring& ring) const;

    Options options_;
    RecentEdges edges_;
    LockstepSensor sensor_;
    OnlineSearch search_;
    std::vector<Member> sources_;  // by row
    std::vector<Member> targets_;
    std::size_t live_sources_ = 0;  // with edges
    std::size_t live_targets_ = 0;
    std::vector<Ring> rings_;
    std::vector<std::uint32_t> free_;  // places in rings_
    std::deque<Doubt> doubts_;
    std::uint64_t searches_ = 0;
};

}  // namespace shouxin::ring
