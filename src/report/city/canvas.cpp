#include "report/city/canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::report::city {
namespace {

constexpr double hour = 3'600'000;

}  // namespace

std::string_view css_of(const Shown& shown, std::size_t job) {
    if (shown.outcomes[job].refused) {
        return "refused";
    }
    const Millis waited = shown.wait(job);
    if (waited <= in_time) {
        return waited <= in_time * 2 / 3 ? "early" : "just";
    }
    return waited <= 2 * in_time ? "late" : "worst";
}

void Panel::title(std::string_view zh, std::string_view en) {
    words(
        frame_.left,
        frame_.top - 14,
        "title",
        "start",
        fmt::format(R"({}<tspan class="en" dx="10">{}</tspan>)", zh, en));
}

void Panel::hours() {
    const double most = frame_.x_most / hour;
    const double step = most > 30 ? most / 12 : most > 14 ? 2 : 1;
    for (double at = 0; at <= most + 0.01; at += step) {
        words(
            x(at * hour),
            frame_.top + frame_.height + 17,
            "tick",
            "middle",
            fmt::format("{:.0f} h", at));
    }
}

void Panel::level(double value, std::string_view label, std::string_view css) {
    fmt::format_to(
        std::back_inserter(svg_),
        R"(<path class="{}" d="M{:.1f} {:.1f}h{:.1f}"/>)",
        css,
        frame_.left,
        y(value),
        frame_.width);
    words(frame_.left - 7, y(value) + 4, "tick", "end", label);
}

void Panel::dot(double x_value, double y_value, double radius, std::string_view css) {
    fmt::format_to(
        std::back_inserter(svg_),
        R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>)",
        css,
        x(x_value),
        y(y_value),
        radius);
}

void Panel::cross(double x_value, double y_value, std::string_view css) {
    fmt::format_to(
        std::back_inserter(svg_),
        R"(<path class="{}" d="M{:.1f} {:.1f}m-3 -3l6 6m0 -6l-6 6"/>)",
        css,
        x(x_value),
        y(y_value));
}

void Panel::words(
    double at_x,
    double at_y,
    std::string_view css,
    std::string_view anchor,
    std::string_view text) {
    fmt::format_to(
        std::back_inserter(svg_),
        R"(<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)",
        css,
        at_x,
        at_y,
        anchor,
        text);
}

void Panel::box(double at_x, double at_y, double width, double height, std::string_view css) {
    fmt::format_to(
        std::back_inserter(svg_),
        R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
        css,
        at_x,
        at_y,
        width,
        height);
}

double Panel::step_x(std::size_t k, std::size_t count) const {
    const double share =
        static_cast<double>(k) / static_cast<double>(std::max<std::size_t>(count, 2) - 1);
    return frame_.left + frame_.width * share;
}

void Panel::open_path(std::span<const double> values, std::string_view css) {
    fmt::format_to(std::back_inserter(svg_), R"(<path class="{}" d=")", css);
    for (std::size_t k = 0; k < values.size(); ++k) {
        fmt::format_to(
            std::back_inserter(svg_),
            "{}{:.1f} {:.1f}",
            k == 0 ? 'M' : 'L',
            step_x(k, values.size()),
            y(values[k]));
    }
}

void Panel::area(
    std::span<const double> base, std::span<const double> values, std::string_view css) {
    open_path(values, css);
    for (std::size_t k = values.size(); k-- > 0;) {
        fmt::format_to(
            std::back_inserter(svg_),
            "L{:.1f} {:.1f}",
            step_x(k, values.size()),
            y(base.empty() ? 0 : base[k]));
    }
    svg_ += "z\"/>";
}

void Panel::line(std::span<const double> values, std::string_view css) {
    open_path(values, css);
    svg_ += "\"/>";
}

}  // namespace shouxin::report::city
