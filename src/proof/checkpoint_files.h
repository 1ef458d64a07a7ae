// How do checkpoints lie in a ledger's folder? The bytes of the files that hold more than one note.
// Pure. docs/formats/ledger.md
#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

constexpr std::string_view checkpoint_name = "checkpoint";  // the newest, a signed note
constexpr std::string_view history_name = "checkpoints";    // notes, oldest first
constexpr std::string_view time_stamp_name = "time-stamp";  // the newest that was stamped
constexpr std::string_view journal_name = "journal";        // proof/journal.h

// The notes one behind the other, a blank line after each.
std::string history_bytes(std::span<const std::string> notes);
Result<std::vector<std::string>> parse_history(std::string_view bytes);

struct Stamped {
    std::string checkpoint;  // the signed note
    std::string token;       // RFC 3161, DER
};

// Canonical JSON: {"checkpoint":note,"token":base64}
std::string stamped_bytes(const Stamped& stamped);
Result<Stamped> parse_stamped(std::string_view bytes);

}  // namespace shouxin::proof
