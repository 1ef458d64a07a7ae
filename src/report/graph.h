// Who in a ring deals with whom, as few enough nodes to draw? Members that stand in the same
// relations are one node: first those with exactly the same neighbours, then by role, at last
// by who pays them. Shops and payers stay themselves while there is room. Pure.
#pragma once

#include "report/tables.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shouxin::report {

// How sure the judge is of a member: at or above the block threshold, the review one, neither.
enum class Doubt : std::uint8_t { likely, open, none };

struct GraphNode {
    judge::MemberKind kind = judge::MemberKind::account;
    std::uint32_t index = 0;  // of the kind's Names; of the first when it stands for several
    std::uint32_t members = 0;
    std::array<std::uint32_t, 3> by_doubt{};  // members, by Doubt
    bool gains = false;                       // the ring works for it
    std::uint64_t weight = 0;  // how often its members bought, paid, were paid, shared
};

struct GraphEdge {
    judge::Link::Kind kind = judge::Link::Kind::bought_at;
    std::uint32_t from = 0;  // places in Graph::nodes
    std::uint32_t to = 0;
    std::uint64_t times = 0;
    std::int64_t amount = 0;
};

struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;  // the thickest first
    bool of_reviews = false;  // bought_at counts reviews: the ring lives by them, not by orders
};

// Nodes of a column (payers and what is shared; accounts; shops) are at most so many, and so are
// lines, as far as drawing members as one can help it.
constexpr std::size_t graph_column_max = 16;
constexpr std::size_t graph_lines_aim = 40;

// Every member and every link of the ring; where the judge drew no purchases, those of its orders
// or reviews, with shops that aren't members; and who gains, with what it paid the ring's wallets.
Graph members_of(const judge::Ring& ring, const Judged& judged);

// The same with few enough nodes to draw.
Graph grouped(const Graph& members);

}  // namespace shouxin::report
