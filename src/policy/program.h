// Is a condition true of these facts? Conditions of all rules as one list of small tests, each of
// which says where to go on if it holds and if not, so that `and` and `or` cost nothing and a rule
// is mostly left after its first test. The same answer as walking the tree (a test compares them).
// Immutable once made; thread-safe to run.
#pragma once

#include "policy/expression.h"
#include "policy/facts.h"
#include "policy/windows.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::policy {

class Program {
public:
    using Entry = std::uint32_t;

    // Values being reckoned, and windows looked up already for this subject.
    struct Scratch {
        static constexpr std::size_t temporaries = 128;
        std::array<std::int64_t, temporaries> values;
        std::array<std::int64_t, windows_max> windows;
        std::uint64_t looked_up = 0;  // a bit each window
    };

    // The condition's first test, for run(). REQUIRES: parse_condition() made it.
    Entry add(const Expression& condition, const WindowSet& windows);

    bool run(Entry entry, const Facts& facts, const Windows& windows, Scratch& scratch) const;

private:
    static constexpr Entry accept = 0xfffffffe;
    static constexpr Entry reject = 0xffffffff;

    enum class Code : std::uint8_t {
        // tests
        within,       // low <= a <= high; an unknown value never is
        shares,       // a has a bit of low
        text_known,   // text a
        text_is,      // text a is texts_[low]
        texts_equal,  // text a is text b, and known
        equal,        // a and b, both known
        less,
        at_most,
        // calculations, into a temporary; they go on at `yes`
        load,    // low
        window,  // a, by key b
        add,
        subtract,
        multiply,  // divided by low
    };

    struct Step {
        Code code = Code::within;
        std::uint16_t a = 0;
        std::uint16_t b = 0;
        std::uint16_t into = 0;
        Entry yes = reject;
        Entry no = reject;
        std::int64_t low = 0;
        std::int64_t high = 0;
    };

    friend class ProgramWriter;

    [[nodiscard]] bool holds(const Step& step, const Facts& facts, const Scratch& scratch) const;
    static void calculate(
        const Step& step, const Facts& facts, const Windows& windows, Scratch& scratch);

    std::vector<Step> steps_;
    std::vector<std::string> texts_;
};

}  // namespace shouxin::policy
