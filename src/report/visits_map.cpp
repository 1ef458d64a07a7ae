#include "report/visits_map.h"

#include "dispatch/visits/straight_line.h"

#include <algorithm>
#include <optional>

namespace shouxin::report {
namespace {

namespace visits = dispatch::visits;

constexpr double margin = 28;
constexpr std::size_t dots_large_max = 400;  // stops; more are drawn smaller

struct Bounds {
    double west = 180;
    double east = -180;
    double south = 90;
    double north = -90;

    void add(const visits::Position& at) {
        west = std::min(west, at.longitude);
        east = std::max(east, at.longitude);
        south = std::min(south, at.latitude);
        north = std::max(north, at.latitude);
    }
};

// Calls visit(place) for every place that the plan names; false if one has no position.
template <class Visit>
bool each_place(const visits::Problem& problem, const visits::Schedule& schedule, Visit visit) {
    for (const visits::TimedRoute& route : schedule.routes) {
        for (const visits::TimedStep& step : route.steps) {
            if (step.place && !visit(problem.places[*step.place])) {
                return false;
            }
        }
    }
    for (const visits::Unserved& one : schedule.unserved) {
        if (!visit(problem.places[problem.requests[one.request].task.place])) {
            return false;
        }
    }
    return true;
}

Bounds bounds_of(const visits::Problem& problem, const visits::Schedule& schedule) {
    Bounds bounds;
    each_place(problem, schedule, [&](const visits::Place& place) {
        bounds.add(*place.position);
        return true;
    });
    return bounds;
}

class RouteMap {
public:
    RouteMap(
        Canvas& canvas,
        const visits::Instance& instance,
        const visits::Schedule& schedule,
        const Box& frame)
        : canvas_(canvas),
          problem_(instance.problem()),
          schedule_(schedule),
          frame_(frame),
          bounds_(bounds_of(problem_, schedule)) {
        const double middle = (bounds_.south + bounds_.north) / 2;
        const double wide = dispatch::metres(
            visits::place_of({bounds_.west, middle}), visits::place_of({bounds_.east, middle}));
        const double high = dispatch::metres(
            visits::place_of({bounds_.west, bounds_.south}),
            visits::place_of({bounds_.west, bounds_.north}));
        pixels_a_metre_ = std::min(
            (frame.width - 2 * margin) / std::max(wide, 1.0),
            (frame.height - 2 * margin) / std::max(high, 1.0));
        x_scale_ = wide * pixels_a_metre_ / std::max(bounds_.east - bounds_.west, 1e-9);
        y_scale_ = high * pixels_a_metre_ / std::max(bounds_.north - bounds_.south, 1e-9);
        left_ = frame.x + (frame.width - wide * pixels_a_metre_) / 2;
        bottom_ = frame.y + (frame.height + high * pixels_a_metre_) / 2;
    }

    void draw() {
        canvas_.rect(frame_, "class=\"fr\"");
        std::size_t stops = 0;
        for (std::size_t i = 0; i < schedule_.routes.size(); ++i) {
            draw_path(schedule_.routes[i], route_colour(i));
            stops += schedule_.routes[i].steps.size();
        }
        dot_ = stops <= dots_large_max ? 4 : 2.6;
        for (std::size_t i = 0; i < schedule_.routes.size(); ++i) {
            draw_stops(schedule_.routes[i], route_colour(i));
        }
        for (const visits::Unserved& one : schedule_.unserved) {
            draw_unserved(problem_.requests[one.request]);
        }
        for (std::size_t i = 0; i < schedule_.routes.size(); ++i) {
            label(schedule_.routes[i], route_colour(i));
        }
        draw_scale();
    }

private:
    struct Point {
        double x;
        double y;
    };

    [[nodiscard]] Point at(visits::PlaceIndex place) const {
        const visits::Position& position = *problem_.places[place].position;
        return {
            left_ + (position.longitude - bounds_.west) * x_scale_,
            bottom_ - (position.latitude - bounds_.south) * y_scale_};
    }

    void draw_path(const visits::TimedRoute& route, const std::string& colour) {
        canvas_.put("<polyline class=\"rt\" stroke=\"{}\" points=\"", colour);
        for (const visits::TimedStep& step : route.steps) {
            if (step.place) {
                canvas_.put("{:.1f},{:.1f} ", at(*step.place).x, at(*step.place).y);
            }
        }
        canvas_.put("\"><title>{}</title></polyline>\n", problem_.vehicles[route.vehicle].id);
    }

    void draw_stops(const visits::TimedRoute& route, const std::string& colour) {
        for (const visits::TimedStep& step : route.steps) {
            if (!step.place) {
                continue;
            }
            const Point point = at(*step.place);
            if (step.kind == visits::TimedStep::Kind::start ||
                step.kind == visits::TimedStep::Kind::end) {
                const double size = dot_ * 2.2;
                canvas_.rect(
                    {point.x - size / 2, point.y - size / 2, size, size},
                    fmt::format("fill=\"#fff\" stroke=\"{}\" stroke-width=\"2\"", colour));
                taken_.push_back({point.x - size / 2, point.y - size / 2, size, size});
            } else {
                canvas_.put(
                    "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" class=\"sv\" fill=\"{}\"/>\n",
                    point.x,
                    point.y,
                    dot_,
                    colour);
            }
        }
    }

    void draw_unserved(const visits::Request& request) {
        const Point point = at(request.task.place);
        constexpr double arm = 5;
        canvas_.line(point.x - arm, point.y - arm, point.x + arm, point.y + arm, "class=\"no\"");
        canvas_.line(point.x - arm, point.y + arm, point.x + arm, point.y - arm, "class=\"no\"");
    }

    // Beside the route's home, or its first stop; left out where it would cover another.
    void label(const visits::TimedRoute& route, const std::string& colour) {
        const auto first = std::ranges::find_if(
            route.steps, [](const visits::TimedStep& step) { return step.place.has_value(); });
        const Point point = at(*first->place);
        const std::string words = std::to_string(problem_.vehicles[route.vehicle].id);
        const double width = text_width(words, 11);
        for (const auto& [dx, dy] :
             {Point{8, 4}, Point{-8 - width, 4}, Point{-width / 2, -8}, Point{-width / 2, 17}}) {
            const Box box{point.x + dx, point.y + dy - 10, width, 12};
            const bool inside = box.x > frame_.x && box.x + width < frame_.x + frame_.width;
            if (inside && std::ranges::none_of(taken_, [&](auto& t) { return t.meets(box); })) {
                taken_.push_back(box);
                canvas_.text(
                    box.x,
                    box.y + 10,
                    fmt::format("class=\"lab\" style=\"fill:{}\"", colour),
                    words);
                return;
            }
        }
    }

    void draw_scale() {
        double length = 100;  // metres
        while (length * 2.5 * pixels_a_metre_ < frame_.width / 5) {
            length *= length * 2 * pixels_a_metre_ < frame_.width / 8 ? 10 : 2;
        }
        const double x = frame_.x + 14;
        const double y = frame_.y + frame_.height - 14;
        canvas_.line(
            x, y, x + length * pixels_a_metre_, y, "stroke=\"#1f2933\" stroke-width=\"2\"");
        const std::string words =
            length < 1000 ? fmt::format("{:.0f} m", length) : fmt::format("{:g} km", length / 1000);
        canvas_.text(x, y - 5, "class=\"t\"", words);
    }

    Canvas& canvas_;
    const visits::Problem& problem_;
    const visits::Schedule& schedule_;
    Box frame_;
    Bounds bounds_;
    double pixels_a_metre_ = 0;
    double x_scale_ = 0;
    double y_scale_ = 0;
    double left_ = 0;
    double bottom_ = 0;
    double dot_ = 4;
    std::vector<Box> taken_;
};

}  // namespace

bool has_map(const visits::Instance& instance, const visits::Schedule& schedule) {
    std::optional<visits::Position> first;
    bool apart = false;
    const bool all_known =
        each_place(instance.problem(), schedule, [&](const visits::Place& place) {
            if (place.position) {
                first = first.value_or(*place.position);
                apart = apart || first->longitude != place.position->longitude ||
                        first->latitude != place.position->latitude;
            }
            return place.position.has_value();
        });
    return all_known && apart;
}

void draw_map(
    Canvas& canvas,
    const visits::Instance& instance,
    const visits::Schedule& schedule,
    const Box& frame) {
    RouteMap(canvas, instance, schedule, frame).draw();
}

}  // namespace shouxin::report
