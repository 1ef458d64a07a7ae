// Which sections does the page have? Each is made from the same context. Pure.
#pragma once

#include "report/html.h"
#include "report/html_figures.h"
#include "report/html_text.h"

#include <cstddef>
#include <string_view>

namespace shouxin::report {

struct Page {
    const Judged& judged;
    const Summary& summary;
    Figures figures;
    std::uint32_t rings_shown = 0;  // drawn or in a table: what a link may lead to
};

Html head_section(const Page& page);
Html timeline_section(const Page& page);

// As many rings are drawn as fit `bytes`, at most `rings_drawn_max`; the rest is a table.
// Says in `page` how many are shown.
constexpr std::size_t rings_drawn_max = 20;
Html rings_section(Page& page, std::size_t bytes);

Html doubts_section(const Page& page);
Html merchants_section(const Page& page);
Html method_section(const Page& page);

// <section id="…"> with its number and heading; close_section ends it.
Html open_section(std::string_view id, std::string_view number, const Said& heading);
Html close_section();

// A bar as long as `ppm` of its cell.
Html small_bar(std::uint64_t ppm);

// "r3", a link to the ring's drawing or row; nothing for a verdict without ring.
Html ring_link(const Page& page, std::uint32_t ring);

// "返现、共用设备" with links to what they mean.
Html reason_list(const model::Reasons& reasons);

}  // namespace shouxin::report
