// The machine this process runs on, as the commands see it. One a process: it takes over the
// signals that ask a process to end.
#pragma once

#include "port/machine.h"

namespace shouxin::app {

class ThisMachine final : public port::Machine {
public:
    // SIGINT and SIGTERM end the process with status 130 until hold_interrupts(). A file grown
    // past its limit becomes an error of write() instead of a signal.
    ThisMachine();

    [[nodiscard]] double steady_seconds() const override;
    [[nodiscard]] unsigned processors() const override;
    [[nodiscard]] std::uint64_t peak_memory() const override;
    [[nodiscard]] bool watched() const override;
    void hold_interrupts() override;
    [[nodiscard]] bool interrupted() const override;
};

}  // namespace shouxin::app
