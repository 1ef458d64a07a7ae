#include "report/city/canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace shouxin::report::city {
namespace {

constexpr double left = 890;
constexpr double size = 400;
constexpr std::size_t skills_max = 16;

struct Extent {
    double from = 0;
    double most = 1;
};

// Where nearly all lie; who is on the other side of the world must not shrink the city to a dot.
Extent extent_of(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    std::ranges::sort(values);
    const std::size_t cut = values.size() / 200;
    const double from = values[cut];
    return {from, std::max(values[values.size() - 1 - cut] - from, 1e-4)};
}

class Map {
public:
    explicit Map(const Shown& shown) {
        std::vector<double> longitudes;
        std::vector<double> latitudes;
        for (const auto& job : shown.day.jobs) {
            longitudes.push_back(job.card.at.longitude());
            latitudes.push_back(job.card.at.latitude());
        }
        for (const auto& technician : shown.day.technicians) {
            longitudes.push_back(technician.card.at.longitude());
            latitudes.push_back(technician.card.at.latitude());
        }
        east_ = extent_of(std::move(longitudes));
        north_ = extent_of(std::move(latitudes));
        const dispatch::Place corner(east_.from, north_.from);
        const double wide = metres(corner, {std::min(east_.from + east_.most, 180.0), north_.from});
        const double high = metres(corner, {east_.from, std::min(north_.from + north_.most, 90.0)});
        x_scale_ = wide / std::max(wide, high);
        y_scale_ = high / std::max(wide, high);
        metres_ = std::max({wide, high, 1.0});
    }

    [[nodiscard]] std::pair<double, double> at(const dispatch::Place& place) const {
        return {
            std::clamp((place.longitude() - east_.from) / east_.most, 0.0, 1.0) * x_scale_,
            std::clamp((place.latitude() - north_.from) / north_.most, 0.0, 1.0) * y_scale_};
    }

    [[nodiscard]] double metres_across() const { return metres_; }

private:
    Extent east_;
    Extent north_;
    double x_scale_;
    double y_scale_;
    double metres_;
};

void draw_scale(Panel& panel, const Map& map) {
    double kilometres = 1;
    for (const double round : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0}) {
        kilometres = round * 1000 < map.metres_across() / 3 ? round : kilometres;
    }
    const double width = size * kilometres * 1000 / map.metres_across();
    if (width < size) {
        panel.box(left, panel.frame().top + size + 10, width, 3, "scale");
        panel.words(
            left + width + 8,
            panel.frame().top + size + 15,
            "tick",
            "start",
            fmt::format("{:.0f} km", kilometres));
    }
}

struct Skill {
    std::size_t jobs = 0;
    std::size_t in_time = 0;
    std::size_t holders = 0;
};

}  // namespace

void draw_map(std::string& svg, const Shown& shown) {
    const Map map(shown);
    Panel panel(svg, {left, 190, size, size, 1, 1});
    panel.title("每单在哪里、等了多久", "where jobs were, by wait");
    panel.box(left - 6, 184, size + 12, size + 12, "ground");
    for (const auto& technician : shown.day.technicians) {
        const auto [x, y] = map.at(technician.card.at);
        panel.box(panel.x(x) - 1.6, panel.y(y) - 1.6, 3.2, 3.2, "start");
    }
    for (const bool late : {false, true}) {  // late ones on top
        for (std::size_t j = 0; j < shown.outcomes.size(); ++j) {
            const auto [x, y] = map.at(shown.day.jobs[j].card.at);
            if (shown.outcomes[j].refused) {
                if (late) {
                    panel.cross(x, y, "refused");
                }
            } else if ((shown.wait(j) > in_time) == late) {
                panel.dot(x, y, late ? 2.8 : 1.7, css_of(shown, j));
            }
        }
    }
    draw_scale(panel, map);
    panel.box(left + 270, 190 + size + 9, 7, 7, "start");
    panel.words(left + 283, 190 + size + 16, "tick", "start", "师傅出发 start of shift");
}

void draw_skills(std::string& svg, const Shown& shown) {
    std::map<std::int64_t, Skill> skills;
    for (std::size_t j = 0; j < shown.outcomes.size(); ++j) {
        Skill& skill = skills[shown.day.jobs[j].skill];
        ++skill.jobs;
        skill.in_time += !shown.outcomes[j].refused && shown.wait(j) <= in_time ? 1 : 0;
        const auto kind = shown.day.jobs[j].card.requirement.skill;
        if (skill.jobs == 1 && kind < dispatch::urgent::kinds_max) {
            skill.holders = static_cast<std::size_t>(
                std::ranges::count_if(shown.day.technicians, [&](const auto& technician) {
                    return technician.card.qualification.skills.test(kind);
                }));
        }
    }
    std::vector<std::pair<std::int64_t, Skill>> worst(skills.begin(), skills.end());
    std::ranges::stable_sort(worst, [](const auto& a, const auto& b) {
        return a.second.in_time * b.second.jobs < b.second.in_time * a.second.jobs;
    });
    worst.resize(std::min(worst.size(), skills_max));
    Panel panel(svg, {left + 60, 672, 220, 218, 1, 1});
    panel.words(left, 658, "title", "start", "手艺：30 分钟到门率，最差在前");
    panel.words(left, 674, "en", "start", "skill: share at the door in 30 min, worst first");
    const double step = 210.0 / static_cast<double>(std::max<std::size_t>(worst.size(), 8));
    for (std::size_t k = 0; k < worst.size(); ++k) {
        const auto& [id, skill] = worst[k];
        const double share = static_cast<double>(skill.in_time) / static_cast<double>(skill.jobs);
        const double y = 684 + step * static_cast<double>(k);
        panel.words(left + 52, y + step / 2 + 4, "tick", "end", fmt::format("{}", id));
        panel.box(left + 60, y + 2, 220, step - 4, "rail");
        panel.box(left + 60, y + 2, 220 * share, step - 4, share < 0.9 ? "lowbar" : "goodbar");
        panel.words(
            left + 288,
            y + step / 2 + 4,
            "tick",
            "start",
            fmt::format("{:.0f} %  {} 单 · {} 人", 100 * share, skill.jobs, skill.holders));
    }
}

}  // namespace shouxin::report::city
