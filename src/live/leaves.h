// What does the ledger say of what isn't a decision? Leaves of actions' transitions, commands, and
// epochs: canonical JSON without identifiers, which are committed to with a salt. Pure functions.
#pragma once

#include "live/actions/transition.h"
#include "live/command.h"
#include "live/epoch_view.h"
#include "proof/json.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace shouxin::live {

// Of which record, and the how-manieth leaf of it.
struct LeafPlace {
    std::string_view secret;
    std::uint64_t record = 0;
    std::uint64_t ordinal = 0;
};

// {"field":"64 hexadecimal digits",...}, to which proof bundles hold openings
// (docs/formats/proof-bundle.md).
proof::Json commitments(
    const LeafPlace& place,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values);

std::string leaf_of(const Transition& transition, const LeafPlace& place);

// Whole characters of UTF-8, and "..." if it is longer: leaves have a bound (proof/tiles.h), and a
// control character takes six bytes in them.
std::string shortened(std::string_view text, std::size_t bytes_max);

// What was ordered, by whom, and what came of it. Texts that are longer than a command may have are
// shortened; `text_hash` binds to the whole.
std::string leaf_of(const Command& command, const CommandResult& result, const LeafPlace& place);

std::string leaf_of(const EpochView& epoch, std::uint64_t record);

}  // namespace shouxin::live
