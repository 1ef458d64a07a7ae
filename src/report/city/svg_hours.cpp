#include "report/city/canvas.h"
#include "report/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace shouxin::report::city {
namespace {

constexpr double left = 70;
constexpr double width = 760;
constexpr std::size_t steps = 241;  // of a curve over the day
constexpr double minute = 60'000;

// How many of the stretches [from, to) cover each step of the day.
class Curve {
public:
    explicit Curve(Millis ends)
        : each_(std::max<double>(static_cast<double>(ends), 1) / (steps - 1)) {}

    void add(Millis from, Millis to) {
        changes_[step(from)] += 1;
        changes_[step(std::max(from, to))] -= 1;
    }

    [[nodiscard]] std::vector<double> values() const {
        std::vector<double> sums(steps);
        double sum = 0;
        for (std::size_t k = 0; k < steps; ++k) {
            sums[k] = sum += changes_[k];
        }
        return sums;
    }

private:
    [[nodiscard]] std::size_t step(Millis at) const {
        const double k = std::max<double>(static_cast<double>(at), 0) / each_ + 0.999;
        return std::min(static_cast<std::size_t>(k), steps);
    }

    double each_;
    std::vector<double> changes_ = std::vector<double>(steps + 1);
};

double most_of(const std::vector<double>& values) {
    return *std::ranges::max_element(values);
}

void levels(Panel& panel) {
    const double step = nice_step(panel.frame().y_most);
    for (double at = 0; at <= panel.frame().y_most; at += step) {
        panel.level(at, fmt::format("{:.0f}", at));
    }
}

void legend(Panel& panel, double x, std::string_view css, std::string_view words) {
    const double y = panel.frame().top - 23;
    panel.box(x, y, 11, 11, css);
    panel.words(x + 16, y + 10, "tick", "start", words);
}

}  // namespace

void draw_waits(std::string& svg, const Shown& shown) {
    double longest = 45;
    for (std::size_t j = 0; j < shown.outcomes.size(); ++j) {
        if (!shown.outcomes[j].refused) {
            longest = std::max(longest, static_cast<double>(shown.wait(j)) / minute);
        }
    }
    Panel panel(
        svg,
        {left, 190, width, 250, static_cast<double>(std::max<Millis>(shown.ends, 1)), longest});
    panel.title("每单等了多久（分钟）", "wait in minutes, by the time of the call");
    levels(panel);
    panel.level(30, "", "limit");
    panel.words(left + width - 4, panel.y(30) - 5, "limitword", "end", "30 分钟 30 min");
    for (std::size_t j = 0; j < shown.outcomes.size(); ++j) {
        const auto opened = static_cast<double>(shown.day.jobs[j].card.opened);
        if (shown.outcomes[j].refused) {
            panel.cross(opened, 0, "refused");
        } else {
            const double waited = static_cast<double>(shown.wait(j)) / minute;
            panel.dot(opened, waited, waited > 30 ? 2.2 : 1.6, css_of(shown, j));
        }
    }
    panel.hours();
}

void draw_load(std::string& svg, const Shown& shown) {
    Curve site(shown.ends);
    Curve busy(shown.ends);
    Curve shift(shown.ends);
    for (const auto& outcome : shown.outcomes) {
        if (!outcome.refused) {
            site.add(outcome.arrives_at, outcome.done_at);
            busy.add(outcome.departs_at, outcome.done_at);
        }
    }
    Curve demand(shown.ends);
    for (const auto& job : shown.day.jobs) {
        demand.add(job.card.opened, job.card.opened + job.card.service);
    }
    for (const auto& technician : shown.day.technicians) {
        shift.add(technician.card.shift.from, technician.card.shift.to + 1);
    }
    const auto on_shift = shift.values();
    const auto all = busy.values();
    const auto wanted = demand.values();
    const double most = std::max(
        {1.0,
         *std::ranges::max_element(on_shift),
         *std::ranges::max_element(all),
         *std::ranges::max_element(wanted)});
    Panel panel(
        svg,
        {left, 520, width, 170, static_cast<double>(std::max<Millis>(shown.ends, 1)), most * 1.04});
    panel.title("师傅在做什么（人）", "technicians at work");
    levels(panel);
    panel.area({}, site.values(), "site");
    panel.area(site.values(), all, "way");
    panel.line(on_shift, "shift");
    panel.line(wanted, "demand");
    legend(panel, left + 285, "demandbox", "若随叫随到 demand");
    legend(panel, left + 425, "site", "上门中 at the job");
    legend(panel, left + 550, "way", "路上 on the way");
    legend(panel, left + 670, "shiftbox", "在班 on shift");
    panel.hours();
}

void draw_backlog(std::string& svg, const Shown& shown) {
    Curve open(shown.ends);
    Curve late(shown.ends);
    for (std::size_t j = 0; j < shown.outcomes.size(); ++j) {
        const auto& outcome = shown.outcomes[j];
        const Millis opened = shown.day.jobs[j].card.opened;
        open.add(opened, outcome.refused ? outcome.refused_at : outcome.assigned_at);
        if (!outcome.refused) {
            late.add(opened + in_time, std::max(opened + in_time, outcome.arrives_at));
        }
    }
    const auto waiting = open.values();
    const auto overdue = late.values();
    const double most = std::max({4.0, most_of(waiting), most_of(overdue)});
    Panel panel(
        svg,
        {left, 770, width, 120, static_cast<double>(std::max<Millis>(shown.ends, 1)), most * 1.05});
    panel.title("待派与超时（单）", "jobs not yet committed; past 30 min");
    levels(panel);
    panel.area({}, waiting, "open");
    panel.area({}, overdue, "overdue");
    legend(panel, left + 500, "open", "待派 open");
    legend(panel, left + 610, "overdue", "超过 30 分钟 overdue");
    panel.hours();
}

}  // namespace shouxin::report::city
