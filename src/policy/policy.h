// What do the analysts of a marketplace want done, and when? A policy: thresholds, rules, windows,
// a hold-out, a brake, a delay, read from one TOML file (docs/formats/policy.md) and checked as a
// whole before it is accepted. Evaluating it is evaluate.h.
// Immutable once compiled; thread-safe to read.
#pragma once

#include "base/result.h"
#include "policy/problem.h"
#include "policy/program.h"
#include "policy/rule.h"
#include "policy/window.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

constexpr std::size_t policy_bytes_max = std::size_t{1} << 20;
constexpr std::size_t rules_max = 500;

// At or above which probability an order or a review is reviewed and blocked, before rules.
struct Thresholds {
    std::uint32_t review_ppm = 500'000;
    std::uint32_t block_ppm = 900'000;

    [[nodiscard]] Outcome outcome(std::int64_t ppm) const {
        return ppm >= block_ppm    ? Outcome::block
               : ppm >= review_ppm ? Outcome::review
                                   : Outcome::allow;
    }

    friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

// Caps on holds of settlements; what goes beyond becomes a review. Kept by the book of actions.
struct Brake {
    std::int64_t holds_per_merchant_day = 50;
    std::int64_t held_amount_per_merchant_day = 20'000'000;  // fen
    std::int64_t holds_per_hour = 1000;
    std::int64_t held_amount_per_hour = 500'000'000;  // fen
    std::int64_t holds_per_rule_hour = 200;

    friend bool operator==(const Brake&, const Brake&) = default;
};

// Actions are sent a random time after they are decided, so that who probes learns less.
struct Delay {
    std::int64_t least_s = 0;
    std::int64_t most_s = 0;

    friend bool operator==(const Delay&, const Delay&) = default;
};

constexpr std::int64_t delay_longest_s = std::int64_t{7} * 86'400;

struct Policy {
    std::string version_note;
    Thresholds thresholds;
    std::vector<Rule> rules;  // in the order of the file
    WindowSet windows;
    std::int64_t hold_out_ppm = 0;
    Brake brake;
    Delay delay;

    // What evaluate() runs: of each kind of subject the rules that aren't off.
    struct Active {
        Program::Entry entry = 0;
        std::uint16_t rule = 0;
    };

    Program program;
    std::array<std::vector<Active>, model::subject_kind_count> active;
};

// All that is wrong with the file, by place; never empty.
using Refusal = std::vector<Problem>;

tl::expected<Policy, Refusal> compile(std::string_view text);

// "FILE:2:10: ..." for who can only say one sentence: the first, and how many more there are.
Error to_error(const Refusal& refusal, std::string_view file);

// The whole policy as a text that says the same and doesn't depend on how the file was laid out,
// for hashing and comparing. It is itself a policy file, and its own canonical text.
std::string canonical(const Policy& policy);

}  // namespace shouxin::policy
