// Which orders, reviews, accounts or merchants does somebody want to see, and in which order? A
// plain value.
#pragma once

#include "model/action.h"
#include "model/reason.h"
#include "policy/rule.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace shouxin::live {

enum class SortBy : std::uint8_t {
    newest,  // as the log spoke of them first, the last first
    amount,  // the greatest first; so
    probability,
};

// Both ends belong to it.
struct Range {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();

    [[nodiscard]] bool holds(std::int64_t value) const { return least <= value && value <= most; }

    friend bool operator==(const Range&, const Range&) = default;
};

struct Selection {
    model::SubjectKind kind = model::SubjectKind::order;
    SortBy sort = SortBy::newest;
    Range at_ms;   // of the event
    Range amount;  // fen
    Range ppm;
    std::optional<model::Reason> reason;
    std::optional<policy::Outcome> outcome;
    std::optional<std::uint64_t> ring;  // its number
    // Names and tokens, whole.
    std::optional<std::string> merchant;
    std::optional<std::string> account;
    std::optional<std::string> device;
    std::optional<std::string> payer;
    std::optional<std::string> address;
    std::optional<std::string> ip;
    std::string id_part;  // of the name

    friend bool operator==(const Selection&, const Selection&) = default;
};

}  // namespace shouxin::live
