// What does a running program ask of its machine besides files? Whether somebody watches, how
// much time went by, how much memory it took, and whether it is asked to stop.
#pragma once

#include <cstdint>

namespace shouxin::port {

class Machine {
public:
    virtual ~Machine() = default;

    // Since some moment in the past; never goes back.
    [[nodiscard]] virtual double steady_seconds() const = 0;

    // How many threads can run at once; at least 1.
    [[nodiscard]] virtual unsigned processors() const = 0;

    // The most memory this process ever held, in bytes.
    [[nodiscard]] virtual std::uint64_t peak_memory() const = 0;

    // Whether standard error is a terminal, where a line can be rewritten.
    [[nodiscard]] virtual bool watched() const = 0;

    // From here on a first Ctrl-C (SIGINT, SIGTERM) only makes interrupted() true; a second one
    // ends the process. Who calls this promises to ask at least a few times a second.
    virtual void hold_interrupts() = 0;

    [[nodiscard]] virtual bool interrupted() const = 0;
};

}  // namespace shouxin::port
