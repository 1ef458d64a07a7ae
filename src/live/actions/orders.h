// What can be ordered about an action that is in the book, and what is the answer? Orders come
// from people and from the marketplace, each as a command in the log. Plain values.
#pragma once

#include "live/actions/transition.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::live {

enum class Verb : std::uint8_t {
    acknowledge,  // the marketplace did, or refused, what message `step` asked for
    release,      // a hold: the rest of it goes back
    capture,      // a hold that was applied: take `amount` of it
    void_,        // a hold none of which was captured: it should never have been
    undo,         // any: as if it had never been
    extend,       // any: until `expires_ms`
    count,
};

std::string_view name_of(Verb verb);

std::optional<Verb> verb_of(std::string_view name);

struct ActionOrder {
    Verb verb = Verb::count;
    ActionId action = 0;
    std::uint32_t step = 0;       // acknowledge: of the message, from 1
    bool refused = false;         // acknowledge: it can't
    std::int64_t amount = 0;      // capture: in fen
    bool keep_rest = false;       // capture: what isn't taken stays held, else it goes back
    std::int64_t expires_ms = 0;  // extend
    std::string_view key;         // a repeat under the same key has the same answer and no effect
    std::string_view by;          // who; may be empty for the marketplace's answer
    std::string_view reason;      // why; may be empty for the marketplace's answer
};

struct Answer {
    ActionId action = 0;
    ActionState state = ActionState::none;  // as the order left it
    std::int64_t held = 0;                  // what is still held, in fen
    std::int64_t at_ms = 0;                 // when it was ordered

    friend bool operator==(const Answer&, const Answer&) = default;

    template <class Archive>
    void archive(Archive& a) {
        a(action, state, held, at_ms);
    }
};

struct Ordered {
    Answer answer;
    std::optional<Transition> transition;  // nothing if it was a repeat, or came too late to matter
};

}  // namespace shouxin::live
