// Which letters does an address consist of, however it was typed? Simplified characters, half
// width, lower case; spaces, punctuation, symbols and bytes that aren't UTF-8 only part them.
// Immutable after parse(), thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::region {

// A code point of the basic plane; names of divisions hold no other.
using Letter = std::uint16_t;

inline constexpr Letter no_letter = 0;
inline constexpr Letter strange_letter = 0xffff;  // of another plane: in no name

struct Glyph {
    Letter letter = no_letter;
    bool parted = false;      // something that isn't a letter stands before it, or nothing at all
    std::uint32_t begin = 0;  // in bytes of the text
    std::uint32_t end = 0;
};

class Letters {
public:
    // The pairs of data/region/traditional.txt; `corrupt` with the line.
    static Result<Letters> parse(std::string_view traditional);

    // Of one code point; no_letter if it only parts letters.
    [[nodiscard]] Letter fold(std::uint32_t code_point) const {
        return code_point < folded_.size() ? folded_[code_point] : strange_letter;
    }

    // Takes the next letter off `text`, with what stands before it; no_letter at its end.
    [[nodiscard]] Letter next(std::string_view& text) const;

    // The letters of `text`, in its first 4 GiB, into `glyphs`, whose memory is used again.
    void read(std::string_view text, std::vector<Glyph>& glyphs) const;

private:
    Letters();

    std::vector<Letter> folded_;  // by code point
};

}  // namespace shouxin::region
