// Where do the events of a made-up market go? Whoever runs the simulator decides: a file, a pipe,
// a counter in a test. One caller at a time.
#pragma once

#include <string_view>

namespace shouxin::world {

class Sink {
public:
    virtual ~Sink() = default;

    // One event as one line of JSON, without its line feed; events come in order of `at`.
    virtual void event(std::string_view json_line) = 0;
};

}  // namespace shouxin::world
