#include "report/html_ring_card.h"
#include "report/html_sections.h"
#include "report/svg_graph.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::report {
namespace {

constexpr std::size_t open_cards = 3;
constexpr std::uint32_t rows_max = 1000;  // of rings that aren't drawn
constexpr std::size_t row_bytes_max = 2'000;
constexpr std::size_t overview_bytes = 60'000;  // rows of the rings that are drawn
constexpr std::size_t rows_bytes = 900'000;     // rows of the others

// Rows of the rings from `from` to `to`, as many as fit; returns past the last.
std::uint32_t put_table(
    Html& html,
    const Page& page,
    std::uint32_t from,
    std::uint32_t to,
    bool drawn,
    std::size_t bytes) {
    const std::size_t end = html.size() + bytes;
    html += ring_table_head(page.figures);
    std::uint32_t ring = from;
    for (; ring < to && html.size() + row_bytes_max < end; ++ring) {
        html += ring_row(page, ring, drawn);
    }
    html += "</tbody></table></div>";
    return ring;
}

// The cards of the most harmful, as many as fit.
Html cards(const Page& page, std::uint32_t count, std::size_t bytes, std::uint32_t& drawn) {
    Html html;
    for (drawn = 0; drawn < count && drawn < rings_drawn_max; ++drawn) {
        const Html card = ring_card(page, drawn, drawn < open_cards);
        if (html.size() + card.size() > bytes) {
            break;
        }
        html += card;
    }
    return html;
}

Html how_to_read() {
    return "<p class=\"note\">" +
           both(
               "按危害排列。图从左往右读：谁出钱、用什么设备和地址，哪些账号，买了谁家。线越粗次数"
               "越多；"
               "关系相同的成员合画成一个，点是其中的账号。",
               "The most harmful first. Pictures read from left to right: who pays and what is "
               "shared, which accounts, whose goods. Thicker is more often; members with the same "
               "relations are drawn as one, the dots are its accounts.") +
           "</p>" + graph_legend();
}

}  // namespace

Html rings_section(Page& page, std::size_t bytes) {
    const auto count = static_cast<std::uint32_t>(page.judged.judgement.rings.size());
    Html html = open_section("rings", "二", {"团伙", "Rings"});
    if (count == 0) {
        return html + "<p class=\"none\">" + both("没有发现团伙。", "No ring was found.") + "</p>" +
               close_section();
    }
    html += how_to_read();
    std::uint32_t drawn = 0;
    const std::size_t for_cards = bytes - html.size() - overview_bytes - rows_bytes;
    const Html drawings = cards(page, count, for_cards, drawn);
    if (drawn > 0) {
        put_table(html, page, 0, drawn, true, overview_bytes);
        html += drawings;
    }
    page.rings_shown = drawn;
    if (drawn < count) {
        html += "<h3>" + both("其余团伙", "The other rings") + "</h3>";
        const std::uint32_t last = std::min(count, drawn + rows_max);
        page.rings_shown = put_table(html, page, drawn, last, false, rows_bytes - row_bytes_max);
    }
    if (page.rings_shown < count) {
        const std::string more = thousands(count - page.rings_shown);
        html += "<p class=\"fine\">" +
                both("另有 " + more + " 个，见 rings.jsonl。", more + " more in rings.jsonl.") +
                "</p>";
    }
    return html + close_section();
}

}  // namespace shouxin::report
