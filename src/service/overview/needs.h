// What needs a person now? Open appeals, what the brake stopped, what the marketplace refused or
// owes, policies that wait for a second pair of eyes, holds that end soon and nobody has looked at,
// the review queue: those with a deadline first, then by money. docs/formats/overview.md
#pragma once

#include "base/result.h"
#include "port/records.h"
#include "proof/json.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::service {

constexpr std::size_t needs_max = 30;

struct Need {
    std::string what;  // alert, appeal, policy, dead, overdue, unconfirmed, refused, ending, queue
    std::string id;    // of the one it is; of several the first
    std::uint64_t count = 1;
    bool more = false;        // there are more than `count`
    std::int64_t amount = 0;  // in fen: what it is about
    std::string merchant;     // empty if it concerns none, or several
    std::int64_t since_ms = 0;
    std::int64_t due_ms = 0;  // 0: no moment after which it is too late
    std::string kind;         // of an alert: the action that was stopped
    std::string cap;          // and the cap that stopped it
};

// The most pressing ones, at most needs_max. Looks at no more than 100 rows of a kind. Not for an
// I/O thread.
Result<std::vector<Need>> needs_now(port::Records& records, std::int64_t now_ms);

proof::Json json_of(const Need& need);

}  // namespace shouxin::service
