// How far is long work? On a terminal one line that is rewritten: a bar, the rate, the time left.
// Elsewhere a plain line every few seconds. On standard error only. Not thread-safe.
#pragma once

#include "port/machine.h"

#include <cstdint>
#include <optional>
#include <string>

namespace shouxin::cli {

struct Done {
    std::uint64_t things = 0;
    std::uint64_t parts = 0;  // of `whole`
    std::string note = {};    // said after the rest
};

class ProgressLine {
public:
    // `things` is what is counted, as in "events"; `whole` how many parts there are, if known.
    ProgressLine(
        const port::Machine& machine,
        std::string who,
        std::string things,
        std::optional<std::uint64_t> whole);

    ~ProgressLine() { clear(); }

    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // Whether update() would draw: for those whose note costs something to make.
    [[nodiscard]] bool due() const;

    // Cheap; draws only when it is time to.
    void update(const Done& done);

    // On a terminal, what is being done where no end can be foreseen.
    void say(const std::string& doing);

    // Takes the line away from the terminal.
    void clear();

private:
    [[nodiscard]] std::string line(const Done& done, double seconds) const;

    const port::Machine& machine_;
    std::string who_;
    std::string things_;
    std::optional<std::uint64_t> whole_;
    bool watched_;
    double begun_;
    double next_;
    bool drawn_ = false;
};

}  // namespace shouxin::cli
