// How is a picture of visits drawn? SVG text with the few shapes that it needs, in one style, and
// labels that keep off each other. Pure.
#pragma once

#include "dispatch/visits/problem.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::report {

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] bool meets(const Box& other) const {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height &&
               other.y < y + height;
    }
};

class Canvas {
public:
    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(svg_), format, std::forward<Args>(args)...);
    }

    void rect(const Box& box, std::string_view style);
    void line(double x1, double y1, double x2, double y2, std::string_view style);
    void text(double x, double y, std::string_view style, std::string_view words);

    // With a tip where the pointer rests.
    void rect_told(const Box& box, std::string_view style, std::string_view tip);

    // All that was put, as a page of this size.
    [[nodiscard]] std::string page(double width, double height) const;

private:
    std::string svg_;
};

// A colour of its own for each, of equal weight, readable on white.
std::string route_colour(std::size_t route);

// How wide words are in a type of this size, roughly; Chinese is twice as wide.
double text_width(std::string_view words, double size);

// "09:30"; on other days than the first "+1 09:30". Seconds since 1970 are told in China's time.
std::string clock(dispatch::visits::Seconds at, dispatch::visits::Seconds first);

}  // namespace shouxin::report
