#include "report/visits_days.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace shouxin::report {
namespace {

namespace visits = dispatch::visits;
using visits::Seconds;
using Kind = visits::TimedStep::Kind;

constexpr double names_width = 150;
constexpr double sums_width = 190;
constexpr double axis_height = 22;
constexpr std::size_t roomy_rows_max = 60;
constexpr std::array<Seconds, 9> tick_steps = {
    600, 1800, 3600, 7200, 14'400, 21'600, 43'200, 86'400, 604'800};
constexpr Seconds ticks_max = 16;

std::string hours(Seconds time) {
    return fmt::format("{}:{:02}", time / 3600, time % 3600 / 60);
}

class Days {
public:
    Days(
        Canvas& canvas,
        const visits::Instance& instance,
        const visits::Schedule& schedule,
        const Box& frame)
        : canvas_(canvas),
          problem_(instance.problem()),
          schedule_(schedule),
          frame_(frame),
          row_(schedule.routes.size() <= roomy_rows_max ? 26 : 20) {
        find_span();
    }

    double draw() {
        const double rows = row_ * static_cast<double>(schedule_.routes.size());
        const double top = frame_.y + axis_height;
        draw_axis(top, rows);
        for (std::size_t i = 0; i < schedule_.routes.size(); ++i) {
            draw_row(schedule_.routes[i], route_colour(i), top + row_ * static_cast<double>(i));
        }
        return rows + 2 * axis_height;
    }

private:
    void find_span() {
        first_ = visits::forever;
        for (const visits::TimedRoute& route : schedule_.routes) {
            const visits::TimedStep& last = route.steps.back();
            first_ = std::min(first_, route.steps.front().arrival);
            last_ = std::max(last_, last.arrival + last.waiting + last.setup + last.service);
        }
        first_ = std::min(first_, last_);
        const auto fits = [&](Seconds step) { return (last_ - first_) / step <= ticks_max; };
        const auto found = std::ranges::find_if(tick_steps, fits);
        step_ = found == tick_steps.end() ? (last_ - first_) / ticks_max + 1 : *found;
        first_ -= first_ % step_;
        last_ += step_ - last_ % step_;
    }

    [[nodiscard]] double x_of(Seconds at) const {
        const double wide = frame_.width - names_width - sums_width;
        const Seconds inside = std::clamp(at, first_, last_);
        return frame_.x + names_width +
               wide * static_cast<double>(inside - first_) / static_cast<double>(last_ - first_);
    }

    [[nodiscard]] Box bar(Seconds from, Seconds to, double y, double height) const {
        return {x_of(from), y, x_of(to) - x_of(from), height};
    }

    void draw_axis(double top, double rows) {
        for (Seconds at = first_; at <= last_; at += step_) {
            canvas_.line(x_of(at), top, x_of(at), top + rows, "class=\"g\"");
            const std::string words = clock(at, first_);
            canvas_.text(x_of(at), top - 7, "class=\"t m\"", words);
            canvas_.text(x_of(at), top + rows + 15, "class=\"t m\"", words);
        }
    }

    void draw_row(const visits::TimedRoute& route, const std::string& colour, double y) {
        const visits::Vehicle& vehicle = problem_.vehicles[route.vehicle];
        canvas_.rect(bar(vehicle.shift.start, vehicle.shift.end, y + 2, row_ - 4), "class=\"sh\"");
        canvas_.rect({frame_.x, y + row_ / 2 - 5, 10, 10}, fmt::format("fill=\"{}\"", colour));
        std::string name = std::to_string(vehicle.id);
        if (!vehicle.description.empty()) {
            name += " " + vehicle.description;
        }
        canvas_.text(frame_.x + 16, y + row_ / 2 + 4, "class=\"b\"", short_name(name));
        std::size_t served = 0;
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const visits::TimedStep& step = route.steps[i];
            if (i > 0) {
                draw_travel(route.steps[i - 1], step, y);
            }
            draw_step(vehicle, step, colour, y);
            served +=
                step.kind != Kind::start && step.kind != Kind::end && step.kind != Kind::pause;
        }
        canvas_.text(
            frame_.x + frame_.width - sums_width + 12,
            y + row_ / 2 + 4,
            "class=\"t\"",
            fmt::format(
                "{} 单 · 路上 {} · 等候 {}",
                served,
                hours(route.steps.back().travelled),
                hours(route.waiting)));
    }

    [[nodiscard]] static std::string short_name(const std::string& name) {
        std::size_t end = 0;
        while (end < name.size() && text_width(name.substr(0, end), 12) < names_width - 46) {
            ++end;
            while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) {
                ++end;
            }
        }
        return end == name.size() ? name : name.substr(0, end) + "…";
    }

    void draw_travel(const visits::TimedStep& from, const visits::TimedStep& to, double y) {
        const Seconds left = from.arrival + from.waiting + from.setup + from.service;
        if (to.arrival > left) {
            canvas_.line(x_of(left), y + row_ / 2, x_of(to.arrival), y + row_ / 2, "class=\"tr\"");
        }
    }

    void draw_step(
        const visits::Vehicle& vehicle,
        const visits::TimedStep& step,
        const std::string& colour,
        double y) {
        const Seconds begin = step.arrival + step.waiting;
        const double inner = row_ - 9;
        if (step.waiting > 0) {
            canvas_.rect(bar(step.arrival, begin, y + 4, inner), "class=\"wt\"");
        }
        if (step.kind == Kind::pause) {
            const visits::Break& pause = vehicle.breaks[step.index];
            canvas_.rect_told(
                bar(begin, begin + step.service, y + 4, inner),
                "class=\"br\"",
                fmt::format("break {} {}", pause.id, clock(begin, first_)));
        } else if (step.kind != Kind::start && step.kind != Kind::end) {
            draw_visit(step, begin, colour, y, inner);
        }
    }

    void draw_visit(
        const visits::TimedStep& step,
        Seconds begin,
        const std::string& colour,
        double y,
        double inner) {
        const visits::Request& request = problem_.requests[step.index];
        const bool drop = step.kind == Kind::delivery;
        const visits::Task& task = drop ? *request.drop : request.task;
        const Seconds end = begin + step.setup + step.service;
        for (const visits::Window& window : task.windows) {
            if (window != visits::Window{}) {
                canvas_.line(
                    x_of(window.start),
                    y + row_ - 2.5,
                    x_of(window.end),
                    y + row_ - 2.5,
                    fmt::format("class=\"wi\" stroke=\"{}\"", colour));
            }
        }
        Box box = bar(begin, end, y + 4, inner);
        box.width = std::max(box.width, 2.0);
        canvas_.rect_told(
            box,
            fmt::format("fill=\"{}\" class=\"sv\"", colour),
            fmt::format(
                "{} {} {} {}–{}",
                visits::word_for(step.kind),
                task.id,
                task.description,
                clock(begin, first_),
                clock(end, first_)));
        std::string id = std::to_string(task.id);
        id = step.kind == Kind::pickup ? "↑" + id : drop ? "↓" + id : id;
        if (text_width(id, 10) + 3 < box.width) {
            canvas_.text(box.x + box.width / 2, y + 4 + inner / 2 + 3.5, "class=\"in\"", id);
        }
    }

    Canvas& canvas_;
    const visits::Problem& problem_;
    const visits::Schedule& schedule_;
    Box frame_;
    double row_;
    Seconds first_ = 0;
    Seconds last_ = 0;
    Seconds step_ = 3600;
};

}  // namespace

double draw_days(
    Canvas& canvas,
    const visits::Instance& instance,
    const visits::Schedule& schedule,
    const Box& frame) {
    return schedule.routes.empty() ? 0 : Days(canvas, instance, schedule, frame).draw();
}

void draw_legend(Canvas& canvas, double x, double y) {
    const std::string colour = route_colour(0);
    canvas.rect({x, y - 10, 26, 12}, fmt::format("fill=\"{}\"", colour));
    canvas.text(x + 32, y, "", "上门 setup and service");
    canvas.line(x + 200, y - 4, x + 226, y - 4, "class=\"tr\"");
    canvas.text(x + 232, y, "", "路上 travel");
    canvas.rect({x + 325, y - 10, 26, 12}, "class=\"wt\"");
    canvas.text(x + 357, y, "", "等候 waiting");
    canvas.rect({x + 460, y - 10, 26, 12}, "class=\"br\"");
    canvas.text(x + 492, y, "", "休息 break");
    canvas.line(x + 585, y - 2, x + 611, y - 2, fmt::format("class=\"wi\" stroke=\"{}\"", colour));
    canvas.text(x + 617, y, "", "约定时段 time window");
    canvas.rect({x + 770, y - 10, 26, 12}, "class=\"sh\"");
    canvas.text(x + 802, y, "", "在班 shift");
}

}  // namespace shouxin::report
