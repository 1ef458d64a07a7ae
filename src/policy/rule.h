// What does one rule of a policy say? Plain values, made by compile().
#pragma once

#include "model/action.h"
#include "policy/expression.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// The graver ones are the larger ones.
enum class Outcome : std::uint8_t { allow, review, block };

enum class Mode : std::uint8_t {
    live,    // does what it says
    shadow,  // is only told: what it would have done
    off,     // is checked, and not asked
};

std::string_view name_of(Outcome outcome);
std::string_view name_of(Mode mode);

struct RuleAction {
    model::Action action = model::Action::open_case;
    std::int64_t expiry_s = 0;

    friend bool operator==(const RuleAction&, const RuleAction&) = default;
};

constexpr std::int64_t whole_ppm = 1'000'000;

struct Rule {
    std::string name;
    model::SubjectKind on = model::SubjectKind::order;
    Expression when;
    std::optional<Outcome> outcome;
    std::vector<RuleAction> actions;        // the gravest first
    std::optional<std::int64_t> expires_s;  // of its actions; else each has its own
    std::string reason;
    Mode mode = Mode::live;
    std::int64_t rollout_ppm = whole_ppm;
    bool is_final = false;
    bool is_always = false;  // its condition may be true of everything
    Place place;             // of its table
    Place when_place;        // of its condition
};

}  // namespace shouxin::policy
