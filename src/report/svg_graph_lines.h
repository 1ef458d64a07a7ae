// How do the lines of a ring's picture run? From side to side, spread so that arrows don't pile
// up; the thick ones in front, the thickest named where there is room. Pure.
#pragma once

#include "report/graph_layout.h"
#include "report/html_text.h"

#include <string_view>

namespace shouxin::report {

struct Lines {
    Html paths;
    Html labels;  // to be drawn over everything
};

Lines graph_lines(const Graph& graph, const Layout& layout, const model::Names& names);

// The class of a line: lp pays, lb buys, ls shares.
std::string_view line_class(judge::Link::Kind kind);

}  // namespace shouxin::report
