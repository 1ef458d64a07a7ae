#include "service/people/people.h"

#include "service/people/secrets.h"

#include <utility>

namespace shouxin::service {

Result<std::unique_ptr<People>> People::open(
    port::Records& records,
    const port::Clock& clock,
    port::Dice& dice,
    Audit& audit,
    const PeopleOptions& options) {
    struct Opened : People {  // what make_unique may construct

        Opened(
            port::Records& r, const port::Clock& c, port::Dice& d, Audit& a, const PeopleOptions& o)
            : People(r, c, d, a, o) {}
    };

    std::unique_ptr<People> people = std::make_unique<Opened>(records, clock, dice, audit, options);
    TRY_DONE(people->load());
    return people;
}

People::People(
    port::Records& records,
    const port::Clock& clock,
    port::Dice& dice,
    Audit& audit,
    const PeopleOptions& options)
    : records_(records),
      dice_(dice),
      audit_(audit),
      options_(options),
      passwords_(options.password_cost),
      time_(clock),
      lockout_(options.lockout) {}

Result<void> People::load() {
    TRY_DONE(records_.define(people_tables()));
    TRY(const auto people, all_rows(records_, people_table));
    for (const port::Row& row : people) {
        TRY(const Person person, read_person(row));
        lockout_.restore(person.name, person.failures);
        people_.put(person.name, person);
    }
    TRY(const auto sessions, all_rows(records_, sessions_table));
    for (const port::Row& row : sessions) {
        TRY(const Session session, read_session(row));
        sessions_.put(session.id, session);
    }
    TRY(const auto keys, all_rows(records_, keys_table));
    for (const port::Row& row : keys) {
        TRY(const Key key, read_key_row(row));
        keys_.put(key.id, key);
    }
    return {};
}

// One that begins in the future was made before the clock was set back: nobody knows its age.
bool People::lives(const Session& session, std::int64_t now_ms) const {
    return session.created_at_ms <= now_ms && now_ms < session.expires_at_ms &&
           now_ms - session.last_seen_ms < options_.session_idle_ms;
}

std::optional<Caller> People::by_session(std::string_view token) {
    const auto id = session_id(token);
    if (!id) {
        return std::nullopt;
    }
    auto caller = signed_in(*id);
    sessions_.change(*id, [&](Session& session) {
        session.last_seen_ms = caller ? time_.now_ms() : session.last_seen_ms;
        return true;
    });
    return caller;
}

std::optional<Caller> People::signed_in(const proof::Hash& session) {
    const auto found = sessions_.find(session);
    const bool in = found && lives(*found, time_.now_ms());
    const auto owner = in ? people_.find(found->name) : std::nullopt;
    if (!owner || !owner->active) {
        return std::nullopt;
    }
    Caller caller{.name = found->name, .role = owner->role};
    caller.permissions = owner->must_change ? Permissions() : permissions_of(owner->role);
    caller.merchant = owner->merchant;
    caller.locale = owner->locale;
    caller.must_change = owner->must_change;
    caller.session = session;
    return caller;
}

std::optional<Caller> People::by_key(std::string_view text) {
    const auto sent = read_key(text);
    if (!sent) {
        return std::nullopt;
    }
    const proof::Hash hash = hash_of(*sent);
    const std::int64_t now = time_.now_ms();
    Permissions scopes;
    const bool opens = keys_.change(sent->id, [&](Key& key) {
        if (!same_secret(proof::bytes_of(key.hash), proof::bytes_of(hash)) ||
            key.revoked_at_ms != 0 || now >= key.expires_at_ms) {
            return false;
        }
        scopes = key.scopes;
        key.last_used_ms = now;
        return true;
    });
    if (!opens) {
        return std::nullopt;
    }
    return Caller{.name = "key:" + sent->id, .role = std::nullopt, .permissions = scopes};
}

std::vector<Person> People::people() const {
    std::vector<Person> all;
    const std::lock_guard lock(lockout_mutex_);
    people_.visit([&](Person each) {
        each.failures = lockout_.of(each.name);
        all.push_back(std::move(each));
    });
    return all;
}

std::vector<Key> People::keys() const {
    std::vector<Key> all;
    keys_.visit([&](const Key& each) { all.push_back(each); });
    return all;
}

AuditEntry People::entry(std::string_view by, std::string what, std::string subject) {
    AuditEntry made;
    made.at_ms = time_.now_ms();
    made.by = by;
    made.what = std::move(what);
    made.subject = std::move(subject);
    return made;
}

Result<void> People::commit(
    std::optional<AuditEntry> entry, std::span<const port::Change> changes) {
    if (entry) {
        TRY_DONE(audit_.record(*entry));
    }
    auto written = records_.write(changes, port::Durability::now);
    if (!written && entry) {
        entry->failed = true;
        static_cast<void>(audit_.record(*entry));  // the caller learns it anyway
    }
    return written;
}

}  // namespace shouxin::service
