// What does a table of the file say under its keys? Takes typed values out of a table and tells
// what isn't as it must be. Used while compiling; not thread-safe.
#pragma once

#include "policy/document.h"
#include "policy/problem.h"
#include "policy/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

class TableReader {
public:
    // `known` are all keys that the table may have; others are told.
    TableReader(const Item& table, const std::vector<std::string_view>& known, Problems& problems);

    [[nodiscard]] const Item* find(std::string_view key) const;

    [[nodiscard]] Place place() const { return table_.place; }

    // Nothing if the key isn't there, or if what is there was told as a problem.
    std::optional<std::string> text(std::string_view key, std::size_t bytes_max);
    std::optional<bool> truth(std::string_view key);

    // A number from 0 to 1, as millionths.
    std::optional<std::uint32_t> probability(std::string_view key);

    // "7 d", "¥200", "25 %"; a count also as a plain number, a ratio also as 0.25. Never below
    // zero, a ratio never above one.
    std::optional<std::int64_t> value(std::string_view key, Type type);

    // One of some words, by its place among them.
    std::optional<std::size_t> word(
        std::string_view key, const std::vector<std::string_view>& words);

private:
    const Item& table_;
    Problems& problems_;
};

}  // namespace shouxin::policy
