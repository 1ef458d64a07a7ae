// How fast are records written, found and paged, in memory, SQLite and PostgreSQL? A table of 12
// columns with 3 indexes; a page of 100 of 1,000,000 rows must take < 300 ms, and should < 5 ms.
// PostgreSQL runs where SHOUXIN_BENCH_POSTGRES says (libpq's target); without it, it is left out.
#include "base/must.h"
#include "base/random.h"
#include "store/memory/records.h"
#include "store/postgres/records.h"
#include "store/sqlite/records.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using shouxin::Random;
using shouxin::port::Change;
using shouxin::port::ColumnType;
using shouxin::port::Condition;
using shouxin::port::Durability;
using shouxin::port::Query;
using shouxin::port::Records;
using shouxin::port::Row;
using shouxin::port::Table;

constexpr std::int64_t batch = 1000;
constexpr std::int64_t rows_paged = 1'000'000;
constexpr std::int64_t merchants = 1000;

Table table_of(const std::string& name) {
    Table table{
        .name = name,
        .columns =
            {{"id", ColumnType::text},
             {"merchant", ColumnType::text},
             {"created_ms", ColumnType::integer},
             {"state", ColumnType::text},
             {"amount", ColumnType::integer}},
        .indexes = {{"merchant", "created_ms"}, {"state", "created_ms"}, {"created_ms"}},
    };
    for (int i = 0; i < 7; ++i) {
        table.columns.push_back({fmt::format("more{}", i), ColumnType::text});
    }
    return table;
}

std::string id_of(std::int64_t number) {
    return fmt::format("{:016x}", static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15);
}

Row row_of(std::int64_t number) {
    Row row = {
        id_of(number),
        fmt::format("merchant-{}", number * 7919 % merchants),
        number,
        number % 10 == 0 ? "open" : "closed",
        number % 100'000};
    for (int i = 0; i < 7; ++i) {
        row.emplace_back(fmt::format("some text {} of twenty", i));
    }
    return row;
}

void fill(Records& records, const std::string& table, std::int64_t from, Durability durability) {
    std::vector<Change> changes;
    for (std::int64_t i = 0; i < batch; ++i) {
        changes.push_back({Change::Kind::put, table, row_of(from + i)});
    }
    MUST(records.write(changes, durability).has_value());
}

void written(benchmark::State& state, Records& records, Durability durability) {
    const bool now = durability == Durability::now;
    const Table table = table_of(now ? "written_now" : "written_soon");
    MUST(records.define(std::span(&table, 1)).has_value());
    std::int64_t number = 0;
    for (auto _ : state) {
        fill(records, table.name, number, durability);
        number += batch;
    }
    state.counters["rows"] =
        benchmark::Counter(static_cast<double>(number), benchmark::Counter::kIsRate);
}

void define_paged(Records& records) {
    const Table table = table_of("paged");
    MUST(records.define(std::span(&table, 1)).has_value());
    const auto there = *records.count(table.name, {}, rows_paged);
    for (auto number = static_cast<std::int64_t>(there); number < rows_paged; number += batch) {
        fill(records, table.name, number, Durability::soon);
    }
}

void found(benchmark::State& state, Records& records) {
    define_paged(records);
    Random random(1);
    for (auto _ : state) {
        const auto row = records.find("paged", id_of(random.uniform_int(0, rows_paged - 1)));
        MUST(row.has_value() && row->has_value());
    }
}

// Any page of any merchant's rows, newest first.
void page(benchmark::State& state, Records& records) {
    define_paged(records);
    Random random(1);
    for (auto _ : state) {
        const Query query{
            .table = "paged",
            .where =
                {{"merchant",
                  Condition::Is::equal,
                  fmt::format("merchant-{}", random.uniform_int(0, merchants - 1))}},
            .order_by = "created_ms",
            .descending = true,
            .limit = 100,
            .after = row_of(random.uniform_int(rows_paged / 2, rows_paged - 1)),
        };
        const auto rows = records.list(query);
        MUST(rows.has_value() && rows->size() == 100);
    }
}

void add(const std::string& name, Records& records) {
    const auto named = [&](const char* what) { return fmt::format("{}/{}", what, name); };
    for (const auto& [what, durability] :
         {std::pair{"written_soon", Durability::soon}, std::pair{"written_now", Durability::now}}) {
        benchmark::RegisterBenchmark(
            named(what).c_str(),
            [&records, durability](benchmark::State& state) {
                written(state, records, durability);
            })
            ->Iterations(50)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark(
        named("found").c_str(), [&records](benchmark::State& state) { found(state, records); })
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark(
        named("page").c_str(), [&records](benchmark::State& state) { page(state, records); })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
    std::string folder = (std::filesystem::temp_directory_path() / "shouxin-bench-XXXXXX").string();
    MUST(mkdtemp(folder.data()) != nullptr);
    shouxin::store::MemoryRecords memory;
    add("memory", memory);
    auto sqlite = shouxin::store::open_sqlite_records(folder + "/records.db");
    MUST(sqlite.has_value());
    add("sqlite", **sqlite);
    std::unique_ptr<Records> postgres;
    if (const char* const target = std::getenv("SHOUXIN_BENCH_POSTGRES")) {
        postgres = *shouxin::store::open_postgres_records(target);
        add("postgres", *postgres);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    sqlite->reset();
    std::filesystem::remove_all(folder);
}
