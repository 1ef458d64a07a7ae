// What follows for this subject? Asks a policy's rules about the facts, in the order of the file:
// the gravest outcome wins, a final rule that fires decides alone and ends it. Always ends, never
// fails, and does the same everywhere. Thread-safe for reading; `into` is the caller's own.
#pragma once

#include "base/hash.h"
#include "policy/facts.h"
#include "policy/policy.h"
#include "policy/windows.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace shouxin::policy {

struct TakenAction {
    model::Action action = model::Action::open_case;
    std::int64_t expiry_s = 0;
    std::uint16_t rule = 0;  // place in Policy::rules: who asked for it, for the longest

    friend bool operator==(const TakenAction&, const TakenAction&) = default;
};

struct Evaluation {
    Outcome outcome = Outcome::allow;  // what thresholds and rules say
    bool held_out = false;             // nothing may be done about it, so that it can be measured
    std::optional<std::uint16_t> final_rule;  // the one that decided alone
    std::vector<std::uint16_t> live;          // rules that fired, in the order of the file
    std::vector<std::uint16_t> shadow;        // rules in shadow mode that would have fired
    std::vector<TakenAction> actions;         // what rules ask for: each once, the gravest first

    // What the marketplace is told, and what is done: allow and nothing of what is held out.
    [[nodiscard]] Outcome answer() const { return held_out ? Outcome::allow : outcome; }

    [[nodiscard]] std::span<const TakenAction> to_take() const {
        return held_out ? std::span<const TakenAction>() : actions;
    }
};

// Windows as they stand. `key` is the server's secret: it draws who is in a roll-out and in the
// hold-out. `into` is written anew; its memory is used again.
void evaluate(
    const Policy& policy,
    HashKey key,
    const Facts& facts,
    const Windows& windows,
    Evaluation& into);

// Whether a subject is in the hold-out, whoever asks.
bool is_held_out(const Policy& policy, HashKey key, std::string_view id);

}  // namespace shouxin::policy
