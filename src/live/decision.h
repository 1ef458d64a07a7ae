// What was decided, about whom, on what grounds? Plain values, and how they are told: to the asker,
// to the ledger, to whoever looks them up.
#pragma once

#include "base/hash.h"
#include "model/action.h"
#include "model/reason.h"
#include "policy/rule.h"
#include "proof/json.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

// An order, a review, an account or a merchant, by its index.
struct Subject {
    model::SubjectKind kind = model::SubjectKind::order;
    std::uint32_t index = 0;

    friend auto operator<=>(const Subject&, const Subject&) = default;

    template <class Archive>
    void archive(Archive& a) {
        a(kind, index);
    }
};

using policy::Outcome;

// Which answer of Guard a decision rests on.
enum class Tier : std::uint8_t { placed, after_1h, after_24h, after_72h, epoch };

// As policies spell it: placed, 1h, 24h, 72h, epoch.
std::string_view name_of(Tier tier);

struct Decision {
    std::uint64_t record = 0;  // of the log, in which it was made
    std::uint32_t place = 0;   // among those of the record, from 0
    std::int64_t at_ms = 0;    // the server's clock
    std::string event;         // of a decision that was asked for: source and id, else empty
    Subject subject;
    std::string subject_id;
    std::string merchant_id;  // empty if there is none
    std::int64_t amount = 0;  // in fen: an order's paid amount
    Tier tier = Tier::placed;
    std::uint64_t epoch = 0;  // in force then, 0 if none
    std::uint32_t ppm = 0;
    model::Reasons reasons;
    std::uint64_t ring = 0;  // number, 0 if none
    Outcome outcome = Outcome::allow;
    Outcome would_be = Outcome::allow;  // differs for who is held out
    bool held_out = false;
    std::uint32_t policy = 0;         // version
    std::vector<std::string> rules;   // names of those that fired
    std::vector<std::string> shadow;  // of those that only watch
    std::vector<std::uint64_t> actions;
    std::vector<std::string> notes;  // why it isn't what the rules say: a brake, a limit
    std::uint64_t leaf = 0;          // its place in the ledger

    // d12-0
    [[nodiscard]] std::string id() const;
};

// Of an event that is asked about: Decision::event.
std::string event_name(const Hash128& identity);

// {"code", "zh", "en", "clears"} of each.
proof::Json reasons_json(const model::Reasons& reasons);

// What the asker gets, and what is kept to be looked up.
proof::Json told(const Decision& decision);

// Fields whose values the leaf binds itself to without showing them.
inline constexpr std::array<std::string_view, 2> committed_fields{"subject", "merchant"};

// The leaf: no identifier stands in it, only salted commitments to them.
std::string leaf_of(const Decision& decision, std::string_view secret, std::uint64_t ordinal);

// 2026-11-23T06:12:00.000Z
std::string rfc3339(std::int64_t at_ms);

}  // namespace shouxin::live
