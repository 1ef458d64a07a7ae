// Which characters of the file does a problem mean? For an editor that underlines them and offers
// the word that was meant. Pure; not thread-safe.
#pragma once

#include "policy/problem.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

class Marks {
public:
    // `text` is the file that the problems were found in, and outlives this.
    explicit Marks(std::string_view text);

    // How many characters of its line stand at the place: a word, a text with its quotes, a number
    // with its unit, a header, a sign; at least 1.
    [[nodiscard]] std::uint32_t length(Place place) const;

    // What to write instead of these characters; nothing if no word is near.
    [[nodiscard]] std::optional<std::string> fix(const Problem& problem) const;

private:
    [[nodiscard]] std::string_view marked(Place place) const;

    std::string_view text_;
    std::vector<std::size_t> line_begins_;
};

}  // namespace shouxin::policy
