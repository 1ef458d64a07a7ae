// What did the dispatcher decide, and why? Plain values.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/pace.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::dispatch::urgent {

enum class What : std::uint8_t {
    committed,  // this technician goes: irrevocable for us
    told,       // the first time told to the customer
    retold,     // another time, after the forecast moved too far
    refused,    // nobody can ever come
    withdrawn,  // a commitment ended: the technician declined, kept silent or fell ill
};

enum class Reason : std::uint8_t {
    none,        // up to no_partner in the order of Bar
    no_skill,    // nobody on the roster has the skill
    no_licence,  // somebody has the skill, but not the licence, and so on
    no_brand,
    no_area,
    no_partner,
    all_declined,  // whoever could come has declined or kept silent
    no_shift,      // whoever could come can't be there before the shift ends
    declined,      // of a withdrawal
    silent,
    stood_down,
};

// "no_skill" and so on; docs/formats/city.md.
std::string_view code_of(Reason reason);

// The first reasons are what bars a technician, in the same order.
static_assert(static_cast<int>(Reason::no_partner) == static_cast<int>(Bar::partner));

constexpr Reason reason_of(Bar bar) {
    return static_cast<Reason>(bar);
}

// Why this technician: what stood against the others who are qualified. Counts of technicians.
struct Why {
    std::uint32_t qualified = 0;  // the quickest that pass all hard filters and can be there in
                                  // their shift; at most Policy::candidates_max
    std::uint32_t sooner = 0;     // of those, would be there sooner than the one chosen
    std::uint32_t sooner_matched = 0;  // of the sooner, are wanted at another open job
    std::uint32_t sooner_scarcer = 0;  // of the rest, have skills more asked for
    Millis wait = 0;                   // from the call to the door
    Millis busy = 0;                   // until the technician's visits before are done; 0: idle
    Millis way = 0;                    // travel
    bool locked = false;               // by a person
};

// One sentence for a dispatcher.
std::string why_in_chinese(const Why& why);
std::string why_in_english(const Why& why);

struct Decision {
    What what = What::committed;
    Job job;
    Technician technician;  // of a commitment or withdrawal
    Millis at = 0;
    Millis departs = 0;  // of a commitment
    Millis arrives = 0;  // of a commitment; the time told of a promise
    Millis done = 0;     // of a commitment
    Reason reason = Reason::none;
    Why why{};  // of a commitment
};

}  // namespace shouxin::dispatch::urgent
