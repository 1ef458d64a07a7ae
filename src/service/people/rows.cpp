#include "service/people/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

using port::ColumnType;
using port::Row;
using port::TableColumn;
using port::Value;

TableColumn text(std::string name) {
    return {std::move(name), ColumnType::text};
}

TableColumn integer(std::string name) {
    return {std::move(name), ColumnType::integer};
}

Value number(std::int64_t value) {
    return value;
}

// Takes a row apart from the left; remembers whether all was as it should be.
class Cells {
public:
    Cells(std::string_view table, const Row& row, std::size_t size)
        : table_(table), row_(row), sound_(row.size() == size) {}

    std::string text() {
        const auto* value = sound_ ? std::get_if<std::string>(&row_[at_++]) : nullptr;
        check(value != nullptr);
        return value ? *value : std::string();
    }

    std::int64_t integer() {
        const auto* value = sound_ ? std::get_if<std::int64_t>(&row_[at_++]) : nullptr;
        check(value != nullptr);
        return value ? *value : 0;
    }

    // Nothing, in a row of an older program.
    std::int64_t integer_or_none() {
        const bool none = sound_ && std::holds_alternative<std::monostate>(row_[at_]);
        at_ += none ? 1 : 0;
        return none ? 0 : integer();
    }

    template <class T>
    T known(std::optional<T> value) {
        check(value.has_value());
        return value.value_or(T{});
    }

    proof::Hash hash() {
        const auto read = proof::hash_of_hex(text());
        check(read.has_value());
        return read.value_or(proof::Hash{});
    }

    void check(bool sound) { sound_ = sound_ && sound; }

    template <class T>
    Result<T> done(T value) const {
        if (!sound_) {
            return fail(
                Failure::corrupt,
                fmt::format("Restore table {} from a backup: a row can't be read.", table_));
        }
        return value;
    }

private:
    std::string_view table_;
    const Row& row_;
    std::size_t at_ = 0;
    bool sound_;
};

port::Change change(port::Change::Kind kind, std::string_view table, Row row) {
    return {kind, std::string(table), std::move(row)};
}

}  // namespace

std::vector<port::Table> people_tables() {
    return {
        {std::string(people_table),
         {text("name"),
          text("role"),
          text("password"),
          text("state"),
          integer("created_at"),
          integer("failed_logins"),
          integer("failed_at"),
          integer("locked_until"),
          integer("must_change"),
          text("merchant"),
          text("locale"),
          integer("signed_in_at")},
         {}},
        {std::string(sessions_table),
         {text("id"),
          text("name"),
          integer("created_at"),
          integer("last_seen"),
          integer("expires_at"),
          text("client")},
         {}},
        {std::string(keys_table),
         {text("id"),
          text("hash"),
          text("label"),
          text("scopes"),
          text("made_by"),
          integer("created_at"),
          integer("last_used"),
          integer("expires_at"),
          integer("revoked_at")},
         {}},
    };
}

Row row_of(const Person& person) {
    return {
        person.name,
        std::string(name_of(person.role)),
        person.password,
        std::string(person.active ? "active" : "disabled"),
        number(person.created_at_ms),
        number(person.failures.count),
        number(person.failures.last_ms),
        number(person.failures.locked_until_ms),
        number(person.must_change ? 1 : 0),
        person.merchant,
        person.locale,
        number(person.signed_in_ms)};
}

Row row_of(const Session& session) {
    return {
        proof::hex(session.id),
        session.name,
        number(session.created_at_ms),
        number(session.last_seen_ms),
        number(session.expires_at_ms),
        session.client};
}

Row row_of(const Key& key) {
    return {
        key.id,
        proof::hex(key.hash),
        key.label,
        text_of(key.scopes),
        key.by,
        number(key.created_at_ms),
        number(key.last_used_ms),
        number(key.expires_at_ms),
        number(key.revoked_at_ms)};
}

Result<Person> read_person(const Row& row) {
    Cells cells(people_table, row, 12);
    Person person;
    person.name = cells.text();
    cells.check(is_account_name(person.name));
    person.role = cells.known(role_of(cells.text()));
    person.password = cells.text();
    const std::string state = cells.text();
    cells.check(state == "active" || state == "disabled");
    person.active = state == "active";
    person.created_at_ms = cells.integer();
    person.failures.count = static_cast<int>(std::clamp<std::int64_t>(cells.integer(), 0, 1000));
    person.failures.last_ms = cells.integer();
    person.failures.locked_until_ms = cells.integer();
    person.must_change = cells.integer() != 0;
    person.merchant = cells.text();
    person.locale = cells.text();
    person.signed_in_ms = cells.integer_or_none();
    return cells.done(std::move(person));
}

Result<Session> read_session(const Row& row) {
    Cells cells(sessions_table, row, 6);
    Session session;
    session.id = cells.hash();
    session.name = cells.text();
    session.created_at_ms = cells.integer();
    session.last_seen_ms = cells.integer();
    session.expires_at_ms = cells.integer();
    session.client = cells.text();
    return cells.done(std::move(session));
}

Result<Key> read_key_row(const Row& row) {
    Cells cells(keys_table, row, 9);
    Key key;
    key.id = cells.text();
    key.hash = cells.hash();
    key.label = cells.text();
    key.scopes = cells.known(permissions_of_text(cells.text())) & scopes_of_keys();
    key.by = cells.text();
    key.created_at_ms = cells.integer();
    key.last_used_ms = cells.integer();
    key.expires_at_ms = cells.integer();
    key.revoked_at_ms = cells.integer();
    return cells.done(std::move(key));
}

port::Change put(std::string_view table, Row row) {
    return change(port::Change::Kind::put, table, std::move(row));
}

port::Change insert(std::string_view table, Row row) {
    return change(port::Change::Kind::insert, table, std::move(row));
}

port::Change erase(std::string_view table, std::string key) {
    return change(port::Change::Kind::erase, table, Row{std::move(key)});
}

Result<std::vector<Row>> all_rows(port::Records& records, std::string_view table) {
    constexpr std::size_t page = 1000;
    std::vector<Row> rows;
    port::Query query{.table = std::string(table), .limit = page};
    for (bool more = true; more;) {
        TRY(const std::vector<Row> next, records.list(query));
        rows.insert(rows.end(), next.begin(), next.end());
        more = next.size() == page;
        query.after = more ? std::optional(next.back()) : std::nullopt;
    }
    return rows;
}

bool is_account_name(std::string_view name) {
    return name.size() >= 2 && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                      c == '-';
           });
}

}  // namespace shouxin::service
