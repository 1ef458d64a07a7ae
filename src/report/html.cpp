#include "report/html.h"

#include "report/html_sections.h"
#include "report/html_words.h"
#include "report/svg_graph.h"

#include <fmt/format.h>

#include <iterator>

namespace shouxin::embedded {

std::string_view report_css();

}  // namespace shouxin::embedded

namespace shouxin::report {
namespace {

// Nothing may be fetched and nothing may run; styles and the icon stand in the page itself.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'";

// The other sections have fixed numbers of rows and together stay under 400 kB, whatever ids hold.
constexpr std::size_t rings_bytes_max = html_bytes_max - 400'000;

constexpr std::string_view icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='4' fill='%23b5382a'/%3E%3Cpath d='M8 11H24M16 6V26M9 26"
    "H23M10 18H22' stroke='%23fff' stroke-width='2.6' fill='none'/%3E%3C/svg%3E";

Html opening() {
    Html html = R"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
)";
    fmt::format_to(
        std::back_inserter(html),
        R"(<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>守信 · 刷单炒信研判报告 | Shouxin · fake-trade report</title>
<link rel="icon" href="{}">
<style>)",
        policy,
        icon);
    html += embedded::report_css();
    return html + "</style>\n</head>\n<body>\n";
}

// The two languages as a pair of radio buttons: what follows them shows one or the other.
Html switches() {
    return R"(<input class="pick" type="radio" name="language" id="zh" checked aria-label="中文">)"
           R"(<input class="pick" type="radio" name="language" id="en" aria-label="English">)"
           "\n<div class=\"page\">\n";
}

Html closing(const Page& page) {
    Html html = "<footer><p>";
    html += both(
        "本页由守信 Shouxin 从事件日志重算而得：同样的输入，同样的字节。页内没有脚本，不连网络。"
        "明细见同目录的 orders.csv、reviews.csv、accounts.csv、merchants.csv、rings.jsonl。",
        "Made by Shouxin from the event log alone: same input, same bytes. The page runs no script "
        "and opens no connection. Details: orders.csv, reviews.csv, accounts.csv, merchants.csv "
        "and "
        "rings.jsonl beside it.");
    html += "</p><p>";
    html += both(
        fmt::format("共 {} 条事件。", thousands(page.summary.accepted)),
        fmt::format("{} events in all.", thousands(page.summary.accepted)));
    return html + "</p></footer>\n</div>\n</body>\n</html>\n";
}

}  // namespace

Html open_section(std::string_view id, std::string_view number, const Said& heading) {
    return fmt::format(
        R"(<section id="{}"><h2><span class="no" aria-hidden="true">{}</span>{}</h2>)",
        id,
        number,
        both(heading));
}

Html close_section() {
    return "</section>\n";
}

Html small_bar(std::uint64_t ppm) {
    return fmt::format(
        R"(<span class="bar" aria-hidden="true"><i style="width:{}.{}%"></i></span>)",
        ppm / 10'000,
        ppm / 1'000 % 10);
}

Html ring_link(const Page& page, std::uint32_t ring) {
    const auto& rings = page.judged.judgement.rings;
    return ring >= page.rings_shown
               ? Html()
               : fmt::format(R"(<a href="#ring-{}">{}</a>)", ring + 1, escaped(rings[ring].id, 16));
}

Html reason_list(const model::Reasons& reasons) {
    Html html;
    for (const model::Reason reason : reasons) {
        fmt::format_to(
            std::back_inserter(html),
            R"(<a class="why" href="#why-{}">{}</a> )",
            model::text_of(reason).code,
            both(short_reason(reason)));
    }
    return html;
}

Result<void> write_html(ByteSink& sink, const Judged& judged, const Summary& summary) {
    Page page{judged, summary, figures_of(judged)};
    const Html rings = rings_section(page, rings_bytes_max);
    TRY_DONE(sink.write(opening() + switches() + graph_shapes() + head_section(page) + "<main>\n"));
    TRY_DONE(sink.write(timeline_section(page) + rings + doubts_section(page)));
    return sink.write(merchants_section(page) + method_section(page) + "</main>\n" + closing(page));
}

}  // namespace shouxin::report
