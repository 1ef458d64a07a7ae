// Which words does an expression consist of? Names, numbers with their units, texts and signs,
// each with its place in the file.
//
//     order.amount > ¥200 and merchant.age < 30 d        # and what else docs/formats/policy.md
//     says
//
// Pure functions.
#pragma once

#include "policy/problem.h"
#include "policy/value.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// A text of the file, decoded, and where each of its bytes stands there; `places` has one more,
// for its end.
struct PlacedText {
    std::string text;
    std::vector<Place> places;
};

enum class Mark : std::uint8_t { end, name, number, text, sign };

struct Token {
    Mark mark = Mark::end;
    Place place;
    std::string_view word{};  // as written; of a text, what is between its quotes
    Type type = Type::wrong;  // of a number
    std::int64_t value = 0;   // of a number

    [[nodiscard]] bool is(std::string_view sign_or_name) const {
        return (mark == Mark::sign || mark == Mark::name) && word == sign_or_name;
    }
};

// Ends with Mark::end. What isn't a word of the language is told and left out. The tokens point
// into `text`.
std::vector<Token> tokens_of(const PlacedText& text, Problems& problems);

// Words that can't be names.
std::span<const std::string_view> keywords();
bool is_keyword(std::string_view word);

// What may stand behind a number, and what it makes of it.
struct Unit {
    std::string_view word;
    Type type = Type::wrong;
    std::int64_t size = 1;  // in the type's own unit
};

std::span<const Unit> units();

}  // namespace shouxin::policy
