// What can nobody guess? The one way the program draws secrets, so that tests can seed it.
// Thread-safe.
#pragma once

#include <cstdint>
#include <span>

namespace shouxin::port {

class Dice {
public:
    virtual ~Dice() = default;

    // Uniform bytes, independent of all others.
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace shouxin::port
