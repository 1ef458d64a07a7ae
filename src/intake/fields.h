// Fields is one line taken apart: what was written under each name of the vocabulary, not
// yet judged. JSON and CSV both end here; body.h gives it meaning. A plain value.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::intake {

enum class Field : std::uint8_t {
    type,
    id,
    source,
    at,
    specversion,
    time,
    data,  // of a CloudEvents envelope
    account,
    action,
    address,
    amount,
    brand,
    buyer,
    by,
    campaign,
    carrier,
    category,
    channel,
    device,
    dwell_s,
    identity,
    images,
    inviter,
    ip,
    item,
    keyword,
    kind,
    merchant,
    note,
    order,
    origin,
    parcel,
    payee,
    payer,
    place,
    quantity,
    rank,
    region,
    resource,
    review,
    staff,
    stars,
    subsidy,
    text,
    url,
    weight_g,
};

inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::weight_g) + 1;
static_assert(field_count <= 64);  // Fields keeps them in a word

std::string_view name_of(Field field);
std::optional<Field> field_named(std::string_view name);

// The same, faster, most of all if it is `guess`. REQUIRES: 16 readable bytes from the beginning
// of `name`.
std::optional<Field> field_named_readable(std::string_view name, Field guess);

enum class ValueKind : std::uint8_t {
    null,
    string,
    number,  // text is the JSON number
    other,   // true, false, an object, an array (but that of `images`)
    list,    // the array of `images`; its strings are in Fields::images
    cell,    // of CSV: whatever its reader needs it to be; empty cells aren't set
};

struct Value {
    std::string_view text;
    ValueKind kind = ValueKind::null;
};

class Fields {
public:
    void clear() {
        present_ = 0;
        images.clear();
        strangers = false;
    }

    // false if the line has set it before.
    bool set(Field field, Value value) {
        const std::uint64_t bit = bit_of(field);
        const bool first = (present_ & bit) == 0;
        present_ |= bit;
        values_[static_cast<std::size_t>(field)] = value;
        return first;
    }

    void drop(Field field) { present_ &= ~bit_of(field); }

    [[nodiscard]] bool has(Field field) const { return (present_ & bit_of(field)) != 0; }

    // null if absent.
    [[nodiscard]] Value operator[](Field field) const {
        return has(field) ? values_[static_cast<std::size_t>(field)] : Value{};
    }

    // Those that are set, a bit each.
    [[nodiscard]] std::uint64_t present() const { return present_; }

    static constexpr std::uint64_t bit_of(Field field) {
        return std::uint64_t{1} << static_cast<unsigned>(field);
    }

    std::vector<std::string_view> images;
    bool strangers = false;  // there were names outside the vocabulary

private:
    std::uint64_t present_ = 0;
    std::array<Value, field_count> values_;
};

}  // namespace shouxin::intake
