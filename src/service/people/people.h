// Who is this, and what may they do? Accounts, sessions and API keys: all of them in memory, every
// change in the records and in the audit first. One process owns the three tables. Thread-safe.
// What changes something or hashes waits for the database: not for I/O threads.
#pragma once

#include "base/result.h"
#include "port/clock.h"
#include "port/dice.h"
#include "port/records.h"
#include "service/people/audit.h"
#include "service/people/image.h"
#include "service/people/lockout.h"
#include "service/people/passwords.h"
#include "service/people/permissions.h"
#include "service/people/rows.h"
#include "service/people/time.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::service {

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

struct PeopleOptions {
    PasswordCost password_cost = PasswordCost::interactive;
    LockoutOptions lockout{};
    std::int64_t session_idle_ms = 30 * minute_ms;
    std::int64_t session_ms = 12 * hour_ms;
    std::size_t sessions_each_max = 20;  // then a person's longest unseen one ends
    std::size_t sessions_max = 20'000;   // then nobody else can sign in: `exhausted`
    std::size_t people_max = 10'000;
    std::size_t keys_max = 10'000;
    std::int64_t key_ms = 90 * day_ms;       // unless said otherwise
    std::int64_t key_ms_max = 400 * day_ms;  // at most
    std::int64_t dead_key_ms = 90 * day_ms;  // how long a revoked or expired key is still listed
};

// Who makes a request.
struct Caller {
    std::string name;          // the account's; of a key "key:" and its id, which no account has
    std::optional<Role> role;  // of a person
    Permissions permissions{};
    std::string merchant{};  // of role merchant: all that own:read and own:write are about
    std::string locale{};
    bool must_change = false;              // the password; no permission until then
    std::optional<proof::Hash> session{};  // of a person
};

struct SignedIn {
    std::string token;
    std::string csrf;
    Person person;
    Session session;
};

struct NewPerson {
    std::string name;
    Role role = Role::analyst;
    std::string merchant{};
    std::string locale = "zh";
    std::optional<std::string> password{};  // none: one is made, to be changed at once
};

// What isn't given, or empty, stays as it is.
struct PersonChange {
    std::optional<Role> role{};
    std::string merchant{};
    std::string locale{};
    std::optional<bool> active{};
    bool unlock = false;
    bool reset_password = false;
};

struct ChangedPerson {
    Person person;
    std::optional<std::string> password{};  // if one was made: told now and never again
};

struct NewKey {
    std::string label;
    Permissions scopes{};
    std::optional<std::int64_t> lives_ms{};
};

struct MadeKey {
    Key key;
    std::string text;  // told now and never again
};

class People {
public:
    // Makes the tables and reads them. All that is handed in outlives it.
    static Result<std::unique_ptr<People>> open(
        port::Records& records,
        const port::Clock& clock,
        port::Dice& dice,
        Audit& audit,
        const PeopleOptions& options);

    // If there is nobody: makes the admin and returns its password, to be printed once.
    Result<std::optional<std::string>> first_start();

    // ---- From memory, for I/O threads ----

    // Counts as being seen.
    std::optional<Caller> by_session(std::string_view token);
    std::optional<Caller> by_key(std::string_view text);

    // Whose session it is, as things stand now; nothing if it has ended. Doesn't count as seen.
    std::optional<Caller> signed_in(const proof::Hash& session);

    // Counts an attempt to sign in (Lockout::begin); milliseconds to wait if it's too early.
    // Otherwise sign_in(), change_password() or withdraw() follows.
    std::optional<std::int64_t> attempt(std::string_view name, std::string_view client);
    void withdraw(std::string_view name, std::string_view client);

    // With failures as of now.
    [[nodiscard]] std::vector<Person> people() const;
    [[nodiscard]] std::vector<Key> keys() const;
    std::vector<Session> sessions_of(std::string_view name);

    // ---- Slow ----

    // Nothing for a wrong name or password, and for an account that isn't active. `client` is an
    // address; `hint` is told to the owner in the list of sessions; `replaced` ends.
    Result<std::optional<SignedIn>> sign_in(
        std::string_view name,
        std::string_view password,
        std::string_view client,
        std::string_view hint,
        std::optional<proof::Hash> replaced);

    // Nothing if `current` is wrong. All sessions end; a new one begins.
    Result<std::optional<SignedIn>> change_password(
        std::string_view name,
        std::string_view current,
        std::string_view next,
        std::string_view client,
        std::string_view hint);

    Result<void> sign_out(const proof::Hash& session);
    Result<void> sign_out_everywhere(std::string_view name);

    // `by` is a Caller's name, or "system".
    Result<ChangedPerson> add(const NewPerson& wanted, std::string_view by);

    // `conflict` for the last active admin and for one's own role and state.
    Result<ChangedPerson> change(
        std::string_view name, const PersonChange& wanted, std::string_view by);

    Result<MadeKey> make_key(const NewKey& wanted, std::string_view by);

    // From here on it opens nothing.
    Result<void> revoke_key(const std::string& id, std::string_view by);

    // Writes when keys and sessions were last used, and failures; forgets what has ended. To be
    // called about every minute and at the end.
    Result<void> flush();

    [[nodiscard]] const PeopleOptions& options() const { return options_; }

private:
    struct NewSession {
        Person person;  // as it shall be from now on
        std::string hint;
        std::vector<proof::Hash> ended{};
        std::optional<AuditEntry> audited{};
    };

    struct Flush {
        std::int64_t now_ms = 0;
        std::vector<port::Change> changes{};
        std::vector<proof::Hash> ended_sessions{};
        std::vector<std::string> ended_keys{};
        std::vector<Person> people{};
    };

    People(
        port::Records& records,
        const port::Clock& clock,
        port::Dice& dice,
        Audit& audit,
        const PeopleOptions& options);

    Result<void> load();
    [[nodiscard]] bool lives(const Session& session, std::int64_t now_ms) const;

    // Of one who may be in: nothing otherwise, after the same time.
    std::optional<Person> proven(std::string_view name, std::string_view password);
    void forgive(const std::string& name, std::string_view client);
    Result<SignedIn> begin_session(const NewSession& wanted);
    std::vector<proof::Hash> session_ids(std::string_view name) const;
    std::vector<proof::Hash> too_many(std::string_view name) const;
    Result<void> end_sessions(const std::vector<proof::Hash>& ended);

    Result<void> check(const Person& person) const;
    Result<void> check_change(
        const Person& before, const PersonChange& wanted, std::string_view by) const;
    Result<void> check(const NewKey& wanted) const;
    Result<void> set_password(Person& person, const std::string& password, bool must_change) const;

    // The audit, if there is something for it, then the records. The images are the caller's.
    Result<void> commit(std::optional<AuditEntry> entry, std::span<const port::Change> changes);
    [[nodiscard]] AuditEntry entry(std::string_view by, std::string what, std::string subject);

    // REQUIRES of what follows: writing_ is held.
    Result<ChangedPerson> keep(
        const Person& before,
        ChangedPerson changed,
        const PersonChange& wanted,
        std::string_view by);
    void flush_sessions(Flush& flush) const;
    void flush_keys(Flush& flush) const;
    void flush_failures(Flush& flush);

    port::Records& records_;
    port::Dice& dice_;
    Audit& audit_;
    const PeopleOptions options_;
    const Passwords passwords_;
    ForwardTime time_;

    std::mutex writing_;  // held from the look at an image to its change, over the records' write
    Image<std::string, Person> people_;
    Image<proof::Hash, Session> sessions_;
    Image<std::string, Key> keys_;
    std::int64_t flushed_ms_ = 0;  // what was used before is in the records

    mutable std::mutex lockout_mutex_;
    Lockout lockout_;
};

}  // namespace shouxin::service
