// The dice of the operating system, for secrets. Thread-safe.
#pragma once

#include "port/dice.h"

namespace shouxin::app {

class SecureDice final : public port::Dice {
public:
    SecureDice();
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace shouxin::app
