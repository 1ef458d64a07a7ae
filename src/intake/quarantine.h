// Where does a line go that can't be judged? To quarantine, with its place and the
// reason, so that a person can mend it and send it again. Format of the file:
// docs/formats/quarantine.md.
#pragma once

#include "base/hash.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::intake {

struct QuarantineEntry {
    std::string_view source;   // the input's name
    std::uint64_t line = 0;    // from 1
    std::string_view reason;   // a sentence
    std::string_view excerpt;  // the line's beginning; see excerpt_of
};

class QuarantineSink {
public:
    virtual ~QuarantineSink() = default;

    // The views live during the call only. An error stops the intake.
    virtual Result<void> add(const QuarantineEntry& entry) = 0;
};

inline constexpr std::size_t excerpt_bytes_max = 200;

// The beginning of `line` that may be shown: valid UTF-8 (U+FFFD for what isn't), cut at
// a character, phone and ID numbers, WeChat ids and hotlines replaced by tokens of `key`.
std::string excerpt_of(std::string_view line, HashKey key);

// One line of quarantine.jsonl, with its newline.
std::string quarantine_json(const QuarantineEntry& entry);

// Where a line came from and why it isn't taken, as quarantine_json() wrote them; nothing if it
// didn't.
struct QuarantineOrigin {
    std::string source;
    std::string reason;
};

std::optional<QuarantineOrigin> quarantine_origin(std::string_view json);

}  // namespace shouxin::intake
