// Where in a policy file is something wrong, and what should its author do? All problems are
// gathered, so that a file is mended in one go. Plain values.
#pragma once

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
    std::string message;  // one sentence that says what to do

    friend bool operator==(const Problem&, const Problem&) = default;
};

// "p.toml:2:10: block must be a number from 0 to 1"
std::string to_text(const Problem& problem, std::string_view file);

class Problems {
public:
    // What comes after is dropped: who made so many has one cause to find.
    static constexpr std::size_t most = 200;

    void add(Place place, std::string message);

    // How many were told, those that were dropped too.
    [[nodiscard]] std::size_t told() const { return told_; }

    // In the order of their places.
    std::vector<Problem> take();

private:
    std::vector<Problem> all_;
    std::size_t told_ = 0;
};

// " (did you mean 'review'?)", or nothing if no known word is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

// "review, block and allow", for lists of what is known.
std::string listed(const std::vector<std::string_view>& words);

}  // namespace shouxin::policy
