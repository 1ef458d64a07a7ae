// How are a city day's panels drawn? A rectangle with scales of its own on one SVG document; words
// in Chinese with English smaller beside them. Not thread-safe.
#pragma once

#include "dispatch/city/city_day.h"
#include "dispatch/city/simulate.h"

#include <span>
#include <string>
#include <string_view>

namespace shouxin::report::city {

using dispatch::urgent::Millis;

constexpr Millis in_time = 30 * 60 * 1000;

// What every panel draws of.
struct Shown {
    const dispatch::city::CityDay& day;
    std::span<const dispatch::city::Outcome> outcomes;
    Millis ends = 0;  // of the picture: the last arrival or call

    [[nodiscard]] Millis wait(std::size_t job) const {
        return outcomes[job].arrives_at - day.jobs[job].card.opened;
    }
};

// By how a job was served; also the class in the style sheet.
std::string_view css_of(const Shown& shown, std::size_t job);

class Panel {
public:
    // Of `svg`, which must outlive it: left, top, width, height; x and y from 0 to these.
    struct Frame {
        double left, top, width, height;
        double x_most, y_most;
    };

    Panel(std::string& svg, const Frame& frame) : svg_(svg), frame_(frame) {}

    [[nodiscard]] double x(double value) const {
        return frame_.left + frame_.width * value / frame_.x_most;
    }

    [[nodiscard]] double y(double value) const {
        return frame_.top + frame_.height * (1 - value / frame_.y_most);
    }

    void title(std::string_view zh, std::string_view en);
    void hours();  // below, where x is millis
    void level(double value, std::string_view label, std::string_view css = "grid");
    void dot(double x_value, double y_value, double radius, std::string_view css);
    void cross(double x_value, double y_value, std::string_view css);
    void words(
        double at_x,
        double at_y,
        std::string_view css,
        std::string_view anchor,
        std::string_view text);
    void box(double at_x, double at_y, double width, double height, std::string_view css);

    // The area between values[k] and base[k] (or 0), at even steps of x over the whole width.
    void area(std::span<const double> base, std::span<const double> values, std::string_view css);
    void line(std::span<const double> values, std::string_view css);

    [[nodiscard]] const Frame& frame() const { return frame_; }

private:
    void open_path(std::span<const double> values, std::string_view css);
    [[nodiscard]] double step_x(std::size_t k, std::size_t count) const;

    std::string& svg_;
    Frame frame_;
};

// The panels. Each draws into `svg` at its place.
void draw_waits(std::string& svg, const Shown& shown);
void draw_load(std::string& svg, const Shown& shown);
void draw_backlog(std::string& svg, const Shown& shown);
void draw_map(std::string& svg, const Shown& shown);
void draw_skills(std::string& svg, const Shown& shown);

}  // namespace shouxin::report::city
