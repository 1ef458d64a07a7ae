#include "report/visits_svg.h"

#include "report/visits_canvas.h"
#include "report/visits_days.h"
#include "report/visits_map.h"

#include <algorithm>

namespace shouxin::report {
namespace {

namespace visits = dispatch::visits;

constexpr double page_width = 1560;
constexpr double edge = 24;
constexpr double map_width = 940;
constexpr double map_height = 760;
constexpr double line_height = 19;
constexpr std::size_t unserved_beside_map = 36;
constexpr std::size_t unserved_below = 200;

class Page {
public:
    Page(const visits::Instance& instance, const visits::Schedule& schedule)
        : instance_(instance), problem_(instance.problem()), schedule_(schedule) {}

    std::string drawn() {
        put_title();
        if (has_map(instance_, schedule_)) {
            draw_map(canvas_, instance_, schedule_, {edge, y_, map_width, map_height});
            const double x = edge + map_width + edge;
            put_key(x);
            put_unserved(x, y_ + 100, page_width - x - edge, unserved_beside_map);
            y_ += map_height + edge;
        } else if (!schedule_.unserved.empty()) {
            y_ = put_unserved(edge, y_ + 14, page_width - 2 * edge, unserved_below) + edge;
        }
        if (!schedule_.routes.empty()) {
            draw_legend(canvas_, edge, y_ + 10);
            y_ += 26;
            y_ += draw_days(canvas_, instance_, schedule_, {edge, y_, page_width - 2 * edge, 0});
        }
        return canvas_.page(page_width, y_ + edge);
    }

private:
    void put_title() {
        const std::size_t all = problem_.requests.size();
        visits::Seconds travel = 0;
        visits::Seconds waiting = 0;
        std::int64_t cost = 0;
        for (const visits::TimedRoute& route : schedule_.routes) {
            travel += route.steps.back().travelled;
            waiting += route.waiting;
            cost += route.cost;
        }
        canvas_.text(
            edge,
            38,
            "class=\"h\"",
            fmt::format(
                "预约 {} 单，排下 {} 单；{} 人出门 {} 人",
                all,
                all - schedule_.unserved.size(),
                problem_.vehicles.size(),
                schedule_.routes.size()));
        canvas_.text(
            edge,
            60,
            "class=\"s\"",
            fmt::format(
                "路上 {0:.1f} 小时，等候 {1:.1f} 小时，成本 {2} · {3} of {4} visits planned, {5} "
                "of {6} vehicles "
                "go out, {0:.1f} h on the road, {1:.1f} h waited, cost {2}",
                static_cast<double>(travel) / 3600,
                static_cast<double>(waiting) / 3600,
                cost,
                all - schedule_.unserved.size(),
                all,
                schedule_.routes.size(),
                problem_.vehicles.size()));
        y_ = 80;
    }

    void put_key(double x) {
        canvas_.rect({x, y_ + 4, 9, 9}, "fill=\"#fff\" stroke=\"#486581\" stroke-width=\"2\"");
        canvas_.text(x + 20, y_ + 13, "", "出发或收工的地方和编号 where a vehicle starts or ends");
        canvas_.put(
            "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#486581\"/>\n", x + 4.5, y_ + 30);
        canvas_.text(x + 20, y_ + 34, "", "一次上门，颜色同路线 a visit, in its route's colour");
        canvas_.line(x, y_ + 46, x + 9, y_ + 55, "class=\"no\"");
        canvas_.line(x, y_ + 55, x + 9, y_ + 46, "class=\"no\"");
        canvas_.text(x + 20, y_ + 55, "", "没人能去 nobody comes");
    }

    // Returns where it ended.
    double put_unserved(double x, double y, double width, std::size_t most) {
        if (schedule_.unserved.empty()) {
            canvas_.text(x, y, "class=\"b\"", "全部排下 Everybody is served.");
            return y;
        }
        canvas_.text(
            x,
            y,
            "class=\"b red\"",
            fmt::format("没排下 {} 单 not served", schedule_.unserved.size()));
        const std::size_t shown = std::min(most, schedule_.unserved.size());
        for (std::size_t i = 0; i < shown; ++i) {
            y += line_height;
            put_one(schedule_.unserved[i], x, y, width);
        }
        if (shown < schedule_.unserved.size()) {
            y += line_height;
            canvas_.text(
                x, y, "", fmt::format("另有 {} 单 more", schedule_.unserved.size() - shown));
        }
        return y;
    }

    void put_one(const visits::Unserved& one, double x, double y, double width) {
        const visits::Request& request = problem_.requests[one.request];
        std::string words = fmt::format("{} ", request.task.id);
        if (request.priority > 0) {
            words += fmt::format("(priority {}) ", request.priority);
        }
        words += one.reason;
        // Reasons are ASCII: so many letters fit.
        const auto room = static_cast<std::size_t>(width / text_width("n", 11.2));
        if (words.size() > room) {
            words.resize(words.rfind(' ', room - 2));
            words += " …";
        }
        canvas_.text(x, y, "", words);
    }

    const visits::Instance& instance_;
    const visits::Problem& problem_;
    const visits::Schedule& schedule_;
    Canvas canvas_;
    double y_ = 0;
};

}  // namespace

std::string visits_svg(const visits::Instance& instance, const visits::Schedule& schedule) {
    return Page(instance, schedule).drawn();
}

}  // namespace shouxin::report
