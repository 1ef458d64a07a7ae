#include "app/machine.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace shouxin::app {
namespace {

constexpr int exit_interrupted = 130;

// Signal handlers have nowhere else to look.
volatile std::sig_atomic_t held = 0;
volatile std::sig_atomic_t asked = 0;

extern "C" void on_interrupt(int /*signal*/) {
    if (held == 0 || asked != 0) {
        std::_Exit(exit_interrupted);
    }
    asked = 1;
}

}  // namespace

ThisMachine::ThisMachine() {
    struct sigaction action {};

    action.sa_handler = on_interrupt;  // no SA_RESTART: a read that waits for input gives up
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGXFSZ, &action, nullptr);
}

double ThisMachine::steady_seconds() const {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

unsigned ThisMachine::processors() const {
    return std::max(1U, std::thread::hardware_concurrency());
}

std::uint64_t ThisMachine::peak_memory() const {
    // Not getrusage: its peak counts that of the program that started us.
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
        }
    }
    return 0;
}

bool ThisMachine::watched() const {
    return isatty(STDERR_FILENO) == 1;
}

void ThisMachine::hold_interrupts() {
    held = 1;
}

bool ThisMachine::interrupted() const {
    return asked != 0;
}

}  // namespace shouxin::app
