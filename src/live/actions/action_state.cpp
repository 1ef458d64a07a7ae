#include "live/actions/action_state.h"

#include "base/must.h"

#include <array>
#include <charconv>

namespace shouxin::live {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(ActionState::count)> states{
    "none",
    "decided",
    "due",
    "applied",
    "refused",
    "released",
    "captured",
    "voided",
    "expired",
    "undone",
    "confirmed",
    "unconfirmed",
    "braked"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Ask::count)> asks{
    "nothing", "apply", "extend", "capture", "release", "void", "expire", "undo"};

constexpr std::string_view prefix = "act-";

// A number from 1 without leading zeros, and nothing else.
template <class Number>
std::optional<Number> number_in(std::string_view digits) {
    Number number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    const bool whole = error == std::errc() && stop == end && !digits.starts_with('0');
    return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string_view name_of(ActionState state) {
    return states[static_cast<std::size_t>(state)];
}

std::optional<ActionState> action_state(std::string_view name) {
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == name) {
            return static_cast<ActionState>(i);
        }
    }
    return std::nullopt;
}

std::string_view name_of(Ask ask) {
    return asks[static_cast<std::size_t>(ask)];
}

Ask ask_for(ActionState end) {
    switch (end) {
        case ActionState::released:
            return Ask::release;
        case ActionState::captured:
            return Ask::capture;
        case ActionState::voided:
            return Ask::void_;
        case ActionState::expired:
            return Ask::expire;
        default:
            MUST(end == ActionState::undone);
            return Ask::undo;
    }
}

std::string to_text(ActionId action) {
    return std::string(prefix) + std::to_string(action);
}

std::string message_id(ActionId action, std::uint32_t step) {
    return to_text(action) + '-' + std::to_string(step);
}

std::optional<ActionId> action_id(std::string_view text) {
    return text.starts_with(prefix) ? number_in<ActionId>(text.substr(prefix.size()))
                                    : std::nullopt;
}

std::optional<MessageName> message_name(std::string_view text) {
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto action = action_id(text.substr(0, dash));
    const auto step = number_in<std::uint32_t>(text.substr(dash + 1));
    return action && step ? std::optional(MessageName{*action, *step}) : std::nullopt;
}

}  // namespace shouxin::live
