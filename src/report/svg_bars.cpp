#include "report/svg_bars.h"

#include "report/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::report {
namespace {

constexpr double digit_width = 6.4;

// Numbers only: a tip can't change its language.
Html bar_tip(const Bars& bars, std::size_t i) {
    return fmt::format(
        "{}\n{}\n≈ {}",
        bar_date(bars.first + static_cast<Day>(i) * bars.days_each, bars.days_each),
        about(bars.all[i]),
        about(bars.part[i]));
}

Said enlarged(const Bars& bars) {
    const std::string peak = about(most(bars.part));
    return {
        fmt::format("{}，放大看；最高约 {} {}", bars.part_name.zh, peak, bars.unit.zh),
        fmt::format("{}, enlarged; tallest {} {}", bars.part_name.en, peak, bars.unit.many)};
}

}  // namespace

int days_a_bar(int days) {
    for (const int each : {1, 7, 28, 91, 364}) {
        if ((days + each - 1) / each <= bars_max) {
            return each;
        }
    }
    return 3640;
}

std::string bar_date(Day first, int days) {
    return days == 1 ? date(first) : date(first) + " – " + date(first + days - 1);
}

Html bars_svg(const Bars& bars) {
    constexpr double base = 146;
    constexpr double tall = 130;
    constexpr double zoom_base = 228;
    constexpr double zoom_tall = 50;
    constexpr double height = 248;
    const double highest = most(bars.all);
    const double step = nice_step(highest);
    const double top = std::max(highest, step);
    const std::string longest = about(step * static_cast<double>(static_cast<int>(top / step)));
    const double left = digit_width * static_cast<double>(longest.size()) + 7;
    SvgChart chart(bars.all.size(), left, height, bars.about);
    for (double tick = step; tick <= top; tick += step) {
        const double y = base - tall * tick / top;
        chart.line("gl", y);
        chart.text(left - 7, y + 4, "end", about(tick));
    }
    chart.text(left - 7, base + 4, "end", "0");
    chart.bars("ba", bars.all, top, base, tall);
    chart.bars("bp", bars.part, top, base, tall);
    chart.line("bl", base);
    chart.text(0, zoom_base - zoom_tall - 10, "start", both_svg(enlarged(bars)));
    chart.bars("bp", bars.part, std::max(most(bars.part), 0.001), zoom_base, zoom_tall);
    chart.line("bl", zoom_base);
    chart.dates(bars.first, bars.days_each, height - 4);
    for (std::size_t i = 0; i < bars.all.size(); ++i) {
        chart.tip(i, bar_tip(bars, i));
    }
    return chart.finished();
}

Html mirror_svg(const MirrorBars& bars) {
    constexpr double base = 82;
    constexpr double tall = 58;
    const bool two = !bars.down.empty();
    const double dates = two ? base + tall + 36 : base + 17;
    SvgChart chart(bars.up.size(), 0, dates + 6, bars.up_name);
    const auto head = [&](std::string_view arrow, const Said& name, const Unit& unit, double peak) {
        return both_svg(
            {fmt::format("{} {}，最多一柱 {} {}", arrow, name.zh, about(peak), unit.zh),
             fmt::format("{} {}, at most {} a bar", arrow, name.en, about(peak))});
    };
    const double up = std::max(most(bars.up), 1.0);
    chart.text(0, 12, "start", head("↑", bars.up_name, bars.up_unit, up));
    chart.bars("bp", bars.up, up, base, tall);
    if (two) {
        const double down = std::max(most(bars.down), 1.0);
        chart.bars("bd", bars.down, down, base, -tall);
        chart.text(0, base + tall + 16, "start", head("↓", bars.down_name, bars.down_unit, down));
    }
    chart.line("bl", base, true);
    chart.dates(bars.first, bars.days_each, dates);
    for (std::size_t i = 0; i < bars.up.size(); ++i) {
        const Day day = bars.first + static_cast<Day>(i) * bars.days_each;
        Html tip = bar_date(day, bars.days_each) + "\n↑ " + about(bars.up[i]);
        if (two) {
            tip += "\n↓ " + about(bars.down[i]);
        }
        chart.tip(i, tip);
    }
    return chart.finished();
}

}  // namespace shouxin::report
