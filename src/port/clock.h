// What time is it? The one way the program learns it, so that tests can set it. Thread-safe.
#pragma once

#include <cstdint>

namespace shouxin::port {

class Clock {
public:
    virtual ~Clock() = default;

    // Unix milliseconds: may jump, also backwards.
    [[nodiscard]] virtual std::int64_t now_ms() const = 0;

    // Nanoseconds since some moment: never runs backwards.
    [[nodiscard]] virtual std::int64_t steady_ns() const = 0;
};

}  // namespace shouxin::port
