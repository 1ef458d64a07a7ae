// What does the TOML of a policy hold, and where does each thing stand? A plain tree with places,
// so that every problem can point into the file, also into the middle of a text of many lines.
// Pure. document.cpp is the only file that includes toml++.
#pragma once

#include "policy/problem.h"
#include "policy/token.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

enum class Kind : std::uint8_t { table, list, text, whole, decimal, truth, other };

struct Entry;

struct Item {
    Kind kind = Kind::other;
    Place place;
    PlacedText text;                         // of a text
    std::int64_t whole = 0;                  // of a whole number
    std::optional<std::int64_t> millionths;  // of either number, rounded, if it is that small
    bool truth = false;
    std::vector<Entry> entries;  // of a table, by key
    std::vector<Item> items;     // of a list

    [[nodiscard]] bool is_number() const { return kind == Kind::whole || kind == Kind::decimal; }
};

struct Entry {
    std::string key;
    Place place;
    Item value;
};

// The file's table; nullopt, and a problem, if it isn't TOML 1.0.
std::optional<Item> read_document(std::string_view text, Problems& problems);

}  // namespace shouxin::policy
