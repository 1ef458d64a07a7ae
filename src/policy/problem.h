// Where in a policy file is something wrong, and what should its author do? All problems are
// gathered, so that a file is mended in one go. Plain values.
#pragma once

#include "policy/sentence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// From 1; a column counts characters (code points), as editors do.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Problem {
    Place place;
    Sentence message;     // says what to do
    std::string nearest;  // the word that was meant, perhaps: instead of the one at `place`

    friend bool operator==(const Problem&, const Problem&) = default;
};

// "p.toml:2:10: block must be a number from 0 to 1"
std::string to_text(const Problem& problem, std::string_view file);

class Problems {
public:
    // What comes after is dropped: who made so many has one cause to find.
    static constexpr std::size_t most = 200;

    void add(Place place, Sentence message, std::string_view nearest = {});

    // How many were told, those that were dropped too.
    [[nodiscard]] std::size_t told() const { return told_; }

    // In the order of their places.
    std::vector<Problem> take();

private:
    std::vector<Problem> all_;
    std::size_t told_ = 0;
};

// The known word that was mistyped, empty if none is near.
std::string_view nearest_of(std::string_view word, const std::vector<std::string_view>& known);

// " (did you mean 'review'?)", or nothing if no word is near.
Sentence did_you_mean(std::string_view nearest);

// "review, block and allow", for lists of what is known.
Sentence listed(const std::vector<std::string_view>& words);

// That `word` isn't one of those that may stand there.
Sentence one_of_problem(
    std::string_view word, std::string_view nearest, const std::vector<std::string_view>& known);

}  // namespace shouxin::policy
