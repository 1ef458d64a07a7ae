// What does a merchant get to see of what was decided about it? Sentences, why, and what would
// clear each reason; nothing that would teach others how to pass: no rules, no probabilities, no
// rings, no buyers, nothing before it takes effect. Pure functions over rows. docs/formats/own.md
#pragma once

#include "model/action.h"
#include "model/reason.h"
#include "port/records.h"
#include "proof/json.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::service {

// Of a row of `actions`: whether it is the merchant's to see. Not while it waits out its delay, not
// what happens inside the house, not what concerns a buyer.
bool is_shown(const port::Row& action, std::string_view merchant);

// REQUIRES: is_shown(). `appeal` is the newest one against it, if any.
proof::Json own_action(const port::Row& action, const std::optional<port::Row>& appeal);

// Of a row of `decisions` about the merchant, with the actions that it led to, which are shown.
proof::Json own_decision(const port::Row& decision, std::span<const port::Row> actions);

proof::Json own_appeal(const port::Row& appeal);

// Adds up what is in force.
class OwnSums {
public:
    // REQUIRES: is_shown().
    void add(const port::Row& action);

    // `orders` are all that were placed with the merchant; `complete` unless there were more
    // actions than were added.
    [[nodiscard]] proof::Json told(
        std::string_view merchant, std::uint32_t orders, bool complete) const;

private:
    struct Sum {
        std::int64_t actions = 0;
        std::int64_t amount = 0;  // still held, in fen
    };

    [[nodiscard]] const Sum& of(model::Action kind) const {
        return sums_[static_cast<std::size_t>(kind)];
    }

    [[nodiscard]] proof::Json why() const;

    std::array<Sum, model::action_count> sums_{};
    std::array<std::int64_t, model::reason_count> reasons_{};  // actions
};

}  // namespace shouxin::service
