#include "store/sqlite/connection.h"

#include <fmt/format.h>

#include <optional>
#include <sqlite3.h>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace shouxin::store {
namespace {

using port::Durability;
using port::Row;
using port::Value;

constexpr int busy_ms = 5000;  // while another process writes
constexpr std::size_t statements_max = 256;

// Only the beginning of a database heeds page_size. The WAL is copied back at 16 MiB and cut to
// 64 MiB if it grew past that while somebody read.
constexpr const char* settings =
    "PRAGMA page_size = 8192;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA wal_autocheckpoint = 2048;"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF;";
constexpr const char* writer_settings = "PRAGMA cache_size = -65536;";  // KiB
constexpr const char* reader_settings = "PRAGMA cache_size = -16384; PRAGMA query_only = ON;";

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

Failure failure_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return Failure::exhausted;
        case SQLITE_CONSTRAINT:
            return Failure::conflict;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Failure::corrupt;
        case SQLITE_TOOBIG:
            return Failure::invalid;
        default:
            return Failure::unavailable;
    }
}

std::string_view reason_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return "the disk is full";
        case SQLITE_CONSTRAINT:
            return "a row with this key is there already";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "it isn't a database, or it is damaged: restore it from a backup";
        case SQLITE_READONLY:
            return "it may only be read: give this program the right to write it";
        case SQLITE_CANTOPEN:
            return "it can't be opened: check that its folder is there and may be written";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another process keeps it locked: stop that one, or try again";
        default:
            return sqlite3_errstr(code);
    }
}

tl::unexpected<Error> error_of(int code, const std::string& path) {
    return fail(failure_of(code), fmt::format("the database {}: {}", path, reason_of(code)));
}

// For pragmas, which may act when they are prepared, so that a prepared one would act only once.
Result<void> execute(sqlite3* database, const std::string& path, const char* text) {
    const int code = sqlite3_exec(database, text, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>{} : error_of(code, path);
}

// Texts aren't copied: they outlive the statement's run.
int bind(sqlite3_stmt* statement, int at, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, at, *number);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return sqlite3_bind_blob64(statement, at, text->data(), text->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, at);
}

Value value_at(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return sqlite3_column_int64(statement, column);
        case SQLITE_NULL:
            return std::monostate{};
        default: {
            const void* const bytes = sqlite3_column_blob(statement, column);
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            return size == 0 ? std::string() : std::string(static_cast<const char*>(bytes), size);
        }
    }
}

Row row_of(sqlite3_stmt* statement) {
    Row row(static_cast<std::size_t>(sqlite3_column_count(statement)));
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = value_at(statement, static_cast<int>(i));
    }
    return row;
}

class SqliteConnection final : public SqlConnection {
public:
    SqliteConnection(Database database, std::string path)
        : path_(std::move(path)), database_(std::move(database)) {}

    Result<std::vector<Row>> query(std::string_view text, std::span<const Value> values) override {
        std::vector<Row> rows;
        TRY_DONE(run(text, values, [&](Row row) { rows.push_back(std::move(row)); }));
        return rows;
    }

    Result<void> transact(std::span<const SqlStep> steps, Durability durability) override {
        TRY_DONE(set_durability(durability));
        TRY_DONE(run("BEGIN IMMEDIATE"));
        auto done = run_all(steps);
        if (done) {
            done = run("COMMIT");
        }
        if (!done && sqlite3_get_autocommit(database_.get()) == 0) {
            TRY_DONE(run("ROLLBACK"));
        }
        return done;
    }

    Result<std::vector<port::TableColumn>> columns_of(const std::string& table) override {
        const Value name = table;
        TRY(const auto rows,
            query(
                "SELECT CAST(name AS BLOB), type = 'INTEGER' "
                "FROM pragma_table_info(CAST(?1 AS TEXT)) ORDER BY cid",
                std::span(&name, 1)));
        std::vector<port::TableColumn> columns;
        for (const Row& row : rows) {
            const bool integer = std::get<std::int64_t>(row[1]) != 0;
            columns.push_back(
                {std::get<std::string>(row[0]),
                 integer ? port::ColumnType::integer : port::ColumnType::text});
        }
        return columns;
    }

    [[nodiscard]] bool lost() const override { return false; }

    [[nodiscard]] bool in_doubt() const override { return false; }

private:
    // With NORMAL a commit is in the WAL, which the system writes when it likes; FULL syncs it, and
    // with it all commits before.
    Result<void> set_durability(Durability durability) {
        if (durability == durability_) {
            return {};
        }
        const bool now = durability == Durability::now;
        const char* const text = now ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
        TRY_DONE(execute(database_.get(), path_, text));
        durability_ = durability;
        return {};
    }

    Result<void> run_all(std::span<const SqlStep> steps) {
        for (const SqlStep& step : steps) {
            std::size_t found = 0;
            TRY_DONE(run(step.text, step.values, [&](const Row&) { ++found; }));
            if (step.must_find && found == 0) {
                return fail(Failure::conflict, "a row isn't there any more as it was");
            }
        }
        return {};
    }

    Result<void> run(std::string_view text) {
        return run(text, {}, [](const Row&) {});
    }

    template <class Take>
    Result<void> run(std::string_view text, std::span<const Value> values, Take take) {
        TRY(sqlite3_stmt* const statement, prepared(text));
        int code = SQLITE_OK;
        for (std::size_t i = 0; i < values.size() && code == SQLITE_OK; ++i) {
            code = bind(statement, static_cast<int>(i) + 1, values[i]);
        }
        if (code == SQLITE_OK) {
            while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
                take(row_of(statement));
            }
        }
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        return code == SQLITE_DONE ? Result<void>{} : error_of(code, path_);
    }

    Result<sqlite3_stmt*> prepared(std::string_view text) {
        if (const auto known = statements_.find(std::string(text)); known != statements_.end()) {
            return known->second.get();
        }
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v3(
            database_.get(),
            text.data(),
            static_cast<int>(text.size()),
            SQLITE_PREPARE_PERSISTENT,
            &made,
            nullptr);
        Statement statement(made);
        if (code != SQLITE_OK) {
            return fail(
                failure_of(code),
                fmt::format("the database {}: {}", path_, sqlite3_errmsg(database_.get())));
        }
        if (statements_.size() >= statements_max) {
            statements_.clear();
        }
        return statements_.emplace(text, std::move(statement)).first->second.get();
    }

    std::string path_;
    Database database_;
    std::unordered_map<std::string, Statement> statements_;  // by their text; before database_ goes
    Durability durability_ = Durability::soon;
};

}  // namespace

Result<std::unique_ptr<SqlConnection>> connect_sqlite(const std::string& path, SqliteUse use) {
    sqlite3* made = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &made, flags, nullptr);
    Database database(made);
    if (code != SQLITE_OK) {
        return error_of(code, path);
    }
    sqlite3_busy_timeout(database.get(), busy_ms);
    TRY_DONE(execute(database.get(), path, settings));
    TRY_DONE(
        execute(database.get(), path, use == SqliteUse::write ? writer_settings : reader_settings));
    return std::make_unique<SqliteConnection>(std::move(database), path);
}

}  // namespace shouxin::store
