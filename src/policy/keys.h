// Which tables may a policy file have, which keys stand in them, and what do they mean? The
// readers take their keys from here, so that what is told of a file's form is what is accepted.
// Immutable, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// `top` is the file itself.
enum class Table : std::uint8_t { top, orders, hold_out, brake, delay, window, rule, count };

constexpr std::size_t table_count = static_cast<std::size_t>(Table::count);

struct TableText {
    std::string_view name;
    std::string_view header;  // as it is written: [orders], [[rule]]
    std::string_view zh;
    std::string_view en;
};

const TableText& text_of(Table table);

// How a value is written.
enum class Form : std::uint8_t {
    text,
    probability,  // 0 to 1
    count,
    ratio,
    money,
    duration,
    range,  // "0 s to 6 h"
    truth,
    word,  // one of some
    condition,
    actions,
    table,
    tables,
};

std::string_view name_of(Form form);

struct TableKey {
    Table table = Table::top;
    std::string_view name;
    Form form = Form::text;
    bool required = false;
    std::string_view example;  // as TOML, without the key; of a table its header
    std::string_view zh;
    std::string_view en;
};

// In the order of their tables.
std::span<const TableKey> table_keys();

// Names of the keys that may stand in the table.
std::vector<std::string_view> keys_of(Table table);

// What may be the value of a key of form `word`, in the order of the enumeration that it names.
std::vector<std::string_view> words_of(Table table, std::string_view key);

}  // namespace shouxin::policy
