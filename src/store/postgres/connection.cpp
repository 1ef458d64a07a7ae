#include "store/postgres/connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <libpq-fe.h>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace shouxin::store {
namespace {

using port::Durability;
using port::Row;
using port::Value;

constexpr std::size_t statements_max = 256;
constexpr std::size_t steps_at_once = 256;
constexpr int binary = 1;
constexpr unsigned bytea_type = 17;

// Each query is planned for its values: a plan for any value can't know how many rows they meet.
constexpr const char* settings =
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;"
    "SET plan_cache_mode = force_custom_plan;"
    "SET lock_timeout = '10s';"
    "SET statement_timeout = '60s'";

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};

using Connection = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Clear>;

std::string one_line(std::string text) {
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    std::ranges::replace(text, '\n', ' ');
    return text;
}

tl::unexpected<Error> away(PGconn* connection) {
    return fail(
        Failure::unavailable,
        fmt::format(
            "the database can't be reached, and is tried again at the next call: {}",
            one_line(PQerrorMessage(connection))));
}

// One of PostgreSQL's appendix A; empty for what the server didn't say, but libpq.
std::string_view state_of(const PGresult* result) {
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == nullptr ? "" : state;
}

// Connection failures, and a server that is being stopped or started.
bool says_away(std::string_view state) {
    return state.empty() || state.starts_with("08") || state.starts_with("57P0");
}

tl::unexpected<Error> refused(const PGresult* result) {
    const std::string_view state = state_of(result);
    if (state == "23505") {
        return fail(Failure::conflict, "a row with this key is there already");
    }
    if (state.starts_with("53")) {
        return fail(
            Failure::exhausted,
            fmt::format("the database is short of disk, memory or connections (state {})", state));
    }
    const char* const message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return fail(
        Failure::unavailable,
        fmt::format(
            "the database refused: {} (state {})", message == nullptr ? "" : message, state));
}

std::uint64_t reversed(std::uint64_t number) {
    return __builtin_bswap64(number);
}

// The values of one statement as libpq wants them; texts aren't copied.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values)
        : numbers_(values.size()), formats_(values.size(), binary) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
                numbers_[i] = reversed(std::bit_cast<std::uint64_t>(*number));
                add(reinterpret_cast<const char*>(&numbers_[i]), sizeof numbers_[i]);
            } else if (const auto* text = std::get_if<std::string>(&values[i])) {
                add(text->data(), text->size());
            } else {
                add(nullptr, 0);
            }
        }
    }

    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }

    [[nodiscard]] const char* const* values() const { return values_.data(); }

    [[nodiscard]] const int* lengths() const { return lengths_.data(); }

    [[nodiscard]] const int* formats() const { return formats_.data(); }

private:
    void add(const char* bytes, std::size_t length) {
        values_.push_back(bytes);
        lengths_.push_back(static_cast<int>(length));
    }

    std::vector<std::uint64_t> numbers_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

Value value_at(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) {
        return std::monostate{};
    }
    const char* const bytes = PQgetvalue(result, row, column);
    const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
    if (PQftype(result, column) == bytea_type) {
        return std::string(bytes, length);
    }
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, std::min(length, sizeof number));
    return std::bit_cast<std::int64_t>(reversed(number));
}

std::vector<Row> rows_of(const PGresult* result) {
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result)));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (int column = 0; column < PQnfields(result); ++column) {
            rows[i].push_back(value_at(result, static_cast<int>(i), column));
        }
    }
    return rows;
}

class PostgresConnection final : public SqlConnection {
public:
    explicit PostgresConnection(Connection connection) : connection_(std::move(connection)) {}

    Result<std::vector<Row>> query(std::string_view text, std::span<const Value> values) override {
        TRY_DONE(make_room());
        TRY(const char* const name, prepared(text));
        const Parameters given(values);
        const Answer answer(PQexecPrepared(
            connection_.get(),
            name,
            given.count(),
            given.values(),
            given.lengths(),
            given.formats(),
            binary));
        TRY_DONE(check(answer.get()));
        return rows_of(answer.get());
    }

    // Durable even if it needn't be now: the database may crash and come back without us noticing
    // more than a lost connection, and what it forgot then would be missed by nobody.
    Result<void> transact(std::span<const SqlStep> steps, Durability /*durability*/) override {
        in_doubt_ = false;
        TRY_DONE(make_room());
        TRY_DONE(run("BEGIN"));
        auto done = run("SET LOCAL synchronous_commit = on");
        if (done) {
            done = run_all(steps);
        }
        if (done) {
            return commit();
        }
        if (!lost()) {
            TRY_DONE(run("ROLLBACK"));
        }
        return done;
    }

    Result<std::vector<port::TableColumn>> columns_of(const std::string& table) override {
        const Value name = table;
        TRY(const auto rows,
            query(
                "SELECT convert_to(attname::text, 'UTF8'), (atttypid = "
                "'bigint'::regtype)::int::bigint "
                "FROM pg_attribute "
                "WHERE attrelid = to_regclass(quote_ident(convert_from($1, 'UTF8'))) "
                "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
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

    [[nodiscard]] bool lost() const override {
        return broken_ || PQstatus(connection_.get()) == CONNECTION_BAD;
    }

    [[nodiscard]] bool in_doubt() const override { return in_doubt_; }

private:
    Result<void> check(const PGresult* result) {
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            return {};
        }
        broken_ = broken_ || says_away(state_of(result));
        return lost() ? away(connection_.get()) : refused(result);
    }

    Result<void> run(const char* text) {
        const Answer answer(PQexec(connection_.get(), text));
        return check(answer.get());
    }

    Result<void> commit() {
        auto done = run("COMMIT");
        if (!done && lost()) {
            in_doubt_ = true;
            done.error().message += "; what was being written may be there or not";
        }
        return done;
    }

    // Statements that were prepared are forgotten when there are too many of them.
    Result<void> make_room() {
        if (names_.size() < statements_max) {
            return {};
        }
        names_.clear();
        return run("DEALLOCATE ALL");
    }

    // The name stays where it is until make_room().
    Result<const char*> prepared(std::string_view text) {
        std::string key(text);
        if (const auto known = names_.find(key); known != names_.end()) {
            return known->second.c_str();
        }
        std::string name = fmt::format("s{}", ++names_made_);
        const Answer answer(PQprepare(connection_.get(), name.c_str(), key.c_str(), 0, nullptr));
        TRY_DONE(check(answer.get()));
        return names_.emplace(std::move(key), std::move(name)).first->second.c_str();
    }

    // Many statements are under way at once, so that the way there and back is paid once for them.
    Result<void> run_all(std::span<const SqlStep> steps) {
        while (!steps.empty()) {
            const auto some = steps.first(std::min(steps.size(), steps_at_once));
            steps = steps.subspan(some.size());
            std::vector<const char*> names;
            for (const SqlStep& step : some) {
                TRY(const char* const name, prepared(step.text));
                names.push_back(name);
            }
            if (PQenterPipelineMode(connection_.get()) != 1) {
                return away(connection_.get());
            }
            const bool sent = send(some, names);
            auto done = sent ? receive(some) : away(connection_.get());
            if (sent && PQexitPipelineMode(connection_.get()) != 1) {
                done = away(connection_.get());
            }
            TRY_DONE(done);
        }
        return {};
    }

    bool send(std::span<const SqlStep> steps, std::span<const char* const> names) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Parameters given(steps[i].values);
            const int sent = PQsendQueryPrepared(
                connection_.get(),
                names[i],
                given.count(),
                given.values(),
                given.lengths(),
                given.formats(),
                binary);
            if (sent != 1) {
                return false;
            }
        }
        return PQpipelineSync(connection_.get()) == 1;
    }

    // One answer for each step, each followed by nothing, and at the end that of the sync. What
    // comes behind the first error is read too, so that the connection is free again.
    Result<void> receive(std::span<const SqlStep> steps) {
        Result<void> done;
        for (const SqlStep& step : steps) {
            const Answer answer(PQgetResult(connection_.get()));
            if (done) {
                done = check(answer.get());
            }
            if (done && step.must_find && PQntuples(answer.get()) == 0) {
                done = fail(Failure::conflict, "a row isn't there any more as it was");
            }
            const Answer end(answer ? PQgetResult(connection_.get()) : nullptr);
        }
        const Answer sync(PQgetResult(connection_.get()));
        return done;
    }

    Connection connection_;
    std::unordered_map<std::string, std::string> names_;  // of prepared statements, by their text
    std::uint64_t names_made_ = 0;
    bool broken_ = false;
    bool in_doubt_ = false;
};

}  // namespace

Result<std::unique_ptr<SqlConnection>> connect_postgres(const std::string& target) {
    // What comes later counts: the target may say otherwise.
    const std::array<const char*, 6> keywords = {
        "connect_timeout",
        "fallback_application_name",
        "keepalives_idle",
        "client_encoding",
        "dbname",
        nullptr};
    const std::array<const char*, 6> values = {
        "5", "shouxin", "30", "UTF8", target.c_str(), nullptr};
    Connection connection(PQconnectdbParams(keywords.data(), values.data(), 1));
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        return away(connection.get());
    }
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    const Answer answer(PQexec(connection.get(), settings));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        return refused(answer.get());
    }
    return std::make_unique<PostgresConnection>(std::move(connection));
}

}  // namespace shouxin::store
