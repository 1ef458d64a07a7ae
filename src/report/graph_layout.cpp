#include "report/graph_layout.h"

#include <algorithm>
#include <array>

namespace shouxin::report {
namespace {

using judge::MemberKind;
using Order = std::vector<std::uint32_t>;

constexpr int row_height = 28;
constexpr int rows_gap = 6;
constexpr int sweeps = 8;

int column_of(MemberKind kind) {
    return kind == MemberKind::account ? 1 : kind == MemberKind::merchant ? 2 : 0;
}

// Payers stand above devices, devices above addresses.
int rank_of(MemberKind kind) {
    return kind == MemberKind::wallet ? 0 : kind == MemberKind::device ? 1 : 2;
}

int height_of(const GraphNode& node) {
    if (node.kind != MemberKind::account || node.members == 1) {
        return row_height;
    }
    const std::uint32_t rows = (dots_of(node.members) + dots_in_row - 1) / dots_in_row;
    return row_height + 6 + static_cast<int>(rows) * dot_pitch;
}

class Arranger {
public:
    explicit Arranger(const Graph& graph) : graph_(graph), neighbours_(graph.nodes.size()) {
        for (const GraphEdge& edge : graph.edges) {
            neighbours_[edge.from].push_back(edge.to);
            neighbours_[edge.to].push_back(edge.from);
        }
        for (const GraphNode& node : graph.nodes) {
            layout_.places.push_back({.column = column_of(node.kind), .height = height_of(node)});
        }
        for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
            columns_[static_cast<std::size_t>(place(node).column)].push_back(node);
        }
    }

    Layout arranged() {
        for (Order& column : columns_) {
            std::stable_sort(column.begin(), column.end(), [&](auto a, auto b) {
                return graph_.nodes[a].weight > graph_.nodes[b].weight;
            });
            stack(column);
        }
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (Order& column : columns_) {
                sort_by_neighbours(column);
            }
        }
        const int height = std::max(
            {height_of_column(columns_[0]),
             height_of_column(columns_[1]),
             height_of_column(columns_[2])});
        for (Place& here : layout_.places) {
            here.y += height / 2;
        }
        for (const std::size_t column : {1U, 0U, 2U}) {
            settle(columns_[column], height);
        }
        layout_.height = graph_top + height + 8;
        stand_apart();
        return layout_;
    }

private:
    Place& place(std::uint32_t node) { return layout_.places[node]; }

    int height_of_column(const Order& column) {
        int sum = 0;
        for (const std::uint32_t node : column) {
            sum += place(node).height + rows_gap;
        }
        return sum;
    }

    void stack(const Order& column) {
        int top = graph_top - height_of_column(column) / 2;
        for (const std::uint32_t node : column) {
            place(node).y = top + place(node).height / 2;
            top += place(node).height + rows_gap;
        }
    }

    // The mean height of its neighbours; its own if it has none in another column.
    int wanted_y(std::uint32_t node) {
        std::int64_t sum = 0;
        std::int64_t count = 0;
        for (const std::uint32_t other : neighbours_[node]) {
            if (place(other).column != place(node).column) {
                sum += place(other).y;
                ++count;
            }
        }
        return count == 0 ? place(node).y : static_cast<int>(sum / count);
    }

    void sort_by_neighbours(Order& column) {
        std::vector<int> wanted(graph_.nodes.size(), 0);
        for (const std::uint32_t node : column) {
            wanted[node] = wanted_y(node);
        }
        std::stable_sort(column.begin(), column.end(), [&](auto a, auto b) {
            const int rank_a = rank_of(graph_.nodes[a].kind);
            const int rank_b = rank_of(graph_.nodes[b].kind);
            return rank_a != rank_b ? rank_a < rank_b : wanted[a] < wanted[b];
        });
        stack(column);
    }

    // The column's order stays; everybody moves as near to its neighbours as the others let it:
    // least squares without overlap, by pooling adjacent violators (Ayer et al. 1955).
    void settle(const Order& column, int height) {
        struct Block {
            std::int64_t sum;
            std::int64_t nodes;
        };

        std::vector<Block> blocks;
        int above = 0;
        for (const std::uint32_t node : column) {
            blocks.push_back({wanted_y(node) - place(node).height / 2 - graph_top - above, 1});
            above += place(node).height + rows_gap;
            while (blocks.size() > 1) {
                const Block last = blocks.back();
                Block& before = blocks[blocks.size() - 2];
                if (before.sum * last.nodes <= last.sum * before.nodes) {
                    break;
                }
                before = {before.sum + last.sum, before.nodes + last.nodes};
                blocks.pop_back();
            }
        }
        const std::int64_t slack = height - above;
        std::size_t next = 0;
        int top = graph_top;
        for (const Block& block : blocks) {
            const std::int64_t shift = std::clamp<std::int64_t>(block.sum / block.nodes, 0, slack);
            for (std::int64_t i = 0; i < block.nodes; ++i) {
                Place& here = place(column[next++]);
                here.y = top + static_cast<int>(shift) + here.height / 2;
                top += here.height + rows_gap;
            }
        }
    }

    void stand_apart() {
        for (int column = 0; column < 3; ++column) {
            layout_.has_column[column] = !columns_[static_cast<std::size_t>(column)].empty();
        }
        const bool* has = layout_.has_column;
        layout_.column_x[0] = 146;
        layout_.column_x[1] = has[0] && has[2] ? 330 : has[0] ? 440 : has[2] ? 190 : 340;
        layout_.column_x[2] = has[0] ? 514 : 470;
        for (Place& here : layout_.places) {
            here.x = layout_.column_x[here.column];
        }
    }

    const Graph& graph_;
    std::vector<std::vector<std::uint32_t>> neighbours_;
    std::array<Order, 3> columns_;
    Layout layout_;
};

}  // namespace

std::uint32_t members_a_dot(std::uint32_t members) {
    return (members + dots_max - 1) / dots_max;
}

std::uint32_t dots_of(std::uint32_t members) {
    const std::uint32_t each = members_a_dot(members);
    return each == 0 ? 0 : (members + each - 1) / each;
}

Layout layout_of(const Graph& graph) {
    return Arranger(graph).arranged();
}

}  // namespace shouxin::report
