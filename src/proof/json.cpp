#include "proof/json.h"

#include "base/must.h"
#include "proof/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace shouxin::proof {
namespace {

// RFC 8785, section 3.2.2.2: what must be escaped, in the shortest way.
void write_text(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') {
            out += c;
            continue;
        }
        out += '\\';
        switch (c) {
            case '\b':
                out += 'b';
                break;
            case '\t':
                out += 't';
                break;
            case '\n':
                out += 'n';
                break;
            case '\f':
                out += 'f';
                break;
            case '\r':
                out += 'r';
                break;
            case '"':
            case '\\':
                out += c;
                break;
            default:
                out += "u00";
                out += digits[static_cast<std::size_t>(c >> 4)];
                out += digits[static_cast<std::size_t>(c & 15)];
        }
    }
    out += '"';
}

void write_integer(std::string& out, std::int64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr);
}

}  // namespace

Json::Json(std::string text) : value_(std::move(text)) {
    MUST(is_utf8(std::get<std::string>(value_)));
}

Json Json::boolean(bool value) {
    Json json;
    json.value_ = value;
    return json;
}

Json Json::object() {
    Json json;
    json.value_ = Object();
    return json;
}

std::int64_t Json::checked(bool in_range, std::int64_t number) {
    MUST(in_range && number >= -integer_max && number <= integer_max);
    return number;
}

Json& Json::put(std::string_view key, Json value) {
    MUST(is_json_key(key) && as_object() != nullptr);
    auto& members = std::get<Object>(value_);
    const auto place = std::ranges::lower_bound(members, key, {}, &Member::first);
    MUST(place == members.end() || place->first != key);
    members.insert(place, {std::string(key), std::move(value)});
    return *this;
}

const Json* Json::find(std::string_view key) const {
    const Object* const members = as_object();
    if (members == nullptr) {
        return nullptr;
    }
    const auto place = std::ranges::lower_bound(*members, key, {}, &Member::first);
    return place != members->end() && place->first == key ? &place->second : nullptr;
}

std::string Json::text() const {
    std::string out;
    write(out, 0);
    return out;
}

void Json::write(std::string& out, std::size_t depth) const {
    if (const bool* const boolean = as_boolean()) {
        out += *boolean ? "true" : "false";
    } else if (const std::int64_t* const number = as_integer()) {
        write_integer(out, *number);
    } else if (const std::string* const text = as_text()) {
        write_text(out, *text);
    } else if (const Array* const items = as_array()) {
        MUST(depth < json_depth_max);
        char before = '[';
        for (const Json& item : *items) {
            out += before;
            item.write(out, depth + 1);
            before = ',';
        }
        out += items->empty() ? "[]" : "]";
    } else if (const Object* const members = as_object()) {
        MUST(depth < json_depth_max);
        char before = '{';
        for (const auto& [key, value] : *members) {
            out += before;
            write_text(out, key);
            out += ':';
            value.write(out, depth + 1);
            before = ',';
        }
        out += members->empty() ? "{}" : "}";
    } else {
        out += "null";
    }
}

bool is_json_key(std::string_view key) {
    return std::ranges::all_of(
        key, [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

}  // namespace shouxin::proof
