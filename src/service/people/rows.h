// How are people, sessions and keys kept in the records? Three tables (docs/formats/people.md).
// Plain values and pure functions.
#pragma once

#include "base/result.h"
#include "port/records.h"
#include "proof/hash.h"
#include "service/people/lockout.h"
#include "service/people/permissions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::service {

struct Person {
    std::string name;  // [a-z0-9._-]{2,40}
    Role role = Role::analyst;
    std::string password;  // Argon2id
    bool active = true;
    std::int64_t created_at_ms = 0;
    Failures failures{};            // as of the last flush
    bool must_change = false;       // the password, before anything else
    std::string merchant{};         // of role merchant: whose own they see
    std::string locale = "zh";      // BCP 47
    std::int64_t signed_in_ms = 0;  // the last time; 0: never
};

struct Session {
    proof::Hash id{};
    std::string name;
    std::int64_t created_at_ms = 0;
    std::int64_t last_seen_ms = 0;
    std::int64_t expires_at_ms = 0;
    std::string client{};  // a hint for its owner: address and browser, printable ASCII
};

struct Key {
    std::string id;
    proof::Hash hash{};
    std::string label;
    Permissions scopes{};
    std::string by;
    std::int64_t created_at_ms = 0;
    std::int64_t last_used_ms = 0;  // as of the last flush; 0: never
    std::int64_t expires_at_ms = 0;
    std::int64_t revoked_at_ms = 0;  // 0: it isn't
};

inline constexpr std::string_view people_table = "people";
inline constexpr std::string_view sessions_table = "sessions";
inline constexpr std::string_view keys_table = "api_keys";

std::vector<port::Table> people_tables();

port::Row row_of(const Person& person);
port::Row row_of(const Session& session);
port::Row row_of(const Key& key);

// `corrupt` for what row_of() can't have made.
Result<Person> read_person(const port::Row& row);
Result<Session> read_session(const port::Row& row);
Result<Key> read_key_row(const port::Row& row);

port::Change put(std::string_view table, port::Row row);
port::Change insert(std::string_view table, port::Row row);
port::Change erase(std::string_view table, std::string key);

// All rows of a table, page by page.
Result<std::vector<port::Row>> all_rows(port::Records& records, std::string_view table);

bool is_account_name(std::string_view name);

}  // namespace shouxin::service
