#include "report/svg_graph.h"

#include "report/html_words.h"
#include "report/svg_graph_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::report {
namespace {

using judge::MemberKind;

constexpr std::size_t label_columns = 13;

std::string_view shape_of(MemberKind kind) {
    switch (kind) {
        case MemberKind::account:
            return "s-account";
        case MemberKind::merchant:
            return "s-shop";
        case MemberKind::device:
            return "s-device";
        case MemberKind::wallet:
            return "s-wallet";
        case MemberKind::address:
            return "s-address";
    }
    return "s-account";
}

std::string_view doubt_class(const GraphNode& node) {
    const auto& by = node.by_doubt;
    return by[0] * 2 >= node.members ? "d0" : (by[0] + by[1]) * 2 >= node.members ? "d1" : "d2";
}

class Picture {
public:
    Picture(const Graph& graph, const model::Names& names)
        : graph_(graph), names_(names), layout_(layout_of(graph)) {}

    Html drawn(const Said& about) {
        fmt::format_to(
            std::back_inserter(svg_),
            R"(<svg class="graph" viewBox="0 0 {} {}" role="img"><title>{} {}</title>)",
            graph_width,
            layout_.height,
            about.zh,
            about.en);
        put_column_name(0, "end", icon_half, {"付款方、共用物", "Payers, shared"});
        put_column_name(1, "middle", 0, {"账号", "Accounts"});
        put_column_name(2, "start", -icon_half, {"商家", "Merchants"});
        const Lines lines = graph_lines(graph_, layout_, names_);
        svg_ += lines.paths;
        for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
            put_node(graph_.nodes[node], layout_.places[node]);
        }
        svg_ += lines.labels + "</svg>";
        return std::move(svg_);
    }

private:
    void put_column_name(int column, std::string_view anchor, int shift, const Said& name) {
        if (layout_.has_column[column]) {
            fmt::format_to(
                std::back_inserter(svg_),
                R"(<text class="ch" x="{}" y="20" text-anchor="{}">{}</text>)",
                layout_.column_x[column] + shift,
                anchor,
                both_svg(name));
        }
    }

    void put_node(const GraphNode& node, const Place& place) {
        if (node.kind != MemberKind::account) {
            put_shape(node, place);
        } else if (node.members == 1) {
            put_pill(node, place);
        } else {
            put_dots(node, place);
        }
    }

    void put_shape(const GraphNode& node, const Place& place) {
        const bool left = place.column == 0;
        fmt::format_to(
            std::back_inserter(svg_),
            R"(<g><title>{}</title><use href="#{}" class="{}" x="{}" y="{}"/>)"
            R"(<text x="{}" y="{}" text-anchor="{}">{}</text></g>)",
            title(node),
            shape_of(node.kind),
            doubt_class(node),
            place.x,
            place.y,
            place.x + (left ? -icon_half - 3 : icon_half + 3),
            place.y + 5,
            left ? "end" : "start",
            label(node));
    }

    [[nodiscard]] Html label(const GraphNode& node) const {
        const Html star = node.gains ? "★ " : "";
        return node.members == 1
                   ? star + escaped(member_name(names_, node.kind, node.index), label_columns)
                   : both_svg(counted(node.members, unit_of(node.kind)));
    }

    [[nodiscard]] Html title(const GraphNode& node) const {
        const Html name = escaped(member_name(names_, node.kind, node.index), 64);
        return node.members == 1 ? name : name + " … × " + thousands(node.members);
    }

    void put_pill(const GraphNode& node, const Place& place) {
        const int left = place.x - pill_width / 2;
        fmt::format_to(
            std::back_inserter(svg_),
            R"(<g><title>{}</title>)"
            R"(<rect class="pill" x="{}" y="{}" width="{}" height="24" rx="12"/>)"
            R"(<circle class="{}" cx="{}" cy="{}" r="4.5"/><text x="{}" y="{}">{}</text></g>)",
            title(node),
            left,
            place.y - 12,
            pill_width,
            doubt_class(node),
            left + 12,
            place.y,
            left + 21,
            place.y + 5,
            label(node));
    }

    void put_dots(const GraphNode& node, const Place& place) {
        const int left = place.x - pill_width / 2;
        const int top = place.y - place.height / 2 + 2;
        const std::uint32_t each = members_a_dot(node.members);
        Said words = counted(node.members, unit::accounts);
        if (each > 1) {
            words.zh += fmt::format("（每点 {}）", each);
            words.en += fmt::format(" ({} a dot)", each);
        }
        fmt::format_to(
            std::back_inserter(svg_),
            R"(<g><title>{}</title>)"
            R"(<rect class="pill" x="{}" y="{}" width="{}" height="{}" rx="10"/>)"
            R"(<text x="{}" y="{}" text-anchor="middle">{}</text>)",
            title(node),
            left,
            top,
            pill_width,
            place.height - 4,
            place.x,
            top + 18,
            both_svg(words));
        std::uint32_t dot = 0;
        std::uint32_t upto = 0;
        for (std::size_t doubt = 0; doubt < node.by_doubt.size(); ++doubt) {
            upto += node.by_doubt[doubt];
            const std::uint32_t end = std::min(dots_of(node.members), (upto + each - 1) / each);
            put_dot_path(doubt, dot, end, left + 12, top + 29);
            dot = std::max(dot, end);
        }
        svg_ += "</g>";
    }

    // Lines of no length with round ends are the shortest way to write dots.
    void put_dot_path(std::size_t doubt, std::uint32_t from, std::uint32_t to, int x, int y) {
        Html path;
        for (std::uint32_t dot = from; dot < to; ++dot) {
            fmt::format_to(
                std::back_inserter(path),
                "M{} {}h0",
                x + static_cast<int>(dot % dots_in_row) * dot_pitch,
                y + static_cast<int>(dot / dots_in_row) * dot_pitch);
        }
        if (path.empty()) {
            return;
        }
        const auto put = [&](char ring_or_core) {
            fmt::format_to(
                std::back_inserter(svg_),
                R"(<path class="dot {}{}" d="{}"/>)",
                ring_or_core,
                doubt,
                path);
        };
        put('n');
        if (doubt > 0) {
            put('c');
        }
    }

    const Graph& graph_;
    const model::Names& names_;
    Layout layout_;
    Html svg_;
};

void put_key(Html& html, std::string_view svg, const Said& words) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<li><svg class="graph key" viewBox="-11 -11 22 22" aria-hidden="true">{}</svg>{}</li>)",
        svg,
        both(words));
}

void put_line_key(Html& html, judge::Link::Kind kind, const Said& words) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<li><svg class="graph key line" viewBox="0 0 44 16" aria-hidden="true">)"
        R"(<path class="{}" stroke-width="2" d="M2 8H36"/></svg>{}</li>)",
        line_class(kind),
        both(words));
}

}  // namespace

Html graph_shapes() {
    return R"(<svg class="defs" width="0" height="0" aria-hidden="true"><defs>)"
           R"(<marker id="arrow" viewBox="0 0 9 9" refX="4" refY="4.5" markerWidth="9" )"
           R"(markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">)"
           R"(<path class="ah" d="M0 0L9 4.5L0 9z"/></marker>)"
           R"(<circle id="s-account" r="5.5"/>)"
           R"(<path id="s-shop" d="M-8 -7H8L9 -1H-9zM-7 -1V8H7V-1M-2 8V3H2V8"/>)"
           R"(<path id="s-wallet" d="M-8 -6H8V7H-8zM-8 -2.5H8M3 2.5H5"/>)"
           R"(<path id="s-device" d="M-5 -8H5V8H-5zM-1.5 5H1.5"/>)"
           R"(<path id="s-address" d="M0 9L-5.5 0A6.5 6.5 0 1 1 5.5 0z"/></defs></svg>)";
}

Html graph_legend() {
    using Kind = judge::Link::Kind;
    Html html = R"(<ul class="legend">)";
    for (const MemberKind kind :
         {MemberKind::account,
          MemberKind::merchant,
          MemberKind::wallet,
          MemberKind::device,
          MemberKind::address}) {
        put_key(
            html, fmt::format(R"(<use href="#{}" class="d2"/>)", shape_of(kind)), kind_words(kind));
    }
    put_line_key(html, Kind::paid, {"付款（箭头指向收款方）", "pays (arrow to who receives)"});
    put_line_key(html, Kind::bought_at, {"下单或评价", "orders or reviews"});
    put_line_key(html, Kind::shares, {"共用", "shares"});
    put_key(
        html, R"(<text class="star" y="6" text-anchor="middle">★</text>)", {"得利者", "who gains"});
    put_key(html, R"(<circle class="d0" r="5.5"/>)", {"很可能参与", "very likely involved"});
    put_key(html, R"(<circle class="d1" r="5.5"/>)", {"待复核", "to review"});
    put_key(html, R"(<circle class="d2" r="5.5"/>)", {"未见参与", "not found involved"});
    return html + "</ul>";
}

Html graph_svg(const Graph& graph, const model::Names& names, const Said& about) {
    return Picture(graph, names).drawn(about);
}

}  // namespace shouxin::report
