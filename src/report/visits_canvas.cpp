#include "report/visits_canvas.h"

#include "report/html_text.h"

namespace shouxin::report {
namespace {

constexpr double golden_angle = 137.508;
constexpr dispatch::visits::Seconds day_s = 86'400;
constexpr dispatch::visits::Seconds since_1970 = 100'000'000;  // what is later counts from then
constexpr dispatch::visits::Seconds china_s = 8 * 3600;

constexpr std::string_view style =
    "text{font:12px 'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',"
    "'DejaVu Sans',sans-serif;fill:#1f2933}"
    ".h{font-size:20px;font-weight:600}.s{font-size:13px;fill:#52606d}.b{font-weight:600}"
    ".t{font-size:11px;fill:#616e7c}.m{text-anchor:middle}.e{text-anchor:end}"
    ".in{font-size:10px;fill:#fff;text-anchor:middle;pointer-events:none}"
    ".lab{font-size:11px;font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".g{stroke:#e4e7eb}.sh{fill:#f5f7fa}.tr{stroke:#9aa5b1;stroke-width:2}"
    ".wt{fill:url(#wait);stroke:#cbd2d9}.br{fill:#486581}.wi{stroke-width:2;opacity:.55}"
    ".no{stroke:#ba2525;stroke-width:2.2}.red{fill:#ba2525}"
    ".rt{fill:none;stroke-width:1.8;opacity:.75;stroke-linejoin:round}"
    ".sv{stroke:#fff;stroke-width:.8}.fr{fill:#fff;stroke:#cbd2d9}";

}  // namespace

void Canvas::rect(const Box& box, std::string_view style_words) {
    put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n",
        box.x,
        box.y,
        box.width,
        box.height,
        style_words);
}

void Canvas::rect_told(const Box& box, std::string_view style_words, std::string_view tip) {
    put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}><title>{}</title>"
        "</rect>\n",
        box.x,
        box.y,
        box.width,
        box.height,
        style_words,
        escaped(tip));
}

void Canvas::line(double x1, double y1, double x2, double y2, std::string_view style_words) {
    put("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n",
        x1,
        y1,
        x2,
        y2,
        style_words);
}

void Canvas::text(double x, double y, std::string_view style_words, std::string_view words) {
    put("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, style_words, escaped(words));
}

std::string Canvas::page(double width, double height) const {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "viewBox=\"0 0 {0:.0f} {1:.0f}\">\n<style>{2}</style>\n"
        "<defs><pattern id=\"wait\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
        "<rect width=\"2\" height=\"6\" fill=\"#d9e2ec\"/></pattern></defs>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{3}</svg>\n",
        width,
        height,
        style,
        svg_);
}

std::string route_colour(std::size_t route) {
    double hue = golden_angle * static_cast<double>(route);
    hue -= 360 * static_cast<double>(static_cast<int>(hue / 360));
    return fmt::format("hsl({:.0f},{}%,{}%)", hue, route % 2 == 0 ? 62 : 48, 38 + 6 * (route % 3));
}

double text_width(std::string_view words, double size) {
    double width = 0;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        width += byte < 0x80 ? 0.6 : byte >= 0xc0 ? 1.0 : 0.0;
    }
    return width * size;
}

std::string clock(dispatch::visits::Seconds at, dispatch::visits::Seconds first) {
    const dispatch::visits::Seconds zone = first > since_1970 ? china_s : 0;
    const dispatch::visits::Seconds day = (at + zone) / day_s - (first + zone) / day_s;
    const dispatch::visits::Seconds minute = (at + zone) % day_s / 60;
    const std::string time = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    return day == 0 ? time : fmt::format("{:+} {}", day, time);
}

}  // namespace shouxin::report
