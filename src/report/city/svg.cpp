#include "report/city/svg.h"

#include "dispatch/city/figures.h"
#include "report/city/canvas.h"
#include "report/html_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shouxin::report::city {
namespace {

constexpr std::string_view style = R"(<style>
text{font-family:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;fill:#1e2228}
.name{font-size:26px;font-weight:700}.title{font-size:16px;font-weight:600}
.en{font-size:12px;font-weight:400;fill:#565c65}.tick{font-size:12px;fill:#565c65}
.big{font-size:30px;font-weight:700}.bad{fill:#ae3427}.grid{stroke:#ebe6da}
.limit{stroke:#ae3427;stroke-width:1.4}.limitword{font-size:12px;fill:#ae3427}
.early{fill:#34587f;fill-opacity:.55}.just{fill:#7fa3c7;fill-opacity:.8}
.late{fill:#e08a3c}.worst{fill:#ae3427}
path.refused{stroke:#1e2228;stroke-width:1.6;fill:none}rect.refused{fill:#1e2228}
.site{fill:#34587f}.way{fill:#a9c1d9}.open{fill:#c9ced3}.overdue{fill:#ae3427}
.shift{fill:none;stroke:#1e2228;stroke-width:1.5;stroke-dasharray:5 3}
.shiftbox{fill:none;stroke:#1e2228;stroke-dasharray:3 2}.ground{fill:#fff;stroke:#e0dbcf}
.start{fill:#fff;stroke:#565c65;stroke-width:.8}.scale{fill:#565c65}
.demand{fill:none;stroke:#e08a3c;stroke-width:1.6}.demandbox{fill:#e08a3c}
.rail{fill:#f2eee4}.goodbar{fill:#34587f}.lowbar{fill:#ae3427}
</style>)";

struct Big {
    std::string value;
    std::string_view zh;
    std::string_view en;
    bool bad;
};

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void draw_figures(std::string& svg, const dispatch::city::Figures& figures) {
    const double in_time = share(figures.in_time, figures.jobs);
    const std::array<Big, 6> all{{
        {fmt::format("{:.1f}%", in_time), "30 分钟到门", "at the door in 30 min", in_time < 90},
        {fmt::format("{:.2f}", figures.mean_excess_s / 60),
         "平均超时 分钟",
         "mean excess, min",
         false},
        {fmt::format("{:.0f}", figures.p99_wait_s / 60),
         "99% 等候不超过 分钟",
         "p99 wait, min",
         false},
        {fmt::format("{:.1f}%", share(figures.promises_kept, figures.jobs - figures.refused)),
         "准点 ±10 分钟",
         "promises kept",
         false},
        {fmt::format("{:.1f}", figures.kilometres_each.p50),
         "每人公里 中位数",
         "km each, median",
         false},
        {fmt::format("{}", figures.refused), "不能受理 单", "refused", figures.refused > 0},
    }};
    Panel panel(svg, {70, 0, 1220, 1, 1, 1});
    for (std::size_t k = 0; k < all.size(); ++k) {
        const double x = 70 + 205 * static_cast<double>(k);
        panel.words(x, 112, all[k].bad ? "big bad" : "big", "start", all[k].value);
        panel.words(
            x,
            134,
            "tick",
            "start",
            fmt::format(R"({} <tspan class="en">{}</tspan>)", all[k].zh, all[k].en));
    }
}

void draw_legend(std::string& svg) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> all{{
        {"early", "20 分钟内"},
        {"just", "20–30"},
        {"late", "30–60"},
        {"worst", "60 以上"},
        {"refused", "不能受理"},
    }};
    Panel panel(svg, {0, 0, 1, 1, 1, 1});
    for (std::size_t k = 0; k < all.size(); ++k) {
        const double x = 470 + 76 * static_cast<double>(k);
        panel.box(x, 167, 10, 10, all[k].first);
        panel.words(x + 15, 177, "tick", "start", all[k].second);
    }
}

}  // namespace

std::string svg(
    const dispatch::city::CityDay& day,
    std::span<const dispatch::city::Outcome> outcomes,
    std::string_view name) {
    Shown shown{day, outcomes};
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        shown.ends = std::max({shown.ends, day.jobs[j].card.opened, outcomes[j].arrives_at});
    }
    std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1340 930" )"
                      R"(width="1340" height="930">)";
    svg += style;
    svg += R"(<rect width="1340" height="930" fill="#faf8f3"/>)";
    Panel panel(svg, {0, 0, 1, 1, 1, 1});
    panel.words(
        70,
        52,
        "name",
        "start",
        fmt::format(
            R"(急修一天 <tspan class="en">a day of urgent jobs · {} · {} 单 jobs · )"
            R"({} 位师傅 technicians</tspan>)",
            escaped(name, 60),
            day.jobs.size(),
            day.technicians.size()));
    draw_figures(svg, dispatch::city::figures_of(day, outcomes));
    draw_legend(svg);
    draw_waits(svg, shown);
    draw_load(svg, shown);
    draw_backlog(svg, shown);
    draw_map(svg, shown);
    draw_skills(svg, shown);
    svg += "</svg>\n";
    return svg;
}

}  // namespace shouxin::report::city
