// How is a bar chart drawn as SVG? A canvas 360 wide with one place for each bar: bars as one
// path a series, lines, words, dates below, and what to say where the pointer rests. Pure.
#pragma once

#include "report/html_text.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace shouxin::report {

class SvgChart {
public:
    static constexpr double width = 360;

    // `left`: room for the scale's words before the first bar.
    SvgChart(std::size_t bars, double left, double height, const Said& about);

    // From `base` up, the tallest possible one, `top`, by `height`; downwards if that is negative.
    void bars(
        std::string_view css,
        const std::vector<double>& values,
        double top,
        double base,
        double height);
    void line(std::string_view css, double y, bool from_edge = false);
    void text(double x, double y, std::string_view anchor, const Html& words);
    void dates(Day first, int days_each, double y);
    void tip(std::size_t bar, const Html& words);

    Html finished();

private:
    [[nodiscard]] double x_of(std::size_t bar) const;

    std::size_t count_;
    double left_;
    double height_;
    double step_;
    double bar_;
    Html svg_;
};

// The least of 1, 2, 5 times a power of ten that reaches `top` in at most four steps.
double nice_step(double top);

double most(const std::vector<double>& values);

// A number for people: whole from a hundred on, else with one decimal where it has one.
std::string about(double value);

}  // namespace shouxin::report
