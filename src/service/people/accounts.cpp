// People: making and changing accounts.
#include "intake/utf8.h"
#include "service/people/people.h"
#include "service/people/secrets.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::size_t merchant_bytes_max = 128;
constexpr std::string_view first_name = "admin";
constexpr std::string_view the_system = "system";

bool is_locale(std::string_view text) {
    return text == "zh" || text == "en";
}

// What an entry says of the account as it shall be.
proof::Json told(const Person& person) {
    return proof::Json::object()
        .put("active", proof::Json::boolean(person.active))
        .put("merchant", person.merchant)
        .put("role", name_of(person.role));
}

}  // namespace

Result<std::optional<std::string>> People::first_start() {
    if (people_.size() > 0) {
        return std::nullopt;
    }
    TRY(ChangedPerson made,
        add({.name = std::string(first_name), .role = Role::admin}, the_system));
    return std::move(made.password);
}

Result<void> People::check(const Person& person) const {
    if (!is_account_name(person.name)) {
        return fail(
            Failure::invalid,
            "Name the account with 2 to 40 characters of a-z, 0-9, dot, underscore and hyphen.");
    }
    if ((person.role == Role::merchant) == person.merchant.empty()) {
        return fail(Failure::invalid, "Name a merchant for role merchant, and for no other role.");
    }
    if (!intake::is_utf8(person.merchant) || person.merchant.size() > merchant_bytes_max) {
        return fail(Failure::invalid, "Name a merchant by an id of at most 128 bytes of UTF-8.");
    }
    if (!is_locale(person.locale)) {
        return fail(Failure::invalid, "Choose zh or en as the locale.");
    }
    return {};
}

Result<void> People::set_password(
    Person& person, const std::string& password, bool must_change) const {
    TRY(person.password, passwords_.hash(password));
    person.must_change = must_change;
    return {};
}

Result<ChangedPerson> People::add(const NewPerson& wanted, std::string_view by) {
    ChangedPerson made;
    made.person.name = wanted.name;
    made.person.role = wanted.role;
    made.person.merchant = wanted.merchant;
    made.person.locale = wanted.locale;
    made.person.created_at_ms = time_.now_ms();
    TRY_DONE(check(made.person));
    if (wanted.password) {
        TRY_DONE(check_password(*wanted.password, wanted.name));
    } else {
        made.password = random_password(dice_);
    }
    TRY_DONE(set_password(
        made.person, made.password.value_or(wanted.password.value_or("")), !wanted.password));

    const std::lock_guard writing(writing_);
    if (people_.find(wanted.name)) {
        return fail(Failure::conflict, "Choose another name: there is such an account already.");
    }
    if (people_.size() >= options_.people_max) {
        return fail(
            Failure::exhausted,
            fmt::format("Give an account of the {} to somebody else.", options_.people_max));
    }
    AuditEntry audited = entry(by, "person.create", wanted.name);
    audited.detail = told(made.person);
    const std::vector changes{insert(people_table, row_of(made.person))};
    TRY_DONE(commit(audited, changes));
    people_.put(wanted.name, made.person);
    return made;
}

// REQUIRES: writing_ is held.
Result<void> People::check_change(
    const Person& before, const PersonChange& wanted, std::string_view by) const {
    const bool other_role = wanted.role && *wanted.role != before.role;
    const bool other_state = wanted.active && *wanted.active != before.active;
    if (before.name == by && (other_role || other_state || wanted.reset_password)) {
        return fail(
            Failure::conflict, "Ask another admin: nobody changes their own role, state or reset.");
    }
    std::size_t admins = 0;
    people_.visit(
        [&](const Person& each) { admins += each.active && each.role == Role::admin ? 1 : 0; });
    if (before.role == Role::admin && before.active && admins == 1 && (other_role || other_state)) {
        return fail(Failure::conflict, "Make another admin first: this is the last one.");
    }
    return {};
}

Result<ChangedPerson> People::change(
    std::string_view name, const PersonChange& wanted, std::string_view by) {
    ChangedPerson changed;
    Person anew;  // holds the password that was made, hashed before we lock
    if (wanted.reset_password) {
        changed.password = random_password(dice_);
        TRY_DONE(set_password(anew, *changed.password, true));
    }
    const std::lock_guard writing(writing_);
    const auto before = people_.find(std::string(name));
    if (!before) {
        return fail(Failure::not_found, "Look the name up in the list: there is no such account.");
    }
    TRY_DONE(check_change(*before, wanted, by));
    Person& after = changed.person = *before;
    after.role = wanted.role.value_or(after.role);
    after.merchant = after.role == Role::merchant ? before->merchant : "";
    after.merchant = wanted.merchant.empty() ? after.merchant : wanted.merchant;
    after.locale = wanted.locale.empty() ? after.locale : wanted.locale;
    after.active = wanted.active.value_or(after.active);
    if (wanted.reset_password) {
        after.password = anew.password;
        after.must_change = true;
    }
    TRY_DONE(check(after));
    return keep(*before, std::move(changed), wanted, by);
}

// REQUIRES: writing_ is held. Whoever gets another role, state, merchant or password signs in anew.
Result<ChangedPerson> People::keep(
    const Person& before, ChangedPerson changed, const PersonChange& wanted, std::string_view by) {
    Person& after = changed.person;
    const bool forgiven = wanted.unlock || wanted.reset_password;
    after.failures = forgiven ? Failures{} : after.failures;
    const bool anew = after.role != before.role || after.active != before.active ||
                      after.merchant != before.merchant || wanted.reset_password;
    const auto ended = anew ? session_ids(after.name) : std::vector<proof::Hash>();
    AuditEntry audited = entry(by, "person.change", after.name);
    audited.detail = told(after)
                         .put("reset_password", proof::Json::boolean(wanted.reset_password))
                         .put("unlock", proof::Json::boolean(wanted.unlock));
    std::vector changes{put(people_table, row_of(after))};
    for (const proof::Hash& id : ended) {
        changes.push_back(erase(sessions_table, proof::hex(id)));
    }
    TRY_DONE(commit(audited, changes));
    people_.put(after.name, after);
    std::ranges::for_each(ended, [&](const proof::Hash& id) { sessions_.erase(id); });
    if (forgiven) {
        const std::lock_guard lock(lockout_mutex_);
        lockout_.unlock(after.name);
    }
    return changed;
}

}  // namespace shouxin::service
