#include "policy/vocabulary.h"

#include "policy/field.h"
#include "policy/guide.h"
#include "policy/keys.h"
#include "policy/policy.h"
#include "policy/token.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace shouxin::policy {
namespace {

// All that is wrong, a line each; "" if it is accepted.
std::string complaints(std::string_view text) {
    std::string told;
    if (const auto policy = compile(text); !policy) {
        for (const Problem& problem : policy.error()) {
            told += to_text(problem, "p") + "\n";
        }
    }
    return told;
}

std::string rule(std::string_view on, std::string_view when) {
    return fmt::format(
        "[[rule]]\nname = 'r'\non = '{}'\noutcome = 'review'\nwhen = '''{}'''\n", on, when);
}

std::string use_of(Field field) {
    const FieldText& text = text_of(field);
    switch (text.type) {
        case Type::truth:
            return std::string(text.name);
        case Type::text:
            return fmt::format(
                "{} = \"{}\"", text.name, text.words.empty() ? "x" : text.words.front());
        case Type::division:
            return fmt::format("{} in \"44\"", text.name);
        case Type::reasons:
            return fmt::format("{} has \"cash-back\"", text.name);
        default:
            return fmt::format(
                "{} > {}", text.name, text.name == "review.stars" ? "3" : example_of(text.type));
    }
}

TEST(Vocabulary, every_field_compiles_on_the_subjects_that_are_told_and_on_no_other) {
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto field = static_cast<Field>(i);
        for (std::size_t k = 0; k < model::subject_kind_count; ++k) {
            const auto kind = static_cast<model::SubjectKind>(k);
            const std::string text = rule(model::text_of(kind).name, use_of(field));
            EXPECT_EQ(complaints(text).empty(), may_use(kind, field)) << text << complaints(text);
        }
    }
}

TEST(Vocabulary, every_operator_and_function_compiles_in_its_example) {
    for (const auto words : {operators(), functions()}) {
        for (const WordText& word : words) {
            EXPECT_EQ(complaints(rule("order", word.example)), "") << word.word;
            EXPECT_NE(word.example.find(word.word), std::string_view::npos) << word.word;
            EXPECT_FALSE(word.zh.empty() || word.en.empty() || word.form.empty()) << word.word;
        }
    }
}

TEST(Vocabulary, no_keyword_or_sign_is_missing) {
    std::set<std::string_view> told{"true", "false", "by", "over", "to"};
    for (const auto words : {operators(), functions()}) {
        for (const WordText& word : words) {
            told.insert(word.word);
        }
    }
    for (const std::string_view word : keywords()) {
        EXPECT_TRUE(told.contains(word)) << word;
    }
    for (const std::string_view sign : {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*"}) {
        EXPECT_TRUE(told.contains(sign)) << sign;
    }
}

TEST(Vocabulary, every_unit_is_read_as_its_type) {
    constexpr std::array<std::string_view, 10> asked{
        "", "", "order.quantity", "order.probability", "order.amount", "order.age", "order.weight"};
    for (const Unit& unit : units()) {
        const std::string when =
            fmt::format("{} > 3 {}", asked[static_cast<std::size_t>(unit.type)], unit.word);
        EXPECT_EQ(complaints(rule("order", when)), "") << when;
    }
}

// The keys of one table, each with its example; of a window only one of count, sum and distinct.
std::string table_of(Table table, std::string_view aggregate) {
    const TableText& text = text_of(table);
    std::string file(text.header);
    file += "\n";
    for (const TableKey& key : table_keys()) {
        const bool other = key.table == Table::window && key.name != aggregate &&
                           (key.name == "count" || key.name == "sum" || key.name == "distinct");
        const bool is_header = key.form == Form::table || key.form == Form::tables;
        if (key.table == table && !other && !is_header) {
            file += fmt::format("{} = {}\n", key.name, key.example);
        }
    }
    return file;
}

TEST(Vocabulary, every_key_is_accepted_with_its_example) {
    for (const std::string_view aggregate : {"count", "sum", "distinct"}) {
        std::string file;
        for (std::size_t i = 0; i < table_count; ++i) {
            file += table_of(static_cast<Table>(i), aggregate);
        }
        EXPECT_EQ(complaints(file), "") << file;
    }
}

TEST(Vocabulary, every_word_that_a_key_may_have_is_accepted) {
    for (const TableKey& key : table_keys()) {
        if (key.form != Form::word) {
            continue;
        }
        for (const std::string_view word : words_of(key.table, key.name)) {
            std::string file = table_of(key.table, key.name);
            const std::string line = fmt::format("{} = ", key.name);
            const std::size_t from = file.find("\n" + line) + 1;
            const std::size_t end = file.find('\n', from);
            file.replace(from, end - from, fmt::format("{}\"{}\"", line, word));
            const std::string told = complaints(file);
            EXPECT_EQ(told.find(fmt::format("{} must be one of", key.name)), std::string::npos)
                << told;
            EXPECT_EQ(told.find("can't stand here"), std::string::npos) << told;
        }
    }
}

TEST(Vocabulary, every_action_is_accepted_on_its_subjects) {
    for (std::size_t i = 0; i < model::action_count; ++i) {
        const auto action = static_cast<model::Action>(i);
        for (std::size_t k = 0; k < model::subject_kind_count; ++k) {
            const auto kind = static_cast<model::SubjectKind>(k);
            const std::string file = fmt::format(
                "[[rule]]\nname = 'r'\non = '{}'\nactions = ['{}']\nwhen = 'ring.members > 9'\n",
                model::text_of(kind).name,
                model::text_of(action).name);
            EXPECT_EQ(complaints(file).empty(), model::applies_to(action, kind)) << file;
        }
    }
}

TEST(Guide, has_ten_examples_with_titles_in_both_languages_that_are_accepted_together) {
    std::string all;
    std::size_t titles = 0;
    std::string last;
    for (const WorkedExample& example : worked_examples()) {
        titles += example.title.zh != last ? 1U : 0U;
        last = example.title.zh;
        EXPECT_NE(example.title.zh, example.title.en);
        all += example.text;
    }
    EXPECT_EQ(titles, 10U);
    EXPECT_EQ(complaints(all), "");
    EXPECT_EQ(worked_examples().front().title.zh, "只改阈值");
    EXPECT_EQ(worked_examples().front().title.en, "Thresholds alone");
}

}  // namespace
}  // namespace shouxin::policy
