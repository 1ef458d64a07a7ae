// People: API keys.
#include "intake/utf8.h"
#include "service/people/people.h"
#include "service/people/secrets.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::size_t label_bytes_max = 100;

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= label_bytes_max && intake::is_utf8(text) &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

}  // namespace

Result<void> People::check(const NewKey& wanted) const {
    if (!is_label(wanted.label)) {
        return fail(
            Failure::invalid, "Say what the key is for in 1 to 100 bytes without line breaks.");
    }
    if (wanted.scopes.none() || (wanted.scopes & ~scopes_of_keys()).any()) {
        return fail(
            Failure::invalid, fmt::format("Choose scopes among: {}.", text_of(scopes_of_keys())));
    }
    const std::int64_t lives = wanted.lives_ms.value_or(options_.key_ms);
    if (lives < minute_ms || lives > options_.key_ms_max) {
        return fail(
            Failure::invalid,
            fmt::format(
                "Let the key live from a minute to {} days.", options_.key_ms_max / day_ms));
    }
    return {};
}

Result<MadeKey> People::make_key(const NewKey& wanted, std::string_view by) {
    TRY_DONE(check(wanted));
    const ApiKey drawn = random_key(dice_);
    MadeKey made;
    made.text = text_of(drawn);
    made.key.id = drawn.id;
    made.key.hash = hash_of(drawn);
    made.key.label = wanted.label;
    made.key.scopes = wanted.scopes;
    made.key.by = by;
    made.key.created_at_ms = time_.now_ms();
    made.key.expires_at_ms = made.key.created_at_ms + wanted.lives_ms.value_or(options_.key_ms);

    const std::lock_guard writing(writing_);
    if (keys_.size() >= options_.keys_max) {
        return fail(
            Failure::exhausted,
            fmt::format("Use a key that is there: there are {} already.", options_.keys_max));
    }
    AuditEntry audited = entry(by, "key.create", made.key.id);
    audited.detail.put("expires_ms", made.key.expires_at_ms)
        .put("label", wanted.label)
        .put("scopes", text_of(wanted.scopes));
    const std::vector changes{insert(keys_table, row_of(made.key))};
    TRY_DONE(commit(audited, changes));
    keys_.put(made.key.id, made.key);
    return made;
}

Result<void> People::revoke_key(const std::string& id, std::string_view by) {
    const std::lock_guard writing(writing_);
    auto key = keys_.find(id);
    if (!key) {
        return fail(Failure::not_found, "Look the id up in the list: there is no such key.");
    }
    if (key->revoked_at_ms != 0) {
        return {};
    }
    key->revoked_at_ms = time_.now_ms();
    const std::vector changes{put(keys_table, row_of(*key))};
    TRY_DONE(commit(entry(by, "key.revoke", id), changes));
    keys_.put(id, *std::move(key));
    return {};
}

}  // namespace shouxin::service
