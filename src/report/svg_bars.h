// How did it go day by day? Bar charts as SVG, about 360 units wide so that they read the same
// on a telephone and three abreast on a desk. Pure.
#pragma once

#include "report/html_text.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::report {

// A chart has at most so many bars; longer periods have several days a bar.
constexpr int bars_max = 62;

// How many days a bar covers: 1, 7, 28, ... so that `days` fit.
int days_a_bar(int days);

// "2026-10-24", or "2026-10-24 – 2026-10-30".
std::string bar_date(Day first, int days);

struct Bars {
    Day first = 0;
    int days_each = 1;
    std::vector<double> all;
    std::vector<double> part;  // of which; drawn dark in front, and once more below, enlarged
    Unit unit;
    Said part_name;
    Said about;
};

// REQUIRES: all and part of one size.
Html bars_svg(const Bars& bars);

// Two counts a day back to back: `up` above the axis, `down` below it.
struct MirrorBars {
    Day first = 0;
    int days_each = 1;
    std::vector<double> up;
    std::vector<double> down;  // empty: none are drawn
    Unit up_unit;
    Unit down_unit;
    Said up_name;
    Said down_name;
};

Html mirror_svg(const MirrorBars& bars);

}  // namespace shouxin::report
