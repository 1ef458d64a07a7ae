// People: signing in and out.
#include "service/people/people.h"
#include "service/people/secrets.h"

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::size_t password_bytes_max = 1024;
constexpr std::size_t hint_bytes_max = 160;

// What can't be an account's name shares one entry of the lockout.
std::string lockout_name(std::string_view name) {
    return is_account_name(name) ? std::string(name) : std::string();
}

std::string printable(std::string_view hint) {
    std::string kept;
    std::ranges::copy_if(hint.substr(0, hint_bytes_max), std::back_inserter(kept), [](char c) {
        return c >= ' ' && c <= '~';
    });
    return kept;
}

port::Change ending(const proof::Hash& session) {
    return erase(sessions_table, proof::hex(session));
}

}  // namespace

std::optional<std::int64_t> People::attempt(std::string_view name, std::string_view client) {
    const std::lock_guard lock(lockout_mutex_);
    return lockout_.begin(lockout_name(name), client, time_.now_ms());
}

void People::withdraw(std::string_view name, std::string_view client) {
    const std::lock_guard lock(lockout_mutex_);
    lockout_.withdrawn(lockout_name(name), client);
}

std::optional<Person> People::proven(std::string_view name, std::string_view password) {
    const std::string_view tried = password.substr(0, password_bytes_max);
    const auto found = people_.find(std::string(name));
    if (!found) {
        passwords_.take_as_long(tried);
        return std::nullopt;
    }
    const bool right = Passwords::matches(found->password, tried);
    return right && found->active && tried.size() == password.size() ? found : std::nullopt;
}

// The password was right, whatever comes of it.
void People::forgive(const std::string& name, std::string_view client) {
    const std::lock_guard lock(lockout_mutex_);
    lockout_.succeeded(name, client);
}

Result<std::optional<SignedIn>> People::sign_in(
    std::string_view name,
    std::string_view password,
    std::string_view client,
    std::string_view hint,
    std::optional<proof::Hash> replaced) {
    auto proved = proven(name, password);
    if (!proved) {
        return std::nullopt;
    }
    forgive(proved->name, client);
    const bool outdated = passwords_.outdated(proved->password);
    std::string anew;
    if (outdated) {
        TRY(anew, passwords_.hash(password));
    }
    const std::lock_guard writing(writing_);
    auto now_there = people_.find(proved->name);
    if (!now_there || !now_there->active || now_there->password != proved->password) {
        return std::nullopt;  // changed while we looked
    }
    now_there->password = outdated ? anew : now_there->password;
    NewSession wanted{.person = *now_there, .hint = printable(hint), .ended = too_many(name)};
    if (const auto old = replaced ? sessions_.find(*replaced) : std::nullopt) {
        wanted.ended.push_back(old->id);
    }
    TRY(SignedIn signed_in, begin_session(wanted));
    return signed_in;
}

Result<std::optional<SignedIn>> People::change_password(
    std::string_view name,
    std::string_view current,
    std::string_view next,
    std::string_view client,
    std::string_view hint) {
    auto proved = proven(name, current);
    if (!proved) {
        return std::nullopt;
    }
    forgive(proved->name, client);
    if (current == next) {
        return fail(Failure::invalid, "Choose a password that isn't the one that you have.");
    }
    const std::string proved_by = proved->password;
    TRY_DONE(check_password(next, name));
    TRY_DONE(set_password(*proved, std::string(next), false));

    const std::lock_guard writing(writing_);
    auto changed = people_.find(proved->name);
    if (!changed || !changed->active || changed->password != proved_by) {
        return std::nullopt;  // changed while we looked
    }
    changed->password = proved->password;
    changed->must_change = false;
    return begin_session(
        {.person = *changed,
         .hint = printable(hint),
         .ended = session_ids(name),
         .audited = entry(name, "password.change", changed->name)});
}

// REQUIRES: writing_ is held.
Result<SignedIn> People::begin_session(const NewSession& wanted) {
    const auto& [person, hint, ended, audited] = wanted;
    if (sessions_.size() - std::min(ended.size(), sessions_.size()) >= options_.sessions_max) {
        return fail(Failure::exhausted, "Try again later: too many people are signed in.");
    }
    SignedIn made;
    made.token = random_hex(dice_, 32);
    made.csrf = csrf_token(made.token);
    made.person = person;
    made.person.signed_in_ms = time_.now_ms();
    made.session.id = session_id(made.token).value();
    made.session.name = person.name;
    made.session.created_at_ms = made.session.last_seen_ms = made.person.signed_in_ms;
    made.session.expires_at_ms = made.session.created_at_ms + options_.session_ms;
    made.session.client = hint;

    std::vector changes{
        put(people_table, row_of(made.person)), insert(sessions_table, row_of(made.session))};
    std::ranges::transform(ended, std::back_inserter(changes), ending);
    TRY_DONE(commit(audited, changes));
    people_.put(person.name, made.person);
    std::ranges::for_each(ended, [&](const proof::Hash& id) { sessions_.erase(id); });
    sessions_.put(made.session.id, made.session);
    return made;
}

std::vector<proof::Hash> People::session_ids(std::string_view name) const {
    std::vector<proof::Hash> ids;
    sessions_.visit([&](const Session& each) {
        if (each.name == name) {
            ids.push_back(each.id);
        }
    });
    return ids;
}

// Those unseen the longest, so that one more is no more than sessions_each_max.
std::vector<proof::Hash> People::too_many(std::string_view name) const {
    std::vector<std::pair<std::int64_t, proof::Hash>> seen;
    sessions_.visit([&](const Session& each) {
        if (each.name == name) {
            seen.emplace_back(each.last_seen_ms, each.id);
        }
    });
    std::ranges::sort(seen);
    std::vector<proof::Hash> ids;
    for (std::size_t at = 0; at + options_.sessions_each_max <= seen.size(); ++at) {
        ids.push_back(seen[at].second);
    }
    return ids;
}

std::vector<Session> People::sessions_of(std::string_view name) {
    const std::int64_t now = time_.now_ms();
    std::vector<Session> own;
    sessions_.visit([&](const Session& each) {
        if (each.name == name && lives(each, now)) {
            own.push_back(each);
        }
    });
    std::ranges::sort(own, std::ranges::greater(), &Session::last_seen_ms);
    return own;
}

Result<void> People::sign_out(const proof::Hash& session) {
    const std::lock_guard writing(writing_);
    return end_sessions({session});
}

Result<void> People::sign_out_everywhere(std::string_view name) {
    const std::lock_guard writing(writing_);
    return end_sessions(session_ids(name));
}

// REQUIRES: writing_ is held.
Result<void> People::end_sessions(const std::vector<proof::Hash>& ended) {
    std::vector<port::Change> changes;
    std::ranges::transform(ended, std::back_inserter(changes), ending);
    TRY_DONE(records_.write(changes, port::Durability::now));
    std::ranges::for_each(ended, [&](const proof::Hash& id) { sessions_.erase(id); });
    return {};
}

}  // namespace shouxin::service
