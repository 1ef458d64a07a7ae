#include "report/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::report {
namespace {

constexpr std::size_t bars_least = 14;  // a few bars stay slim
constexpr double date_width = 36;

// One decimal, without a library's ideas of rounding.
void put_tenths(Html& svg, double value) {
    const auto tenths = static_cast<std::int64_t>(value * 10 + (value < 0 ? -0.5 : 0.5));
    const std::int64_t size = tenths < 0 ? -tenths : tenths;
    svg += tenths < 0 ? "-" : "";
    svg += fmt::format_int(size / 10).c_str();
    if (size % 10 != 0) {
        svg += '.';
        svg += static_cast<char>('0' + size % 10);
    }
}

}  // namespace

SvgChart::SvgChart(std::size_t bars, double left, double height, const Said& about)
    : count_(bars),
      left_(left),
      height_(height),
      step_((width - left) / static_cast<double>(std::max(bars, bars_least))),
      bar_(step_ * (bars > 40 ? 0.86 : 0.76)) {
    svg_ = R"(<svg class="bars" viewBox="0 0 360 )";
    put_tenths(svg_, height);
    svg_ += "\" role=\"img\"><title>" + about.zh + " " + about.en + "</title>";
}

double SvgChart::x_of(std::size_t bar) const {
    return left_ + static_cast<double>(bar) * step_ + (step_ - bar_) / 2;
}

void SvgChart::bars(
    std::string_view css,
    const std::vector<double>& values,
    double top,
    double base,
    double height) {
    fmt::format_to(std::back_inserter(svg_), R"(<path class="{}" d=")", css);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] <= 0 || top <= 0) {
            continue;
        }
        const double tall = height * values[i] / top;
        svg_ += 'M';
        put_tenths(svg_, x_of(i));
        svg_ += ' ';
        put_tenths(svg_, base);
        svg_ += 'v';
        put_tenths(svg_, -tall);
        svg_ += 'h';
        put_tenths(svg_, bar_);
        svg_ += 'v';
        put_tenths(svg_, tall);
        svg_ += 'z';
    }
    svg_ += "\"/>";
}

void SvgChart::line(std::string_view css, double y, bool from_edge) {
    fmt::format_to(std::back_inserter(svg_), R"(<path class="{}" d="M)", css);
    put_tenths(svg_, from_edge ? 0 : left_);
    svg_ += ' ';
    put_tenths(svg_, y);
    svg_ += "H360\"/>";
}

void SvgChart::text(double x, double y, std::string_view anchor, const Html& words) {
    svg_ += "<text x=\"";
    put_tenths(svg_, x);
    svg_ += "\" y=\"";
    put_tenths(svg_, y);
    fmt::format_to(std::back_inserter(svg_), R"(" text-anchor="{}">{}</text>)", anchor, words);
}

void SvgChart::dates(Day first, int days_each, double y) {
    const std::size_t each = (std::max(count_, bars_least) + 4) / 5;
    for (std::size_t i = 0; i < count_ && x_of(i) < width - date_width; i += each) {
        const Day day = first + static_cast<Day>(i) * days_each;
        text(x_of(i), y, "start", days_each < 28 ? month_day(day) : date(day).substr(0, 7));
    }
}

void SvgChart::tip(std::size_t bar, const Html& words) {
    svg_ += "<rect class=\"hit\" x=\"";
    put_tenths(svg_, left_ + static_cast<double>(bar) * step_);
    svg_ += "\" y=\"0\" width=\"";
    put_tenths(svg_, step_);
    svg_ += "\" height=\"";
    put_tenths(svg_, height_);
    svg_ += "\"><title>" + words + "</title></rect>";
}

Html SvgChart::finished() {
    return std::move(svg_) + "</svg>";
}

double nice_step(double top) {
    constexpr int steps = 4;
    double step = 1;
    while (step * steps * 10 < top) {
        step *= 10;
    }
    for (const double times : {1.0, 2.0, 5.0}) {
        if (step * times * steps >= top) {
            return step * times;
        }
    }
    return step * 10;
}

double most(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

std::string about(double value) {
    const double positive = std::max(value, 0.0);
    const auto tenths = static_cast<std::uint64_t>(positive * 10 + 0.5);
    return positive >= 100 || tenths % 10 == 0
               ? thousands(static_cast<std::uint64_t>(positive + 0.5))
               : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

}  // namespace shouxin::report
