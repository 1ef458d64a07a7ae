// What does a leaf say, in the one way it can be written? Canonical JSON: RFC 8785 without floats.
// Objects with ASCII keys in order, arrays, strings in UTF-8, integers below 2^53, true, false,
// null; no spaces. So equal values have equal bytes, and equal hashes. Pure values.
#pragma once

#include "base/result.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace shouxin::proof {

// The greatest integer that every reader of JSON keeps exactly.
constexpr std::int64_t integer_max = (std::int64_t{1} << 53) - 1;

// How deep objects and arrays may stand in one another.
constexpr std::size_t json_depth_max = 16;

class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;  // key, value
    using Object = std::vector<Member>;           // by key

    Json() = default;  // null

    // REQUIRES: |number| <= integer_max.
    template <std::integral T>
    Json(T number) : value_(whole(number)) {}  // NOLINT(google-explicit-constructor): a literal

    // REQUIRES: UTF-8.
    Json(std::string text);  // NOLINT(google-explicit-constructor)

    Json(std::string_view text) : Json(std::string(text)) {}  // NOLINT(google-explicit-constructor)

    Json(const char* text) : Json(std::string(text)) {}  // NOLINT(google-explicit-constructor)

    Json(Array items) : value_(std::move(items)) {}  // NOLINT(google-explicit-constructor)

    static Json boolean(bool value);
    static Json object();

    // REQUIRES: an object without that key, which is printable ASCII without '"' and '\'.
    Json& put(std::string_view key, Json value);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }

    // Nothing (nullptr) if it is something else.
    [[nodiscard]] const bool* as_boolean() const { return std::get_if<bool>(&value_); }

    [[nodiscard]] const std::int64_t* as_integer() const {
        return std::get_if<std::int64_t>(&value_);
    }

    [[nodiscard]] const std::string* as_text() const { return std::get_if<std::string>(&value_); }

    [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&value_); }

    [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&value_); }

    // The member of an object; nullptr if there is none, or it is no object.
    [[nodiscard]] const Json* find(std::string_view key) const;

    // The one way to write it. REQUIRES: no deeper than json_depth_max.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Json& a, const Json& b) { return a.value_ == b.value_; }

private:
    template <std::integral T>
    static std::int64_t whole(T number) {
        static_assert(!std::same_as<T, bool> && !std::same_as<T, char>);
        return checked(std::in_range<std::int64_t>(number), static_cast<std::int64_t>(number));
    }

    static std::int64_t checked(bool in_range, std::int64_t number);
    void write(std::string& out, std::size_t depth) const;

    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

// Whether a member may have this key.
bool is_json_key(std::string_view key);

// Reads what text() writes, and nothing else: `invalid`, with the byte and the reason, for JSON
// that is written another way.
Result<Json> parse_canonical(std::string_view text);

}  // namespace shouxin::proof
