// What does a ring look like? Its graph as SVG: accounts as pills or groups of dots, shops,
// wallets, devices and addresses as shapes of their own; payments with arrows, purchases plain,
// sharing dashed; a line's thickness is how often. Readable without colour. Pure.
#pragma once

#include "report/graph_layout.h"
#include "report/html_text.h"

namespace shouxin::report {

// The shapes that every picture uses; once in a page, before the first picture.
Html graph_shapes();

// What shapes and lines mean; HTML, once in a page.
Html graph_legend();

// `about` says in words what the picture shows.
Html graph_svg(const Graph& graph, const model::Names& names, const Said& about);

}  // namespace shouxin::report
