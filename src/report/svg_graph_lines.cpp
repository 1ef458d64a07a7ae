#include "report/svg_graph_lines.h"

#include "report/html_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace shouxin::report {
namespace {

using judge::Link;

constexpr std::size_t lines_max = 160;
constexpr std::size_t labels_max = 24;
constexpr int label_half_width = 34;
constexpr int label_half_height = 11;
constexpr int arrow = 5;  // how far an arrow's tip stands before its line's end

struct Ends {
    int from_x = 0;
    int from_y = 0;
    int to_x = 0;
    int to_y = 0;
};

struct Spot {
    int x = 0;
    int y = 0;

    [[nodiscard]] bool near(const Spot& other) const {
        return std::abs(x - other.x) < 2 * label_half_width &&
               std::abs(y - other.y) < 2 * label_half_height;
    }
};

class Drawer {
public:
    Drawer(const Graph& graph, const Layout& layout, const model::Names& names)
        : graph_(graph), layout_(layout), names_(names) {
        const std::size_t count = std::min(graph.edges.size(), lines_max);
        edges_.assign(
            graph.edges.begin(), graph.edges.begin() + static_cast<std::ptrdiff_t>(count));
        ends_.resize(count);
        for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
            attach(node, -1);
            attach(node, 1);
        }
    }

    Lines drawn() {
        for (std::size_t edge = edges_.size(); edge-- > 0;) {
            put_path(edges_[edge], ends_[edge]);
        }
        for (std::size_t edge = 0; edge < edges_.size() && spots_.size() < labels_max; ++edge) {
            put_label(edges_[edge], ends_[edge]);
        }
        return std::move(lines_);
    }

private:
    // -1 or 1: on which side of a node the lines to the other begin.
    [[nodiscard]] int side_of(std::uint32_t node, std::uint32_t other) const {
        const int here = layout_.places[node].column;
        const int there = layout_.places[other].column;
        return there != here ? (there > here ? 1 : -1) : here == 0 ? 1 : -1;
    }

    void attach(std::uint32_t node, int side) {
        std::vector<std::pair<int, std::size_t>> meeting;  // the other's height, the edge
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
            const std::uint32_t from = edges_[edge].from;
            const std::uint32_t to = edges_[edge].to;
            if (from == node && side_of(node, to) == side) {
                meeting.emplace_back(layout_.places[to].y, edge);
            } else if (to == node && side_of(node, from) == side) {
                meeting.emplace_back(layout_.places[from].y, edge);
            }
        }
        std::sort(meeting.begin(), meeting.end());
        const Place& here = layout_.places[node];
        const auto count = static_cast<int>(meeting.size());
        const int spread = std::min((here.height - 12) * 3 / 4, 9 * (count - 1));
        const int x = here.x + side * (here.column == 1 ? pill_width / 2 : icon_half);
        for (int i = 0; i < count; ++i) {
            const int y = here.y + (count == 1 ? 0 : spread * i / (count - 1) - spread / 2);
            const std::size_t edge = meeting[static_cast<std::size_t>(i)].second;
            const bool begins = edges_[edge].from == node;
            (begins ? ends_[edge].from_x : ends_[edge].to_x) = x;
            (begins ? ends_[edge].from_y : ends_[edge].to_y) = y;
        }
    }

    void put_path(const GraphEdge& edge, const Ends& ends) {
        const int from_side = side_of(edge.from, edge.to);
        const int to_side = side_of(edge.to, edge.from);
        const int to_x = ends.to_x + (edge.kind == Link::Kind::paid ? to_side * arrow : 0);
        const int reach =
            from_side == to_side ? 46 : std::max(40, std::abs(to_x - ends.from_x) / 2);
        const std::uint64_t most = std::max<std::uint64_t>(graph_.edges.front().times, 1);
        const double thick =
            1.0 + 4.5 * std::sqrt(static_cast<double>(edge.times) / static_cast<double>(most));
        const auto tenths = static_cast<int>(thick * 10 + 0.5);
        fmt::format_to(
            std::back_inserter(lines_.paths),
            R"(<path class="{}" stroke-width="{}.{}" d="M{} {}C{} {} {} {} {} {}">)"
            R"(<title>{}</title></path>)",
            line_class(edge.kind),
            tenths / 10,
            tenths % 10,
            ends.from_x,
            ends.from_y,
            ends.from_x + from_side * reach,
            ends.from_y,
            to_x + to_side * reach,
            ends.to_y,
            to_x,
            ends.to_y,
            tip(edge));
    }

    [[nodiscard]] Html tip(const GraphEdge& edge) const {
        const GraphNode& from = graph_.nodes[edge.from];
        const GraphNode& to = graph_.nodes[edge.to];
        const Html text = escaped(member_name(names_, from.kind, from.index), 32) + " → " +
                          escaped(member_name(names_, to.kind, to.index), 32) + " · ";
        return text + thousands(edge.times) + "×" +
               (edge.amount > 0 ? " · " + money(edge.amount).en : "");
    }

    [[nodiscard]] const Unit& unit_of_line(const GraphEdge& edge) const {
        return edge.kind == Link::Kind::paid ? unit::payments
               : graph_.of_reviews           ? unit::reviews
                                             : unit::orders;
    }

    // On a line, near the end that isn't accounts, where lines have spread.
    [[nodiscard]] static Spot spot_near(int x, int y, int far_x, int far_y) {
        return {x + (far_x - x) * 20 / 64, y + (far_y - y) * 10 / 64};
    }

    void put_label(const GraphEdge& edge, const Ends& ends) {
        if (edge.kind == Link::Kind::shares) {
            return;
        }
        const Place& from = layout_.places[edge.from];
        const Place& to = layout_.places[edge.to];
        const bool skips = from.column != 1 && to.column != 1;  // behind the accounts
        const int half = skips ? (ends.from_x + ends.to_x) / 2 : 0;
        const Spot at_from = spot_near(
            ends.from_x, ends.from_y, skips ? half : ends.to_x, skips ? ends.from_y : ends.to_y);
        const Spot at_to = spot_near(
            ends.to_x, ends.to_y, skips ? half : ends.from_x, skips ? ends.to_y : ends.from_y);
        const auto taken = [&](const Spot& spot) {
            return std::any_of(
                spots_.begin(), spots_.end(), [&](const Spot& other) { return spot.near(other); });
        };
        const Spot spot = from.column == 1 || (skips && taken(at_from)) ? at_to : at_from;
        if (from.column == to.column || taken(spot)) {
            return;
        }
        spots_.push_back(spot);
        fmt::format_to(
            std::back_inserter(lines_.labels),
            R"(<text class="el" x="{}" y="{}" text-anchor="middle">{}</text>)",
            spot.x,
            spot.y + 4,
            both_svg({counted(edge.times, unit_of_line(edge)).zh, thousands(edge.times) + "×"}));
    }

    const Graph& graph_;
    const Layout& layout_;
    const model::Names& names_;
    std::vector<GraphEdge> edges_;
    std::vector<Ends> ends_;
    std::vector<Spot> spots_;
    Lines lines_;
};

}  // namespace

Lines graph_lines(const Graph& graph, const Layout& layout, const model::Names& names) {
    return Drawer(graph, layout, names).drawn();
}

std::string_view line_class(Link::Kind kind) {
    return kind == Link::Kind::paid ? "lp" : kind == Link::Kind::bought_at ? "lb" : "ls";
}

}  // namespace shouxin::report
