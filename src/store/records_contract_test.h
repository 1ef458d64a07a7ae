// What every kind of Records promises, whatever keeps the rows. A kind's test makes a `Maker` with
//     static std::string unavailable();                 why it can't be tested here, or empty
//     std::unique_ptr<port::Records> make();            empty
//     std::unique_ptr<port::Records> make_again();      what the last one held, if it lasts
//     static constexpr bool lasts;
// and instantiates the suite with it.
#pragma once

#include "base/random.h"
#include "port/records.h"
#include "store/memory/records.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace shouxin::store {

using port::Change;
using port::ColumnType;
using port::Condition;
using port::Durability;
using port::Query;
using port::Row;
using port::Table;
using port::Value;
using Is = port::Condition::Is;
using Kind = port::Change::Kind;

inline constexpr std::monostate nothing{};

inline Table things_table() {
    return {
        .name = "order",  // a word of SQL
        .columns =
            {{"key", ColumnType::text},
             {"select", ColumnType::text},
             {"number", ColumnType::integer},
             {"body", ColumnType::text}},
        .indexes = {{"select"}, {"number"}, {"select", "number"}},
    };
}

inline Table counters_table() {
    return {
        .name = "counters",
        .columns = {{"id", ColumnType::integer}, {"value", ColumnType::integer}},
        .indexes = {},
    };
}

inline Row thing(Value key, Value select, Value number, Value body = nothing) {
    return {std::move(key), std::move(select), std::move(number), std::move(body)};
}

inline Change change(Kind kind, Row row) {
    return {kind, "order", std::move(row)};
}

// Texts that somebody would like to see misunderstood.
inline std::vector<std::string> hostile_texts() {
    std::vector<std::string> texts = {
        "",
        "a",
        "b",
        "'; DROP TABLE \"order\"; --",
        "\" OR 1=1",
        "%",
        "_",
        "\\",
        "$1",
        "?1",
        std::string("\0", 1),
        std::string("a\0b", 3),
        "\xff",
        "\xff\xff",
        "\xc3\x28",
        "\xed\xa0\x80",
        "\xf0\x9f\x92\xa9",
        "\xe6\x94\xb6\xe4\xbf\xa1",
        "NULL",
        "0",
        "-1",
        "1e9",
        "\xfe\xff",
        "a\xff",
    };
    return texts;
}

template <class Maker>
class RecordsContractTest : public testing::Test {
public:
    void SetUp() override {
        if (const std::string why = Maker::unavailable(); !why.empty()) {
            GTEST_SKIP() << why;
        }
        records = maker.make();
        ASSERT_TRUE(records);
        define(*records);
    }

    static void define(port::Records& of) {
        const std::array tables = {things_table(), counters_table()};
        const auto defined = of.define(tables);
        ASSERT_TRUE(defined) << defined.error().message;
    }

    Result<void> write(std::vector<Change> changes, Durability durability = Durability::soon) {
        return records->write(changes, durability);
    }

    void put(Row row) {
        const auto done = write({change(Kind::put, std::move(row))});
        ASSERT_TRUE(done) << done.error().message;
    }

    std::optional<Row> found(const Value& key) {
        auto row = records->find("order", key);
        EXPECT_TRUE(row) << row.error().message;
        return row ? *row : std::nullopt;
    }

    std::vector<Row> listed(const Query& query) {
        auto rows = records->list(query);
        EXPECT_TRUE(rows) << rows.error().message;
        return rows ? *rows : std::vector<Row>{};
    }

    std::vector<Value> keys(const Query& query) {
        std::vector<Value> keys;
        for (const Row& row : listed(query)) {
            keys.push_back(row[0]);
        }
        return keys;
    }

    Maker maker;
    std::unique_ptr<port::Records> records;
};

TYPED_TEST_SUITE_P(RecordsContractTest);

TYPED_TEST_P(RecordsContractTest, PutFindErase) {
    EXPECT_EQ(this->found("a"), std::nullopt);
    this->put(thing("a", "x", 1, nothing));
    EXPECT_EQ(this->found("a"), thing("a", "x", 1));
    this->put(thing("a", nothing, -5, "body"));
    EXPECT_EQ(this->found("a"), thing("a", nothing, -5, "body"));
    ASSERT_TRUE(this->write({change(Kind::erase, {"a"}), change(Kind::erase, {"b"})}));
    EXPECT_EQ(this->found("a"), std::nullopt);
    ASSERT_TRUE(this->write({}));
}

TYPED_TEST_P(RecordsContractTest, AnyBytesAndIntegersComeBack) {
    std::int64_t number = 0;
    for (const std::string& text : hostile_texts()) {
        this->put(thing(text, text, ++number, text));
    }
    number = 0;
    for (const std::string& text : hostile_texts()) {
        EXPECT_EQ(this->found(text), thing(text, text, ++number, text));
        const Query same{.table = "order", .where = {{"select", Is::equal, text}}};
        EXPECT_EQ(this->listed(same).size(), 1U);
    }
    for (const std::int64_t extreme : {INT64_MIN, INT64_MAX, INT64_C(0)}) {
        this->put(thing("extreme", nothing, extreme));
        EXPECT_EQ(this->found("extreme"), thing("extreme", nothing, extreme));
    }
    std::string large(1 << 20, '\0');
    for (std::size_t i = 0; i < large.size(); ++i) {
        large[i] = static_cast<char>(i * 31);
    }
    this->put(thing("large", nothing, nothing, large));
    EXPECT_EQ(this->found("large"), thing("large", nothing, nothing, large));
}

TYPED_TEST_P(RecordsContractTest, ATextTooLongForAnIndexIsRefused) {
    Random random(1);
    std::string longest(600, '\0');
    for (char& c : longest) {
        c = static_cast<char>(random.uniform_int(-128, 127));
    }
    this->put(thing(longest, longest, 1));
    EXPECT_EQ(this->found(longest), thing(longest, longest, 1));
    const auto refused = this->write(
        {change(Kind::put, thing("a", "x", 1)), change(Kind::put, thing("b", longest + "x", 1))});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::invalid);
    EXPECT_EQ(this->found("a"), std::nullopt);
}

TYPED_TEST_P(RecordsContractTest, AWriteIsAllOrNothing) {
    this->put(thing("there", "x", 1));
    const auto refused = this->write({
        change(Kind::put, thing("new", "x", 1)),
        change(Kind::put, thing("there", "changed", 1)),
        change(Kind::erase, {"there"}),
        change(Kind::put, thing("there", "again", 1)),
        change(Kind::insert, thing("there", "x", 1)),
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::conflict);
    EXPECT_FALSE(refused.error().message.empty());
    EXPECT_EQ(this->found("new"), std::nullopt);
    EXPECT_EQ(this->found("there"), thing("there", "x", 1));
    ASSERT_TRUE(this->write(
        {change(Kind::erase, {"there"}), change(Kind::insert, thing("there", "y", 2))},
        Durability::now));
    EXPECT_EQ(this->found("there"), thing("there", "y", 2));
}

TYPED_TEST_P(RecordsContractTest, RequireLooksAtWhatIsSomething) {
    this->put(thing("a", "x", 1, "body"));
    const auto after = [&](Row wanted) {
        return this->write(
            {change(Kind::require, std::move(wanted)), change(Kind::put, thing("b", "b", 1))});
    };
    EXPECT_EQ(after(thing("a", "y", nothing)).error().failure, Failure::conflict);
    EXPECT_EQ(after(thing("c", nothing, nothing)).error().failure, Failure::conflict);
    EXPECT_EQ(this->found("b"), std::nullopt);
    EXPECT_TRUE(after(thing("a", nothing, 1)));
    EXPECT_TRUE(this->found("b").has_value());
    EXPECT_TRUE(this->write(
        {change(Kind::put, thing("a", "z", 2)), change(Kind::require, thing("a", "z", 2))}));
    EXPECT_FALSE(this->write(
        {change(Kind::erase, {"a"}), change(Kind::require, thing("a", nothing, nothing))}));
    EXPECT_EQ(this->found("a"), thing("a", "z", 2));
}

TYPED_TEST_P(RecordsContractTest, BeginsWithIsAboutBytes) {
    for (const char* key : {"a", "ab", "ab\xff", "ab\xff\xff", "ac", "b", "\xff", "\xff\xff", ""}) {
        this->put(thing(key, nothing, nothing));
    }
    const auto beginning = [&](std::string prefix) {
        return this->keys({.table = "order", .where = {{"key", Is::begins_with, prefix}}}).size();
    };
    EXPECT_EQ(beginning(""), 9U);
    EXPECT_EQ(beginning("a"), 5U);
    EXPECT_EQ(beginning("ab"), 3U);
    EXPECT_EQ(beginning("ab\xff"), 2U);
    EXPECT_EQ(beginning("\xff"), 2U);
    EXPECT_EQ(beginning("\xff\xff"), 1U);
    EXPECT_EQ(beginning("c"), 0U);
}

TYPED_TEST_P(RecordsContractTest, NothingIsDifferentFromSomethingAndComesFirst) {
    this->put(thing("a", "x", 2));
    this->put(thing("b", nothing, 1));
    this->put(thing("c", "w", nothing));
    const auto where = [&](Is is, Value value) {
        return this->keys({.table = "order", .where = {{"select", is, std::move(value)}}});
    };
    using Keys = std::vector<Value>;
    EXPECT_EQ(where(Is::equal, nothing), Keys{"b"});
    EXPECT_EQ(where(Is::not_equal, nothing), (Keys{"a", "c"}));
    EXPECT_EQ(where(Is::not_equal, "x"), (Keys{"b", "c"}));
    EXPECT_EQ(where(Is::less, "x"), Keys{"c"});
    EXPECT_EQ(this->keys({.table = "order", .order_by = "select"}), (Keys{"b", "c", "a"}));
    EXPECT_EQ(
        this->keys({.table = "order", .order_by = "select", .descending = true}),
        (Keys{"a", "c", "b"}));
}

TYPED_TEST_P(RecordsContractTest, PagesJoinWithoutGapOrOverlap) {
    Random random(7);
    std::vector<Change> changes;
    for (int i = 0; i < 200; ++i) {
        const Value number = random.chance(0.2) ? Value(nothing) : Value(random.uniform_int(0, 5));
        changes.push_back(change(Kind::put, thing(std::to_string(i), nothing, number)));
    }
    ASSERT_TRUE(this->write(changes));
    for (const std::string order : {"", "number", "key"}) {
        for (const bool descending : {false, true}) {
            Query query{
                .table = "order", .order_by = order, .descending = descending, .limit = 1000};
            const std::vector<Row> whole = this->listed(query);
            ASSERT_EQ(whole.size(), 200U);
            query.limit = 7;
            std::vector<Row> joined;
            for (auto page = this->listed(query); !page.empty(); page = this->listed(query)) {
                joined.insert(joined.end(), page.begin(), page.end());
                query.after = page.back();
            }
            EXPECT_EQ(joined, whole) << "by " << order;
        }
    }
}

TYPED_TEST_P(RecordsContractTest, CountStopsAtMost) {
    for (int i = 0; i < 10; ++i) {
        this->put(thing(std::to_string(i), nothing, i));
    }
    const std::vector<Condition> where = {{"number", Is::at_least, 4}};
    EXPECT_EQ(this->records->count("order", where, 1000), 6U);
    EXPECT_EQ(this->records->count("order", where, 3), 3U);
    EXPECT_EQ(this->records->count("order", where, 0), 0U);
    EXPECT_EQ(this->records->count("order", {}, UINT64_MAX), 10U);
}

TYPED_TEST_P(RecordsContractTest, ColumnsAddedAtTheEndAreNothing) {
    this->put(thing("a", "x", 1));
    Table wider = things_table();
    wider.columns.push_back({"added", ColumnType::integer});
    wider.indexes.push_back({"added"});
    const auto defined = this->records->define(std::span(&wider, 1));
    ASSERT_TRUE(defined) << defined.error().message;
    EXPECT_EQ(this->found("a"), (Row{"a", "x", 1, nothing, nothing}));
    this->put({"a", "x", 1, nothing, 5});
    EXPECT_EQ(this->found("a"), (Row{"a", "x", 1, nothing, 5}));
}

TYPED_TEST_P(RecordsContractTest, WhatLastsIsThereAgain) {
    this->put(thing("a", "x", 1));
    ASSERT_TRUE(this->write({change(Kind::put, thing("b", "x", 1))}, Durability::now));
    if (!TypeParam::lasts) {
        return;
    }
    this->records.reset();
    this->records = this->maker.make_again();
    this->define(*this->records);
    EXPECT_TRUE(this->found("a").has_value());
    EXPECT_TRUE(this->found("b").has_value());
    Table other = things_table();
    other.columns[2].type = ColumnType::text;
    if (auto strange = this->maker.make_again()) {
        const auto refused = strange->define(std::span(&other, 1));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().failure, Failure::conflict);
    }
}

// Threads add to one counter, each only if it is still what it read: half of them as if they were
// another program, where the rows last.
TYPED_TEST_P(RecordsContractTest, RequireAndWriteAreOne) {
    const auto counter = [](Kind kind, std::int64_t value) {
        return Change{kind, "counters", {1, value}};
    };
    ASSERT_TRUE(this->write({counter(Kind::put, 0)}));
    std::unique_ptr<port::Records> beside;
    if (TypeParam::lasts) {
        beside = this->maker.make_again();
        this->define(*beside);
    }
    constexpr int threads_count = 4;
    constexpr int additions = 50;
    std::vector<std::thread> threads;
    for (int i = 0; i < threads_count; ++i) {
        port::Records& mine = beside && i % 2 == 0 ? *beside : *this->records;
        threads.emplace_back([&] {
            for (int done = 0; done < additions;) {
                const auto row = *mine.find("counters", 1);
                const auto now = std::get<std::int64_t>((*row)[1]);
                const std::array changes = {
                    counter(Kind::require, now), counter(Kind::put, now + 1)};
                done += mine.write(changes, Durability::soon) ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(this->records->find("counters", 1).value()->at(1), Value(threads_count * additions));
}

// ---- The same as memory, whatever is asked ----------------------------------------------------

class Asker {
public:
    explicit Asker(std::uint64_t seed) : random_(seed), texts_(hostile_texts()) {}

    std::vector<Change> changes() {
        std::vector<Change> changes(static_cast<std::size_t>(random_.uniform_int(1, 6)));
        for (Change& one : changes) {
            const double dice = random_.uniform();
            one = change(
                dice < 0.2   ? Kind::insert
                : dice < 0.8 ? Kind::put
                : dice < 0.9 ? Kind::erase
                             : Kind::require,
                thing(random_.pick(texts_), text(), number(), text()));
        }
        return changes;
    }

    std::vector<Condition> conditions() {
        std::vector<Condition> conditions(random_.uniform_index(3));
        for (Condition& condition : conditions) {
            const bool on_number = random_.chance(0.4);
            condition.column = on_number ? "number" : random_.chance(0.5) ? "select" : "key";
            condition.value = on_number ? number() : text();
            const bool only_same = std::holds_alternative<std::monostate>(condition.value);
            const int most = only_same ? 1 : on_number ? 5 : 6;
            condition.is = static_cast<Is>(random_.uniform_int(0, most));
        }
        return conditions;
    }

    Query query() {
        const std::vector<std::string> orders = {"", "key", "select", "number", "body"};
        Query query{
            .table = "order",
            .where = conditions(),
            .order_by = random_.pick(orders),
            .descending = random_.chance(0.5),
            .limit = random_.uniform_index(12),
        };
        if (random_.chance(0.6)) {
            query.after = thing(random_.pick(texts_), text(), number(), text());
        }
        return query;
    }

    std::uint64_t most() { return random_.uniform_index(12); }

private:
    Value text() { return random_.chance(0.2) ? Value(nothing) : Value(random_.pick(texts_)); }

    Value number() {
        return random_.chance(0.2) ? Value(nothing) : Value(random_.uniform_int(-2, 3));
    }

    Random random_;
    std::vector<std::string> texts_;
};

TYPED_TEST_P(RecordsContractTest, AnswersAsMemoryDoes) {
    MemoryRecords memory;
    this->define(memory);
    Asker asker(11);
    for (int step = 0; step < 1500; ++step) {
        SCOPED_TRACE(testing::Message() << "step " << step);
        const auto changes = asker.changes();
        const auto expected = memory.write(changes, Durability::soon);
        const auto written = this->records->write(changes, Durability::soon);
        ASSERT_EQ(written.has_value(), expected.has_value());
        ASSERT_TRUE(written || written.error().failure == expected.error().failure);
        const Query query = asker.query();
        ASSERT_EQ(this->listed(query), *memory.list(query));
        const auto where = asker.conditions();
        const std::uint64_t most = asker.most();
        ASSERT_EQ(*this->records->count("order", where, most), *memory.count("order", where, most));
    }
}

REGISTER_TYPED_TEST_SUITE_P(
    RecordsContractTest,
    PutFindErase,
    AnyBytesAndIntegersComeBack,
    ATextTooLongForAnIndexIsRefused,
    AWriteIsAllOrNothing,
    RequireLooksAtWhatIsSomething,
    BeginsWithIsAboutBytes,
    NothingIsDifferentFromSomethingAndComesFirst,
    PagesJoinWithoutGapOrOverlap,
    CountStopsAtMost,
    ColumnsAddedAtTheEndAreNothing,
    WhatLastsIsThereAgain,
    RequireAndWriteAreOne,
    AnswersAsMemoryDoes);

}  // namespace shouxin::store
