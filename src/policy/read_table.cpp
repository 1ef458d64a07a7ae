#include "policy/read_table.h"

#include "policy/parse.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::policy {
namespace {

Sentence value_problem(std::string_view key, Type type) {
    const std::string_view quote = type == Type::count ? "" : "\"";
    const std::string example = fmt::format("{} = {}{}{}", key, quote, example_of(type), quote);
    const bool is_share = type == Type::ratio;
    return {
        fmt::format(
            "{} 必须是{}，{}；请写 {}",
            key,
            name_of(type, Language::zh),
            is_share ? "0 % 到 100 %" : "不小于零",
            example),
        fmt::format(
            "{} must be {}{}; write {}",
            key,
            name_of(type, Language::en),
            is_share ? " from 0 % to 100 %" : ", not below zero",
            example)};
}

}  // namespace

TableReader::TableReader(
    const Item& table, const std::vector<std::string_view>& known, Problems& problems)
    : table_(table), problems_(problems) {
    for (const Entry& entry : table.entries) {
        if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
            const std::string_view nearest = nearest_of(entry.key, known);
            const Sentence meant = did_you_mean(nearest);
            const Sentence all = listed(known);
            problems_.add(
                entry.place,
                {fmt::format("没有“{}”这个键{}；可以用 {}", entry.key, meant.zh, all.zh),
                 fmt::format("unknown key '{}'{}; known are {}", entry.key, meant.en, all.en)},
                nearest);
        }
    }
}

const Item* TableReader::find(std::string_view key) const {
    const auto found =
        std::find_if(table_.entries.begin(), table_.entries.end(), [&](const Entry& entry) {
            return entry.key == key;
        });
    return found == table_.entries.end() ? nullptr : &found->value;
}

std::optional<std::string> TableReader::text(std::string_view key, std::size_t bytes_max) {
    const Item* const item = find(key);
    if (item == nullptr) {
        return std::nullopt;
    }
    if (item->kind != Kind::text || item->text.text.empty() || item->text.text.size() > bytes_max) {
        problems_.add(
            item->place,
            {fmt::format("{} 必须是 1 到 {} 字节的文字", key, bytes_max),
             fmt::format("{} must be a text of 1 to {} bytes", key, bytes_max)});
        return std::nullopt;
    }
    return item->text.text;
}

std::optional<bool> TableReader::truth(std::string_view key) {
    const Item* const item = find(key);
    if (item != nullptr && item->kind != Kind::truth) {
        problems_.add(
            item->place,
            {fmt::format("{} 必须是 true 或 false，不加引号", key),
             fmt::format("{} must be true or false, without quotes", key)});
    }
    return item != nullptr && item->kind == Kind::truth ? std::optional(item->truth) : std::nullopt;
}

std::optional<std::uint32_t> TableReader::probability(std::string_view key) {
    const Item* const item = find(key);
    if (item == nullptr) {
        return std::nullopt;
    }
    if (!item->is_number() || !item->millionths || *item->millionths < 0 ||
        *item->millionths > 1'000'000) {
        problems_.add(
            item->place,
            {fmt::format("{} 必须是 0 到 1 之间的数", key),
             fmt::format("{} must be a number from 0 to 1", key)});
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*item->millionths);
}

std::optional<std::int64_t> TableReader::value(std::string_view key, Type type) {
    const Item* const item = find(key);
    if (item == nullptr) {
        return std::nullopt;
    }
    std::optional<std::int64_t> value;
    if (item->kind == Kind::text) {
        value = parse_value(item->text, type, problems_);
        if (!value) {
            return std::nullopt;  // and was told
        }
    } else if (type == Type::count && item->kind == Kind::whole) {
        value = item->whole;
    } else if (type == Type::ratio && item->is_number()) {
        value = item->millionths;
    }
    if (!value || *value < 0 || (type == Type::ratio && *value > 1'000'000)) {
        problems_.add(item->place, value_problem(key, type));
        return std::nullopt;
    }
    return value;
}

std::optional<std::size_t> TableReader::word(
    std::string_view key, const std::vector<std::string_view>& words) {
    const Item* const item = find(key);
    if (item == nullptr) {
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), item->text.text);
    if (item->kind != Kind::text || found == words.end()) {
        const std::string_view nearest = nearest_of(item->text.text, words);
        const Sentence meant = did_you_mean(nearest);
        const Sentence all = listed(words);
        problems_.add(
            item->place,
            {fmt::format("{} 必须是 {} 之一{}", key, all.zh, meant.zh),
             fmt::format("{} must be one of {}{}", key, all.en, meant.en)},
            nearest);
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

}  // namespace shouxin::policy
