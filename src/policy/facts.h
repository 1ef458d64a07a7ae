// What is known of one subject when it is judged? Filled by the engine, read by the rules: a value
// a field, or "not known". Texts point to the caller's memory. A plain value; 800 bytes, so fill
// one and use it again.
#pragma once

#include "base/index.h"
#include "model/action.h"
#include "model/reason.h"
#include "policy/field.h"
#include "policy/window.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace shouxin::policy {

static_assert(
    model::reason_count < 63, "a list of reasons is one number, which is never `unknown`");

constexpr std::uint32_t no_key = Index<void>::none;

// Dense indices of what an order, or another subject, has to do with; no_key where it has none.
using Keys = std::array<std::uint32_t, key_count>;

constexpr Keys no_keys() {
    Keys keys{};
    keys.fill(no_key);
    return keys;
}

constexpr std::int64_t mask_of(const model::Reasons& reasons) {
    std::int64_t mask = 0;
    for (std::uint8_t i = 0; i < reasons.size; ++i) {
        mask |= std::int64_t{1} << static_cast<unsigned>(reasons.codes[i]);
    }
    return mask;
}

struct Facts {
    explicit Facts(model::SubjectKind about) : kind(about) { numbers.fill(unknown); }

    // Of any field but a text: in the unit of its type (value.h); for a yes or no 1 or 0.
    void set(Field field, std::int64_t value) { numbers[static_cast<std::size_t>(field)] = value; }

    void set(Field field, const model::Reasons& reasons) { set(field, mask_of(reasons)); }

    // An empty text is not known. REQUIRES: a text field.
    void set(Field field, std::string_view text) { texts[text_place(field).value()] = text; }

    [[nodiscard]] std::int64_t number(Field field) const {
        return numbers[static_cast<std::size_t>(field)];
    }

    model::SubjectKind kind;
    std::array<std::int64_t, field_count> numbers;
    std::array<std::string_view, text_field_count> texts;
    Keys keys = no_keys();
    std::string_view id;        // of the subject, as the sender named it: draws the hold-out
    std::string_view merchant;  // its merchant's name, or empty: draws the roll-out
};

}  // namespace shouxin::policy
