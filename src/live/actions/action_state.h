// Where is an action in its life, and what is the marketplace asked to do for it? The names are a
// contract (docs/formats/actions.md). Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::live {

// 1, 2, 3, ... in the order of decisions; 0 is none. Written "act-17".
using ActionId = std::uint64_t;

enum class ActionState : std::uint8_t {
    none,     // before it was decided
    decided,  // waits out its delay: nobody was told yet
    due,      // the marketplace is asked, and hasn't answered
    applied,  // the marketplace did it
    // How it ends, once:
    refused,   // the marketplace can't
    released,  // a hold: what is left of it goes back
    captured,  // a hold: taken, what wasn't taken goes back
    voided,    // a hold: should never have been
    expired,   // by time
    undone,    // by a person
    // Whether the marketplace followed its end:
    confirmed,
    unconfirmed,  // it refused, or never said
    // Never taken:
    braked,
    count,
};

std::string_view name_of(ActionState state);

std::optional<ActionState> action_state(std::string_view name);

// It has, or may come to have, an effect.
constexpr bool is_in_force(ActionState state) {
    return state >= ActionState::decided && state <= ActionState::applied;
}

constexpr bool is_end(ActionState state) {
    return state >= ActionState::refused && state <= ActionState::undone;
}

// What a message asks the marketplace to do.
enum class Ask : std::uint8_t {
    nothing,
    apply,
    extend,
    capture,
    release,
    void_,
    expire,
    undo,
    count
};

std::string_view name_of(Ask ask);

// The message that makes an end known. REQUIRES: is_end(end), and not refused.
Ask ask_for(ActionState end);

// "act-17"
std::string to_text(ActionId action);

// "act-17-2": the second message about it, the id under which it is delivered.
std::string message_id(ActionId action, std::uint32_t step);

struct MessageName {
    ActionId action = 0;
    std::uint32_t step = 0;
};

// The inverses; nothing if it isn't one.
std::optional<ActionId> action_id(std::string_view text);
std::optional<MessageName> message_name(std::string_view text);

}  // namespace shouxin::live
