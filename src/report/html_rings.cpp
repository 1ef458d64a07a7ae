#include "report/html_ring_card.h"
#include "report/html_sections.h"
#include "report/svg_graph.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::report {
namespace {

constexpr std::size_t open_cards = 3;
constexpr std::size_t rows_max = 1000;  // of rings that aren't drawn
constexpr std::size_t room_for_rows = 450'000;

Html table_of(
    const Page& page,
    std::uint32_t from,
    std::uint32_t to,
    std::uint32_t drawn,
    std::size_t bytes) {
    Html html = ring_table_head(page.figures);
    std::uint32_t ring = from;
    for (; ring < to && html.size() + 1'000 < bytes; ++ring) {
        html += ring_row(page, ring, ring < drawn);
    }
    html += "</tbody></table></div>";
    if (ring < to) {
        const std::string more = thousands(to - ring);
        html += "<p class=\"fine\">" +
                both("另有 " + more + " 个，见 rings.jsonl。", more + " more in rings.jsonl.") +
                "</p>";
    }
    return html;
}

}  // namespace

Html rings_section(const Page& page, std::size_t bytes) {
    const auto count = static_cast<std::uint32_t>(page.judged.judgement.rings.size());
    Html html = open_section("rings", "二", {"团伙", "Rings"});
    if (count == 0) {
        return html + "<p class=\"none\">" + both("没有发现团伙。", "No ring was found.") + "</p>" +
               close_section();
    }
    html += "<p class=\"note\">" +
            both(
                "按危害排列。图从左往右读：谁出钱、用什么设备和地址，哪些账号，买了谁家。线越粗次数"
                "越多；"
                "关系相同的成员合画成一个，点是其中的账号。",
                "The most harmful first. Pictures read from left to right: who pays and what is "
                "shared, which accounts, whose goods. Thicker is more often; members with the same "
                "relations are drawn as one, the dots are its accounts.") +
            "</p>" + graph_legend();
    const std::size_t rows = count > rings_drawn_max ? room_for_rows : 0;
    const std::size_t room = bytes > rows + html.size() + 30'000 ? bytes - rows - 30'000 : 0;
    Html cards;
    std::uint32_t drawn = 0;
    for (; drawn < count && drawn < rings_drawn_max; ++drawn) {
        const Html card = ring_card(page, drawn, drawn < open_cards);
        if (html.size() + cards.size() + card.size() > room) {
            break;
        }
        cards += card;
    }
    if (drawn > 0) {
        html += table_of(page, 0, drawn, drawn, 60'000) + cards;
    }
    if (drawn < count) {
        const std::size_t left = bytes > html.size() ? bytes - html.size() : 0;
        const auto last =
            static_cast<std::uint32_t>(std::min<std::size_t>(count, drawn + rows_max));
        html += "<h3>" + both("其余团伙", "The other rings") + "</h3>" +
                table_of(page, drawn, last, drawn, left > 2'000 ? left - 2'000 : 0);
        if (last < count) {
            const std::string more = thousands(count - last);
            html += "<p class=\"fine\">" +
                    both("另有 " + more + " 个，见 rings.jsonl。", more + " more in rings.jsonl.") +
                    "</p>";
        }
    }
    return html + close_section();
}

}  // namespace shouxin::report
