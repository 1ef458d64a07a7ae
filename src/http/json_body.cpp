#include "http/json_body.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace shouxin::http {
namespace {

using nlohmann::json;

constexpr int depth_max = 8;

tl::unexpected<Error> wrong(std::string message) {
    return fail(Failure::invalid, std::move(message));
}

// Looks whether it is too deep, or says a thing twice. In time that grows as the body does: the
// library's own callbacks look through the whole list again at every element of it.
class Watch final : public json::json_sax_t {
public:
    bool null() override { return true; }

    bool boolean(bool /*value*/) override { return true; }

    bool number_integer(number_integer_t /*value*/) override { return true; }

    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }

    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }

    bool string(string_t& /*value*/) override { return true; }

    bool binary(binary_t& /*value*/) override { return true; }

    bool start_object(std::size_t /*elements*/) override { return ++depth_ <= depth_max; }

    bool key(string_t& name) override { return depth_ != 1 || seen_.insert(name).second; }

    bool end_object() override { return --depth_ >= 0; }

    bool start_array(std::size_t /*elements*/) override { return ++depth_ <= depth_max; }

    bool end_array() override { return --depth_ >= 0; }

    bool parse_error(
        std::size_t /*at*/,
        const std::string& /*token*/,
        const nlohmann::detail::exception& /*why*/) override {
        return false;
    }

private:
    int depth_ = 0;
    std::set<std::string> seen_;
};

// Without exceptions: what isn't JSON, or too deep, or says a thing twice, is discarded.
json parsed(std::string_view body) {
    Watch watch;
    return json::sax_parse(body, &watch) ? json::parse(body, nullptr, false)
                                         : json(json::value_t::discarded);
}

// Nothing if it is no list of objects of strings.
std::optional<JsonBody::Rows> rows_of(const json& list) {
    JsonBody::Rows rows;
    for (const json& object : list) {
        if (!object.is_object()) {
            return std::nullopt;
        }
        auto& row = rows.emplace_back();
        for (const auto& [key, value] : object.items()) {
            if (!value.is_string()) {
                return std::nullopt;
            }
            row.emplace(key, value.get<std::string>());
        }
    }
    return rows;
}

// Below 2^53, as every reader of JSON keeps exactly (RFC 8259, section 6).
bool is_safe_integer(const json& value) {
    constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
    if (value.is_number_unsigned()) {  // compared with a signed one it would wrap
        return value.get<std::uint64_t>() <= std::uint64_t{most};
    }
    return value.is_number_integer() && value.get<std::int64_t>() >= -most;
}

}  // namespace

Result<JsonBody> JsonBody::read(
    std::string_view body, const std::vector<std::string_view>& fields) {
    JsonBody read;
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return read;
    }
    const json object = parsed(body);
    if (!object.is_object()) {
        return wrong(fmt::format(
            "send one JSON object in UTF-8, each field once: {}", fmt::join(fields, ", ")));
    }
    for (const auto& [key, value] : object.items()) {
        if (std::ranges::find(fields, key) == fields.end()) {
            return wrong(fmt::format(
                "there is no field of that name here; the fields are: {}",
                fmt::join(fields, ", ")));
        }
        if (value.is_string()) {
            read.values_.emplace(key, value.get<std::string>());
        } else if (is_safe_integer(value)) {
            read.values_.emplace(key, value.get<std::int64_t>());
        } else if (value.is_boolean()) {
            read.values_.emplace(key, value.get<bool>());
        } else if (auto rows = value.is_array() ? rows_of(value) : std::nullopt) {
            read.values_.emplace(key, *std::move(rows));
        } else if (!value.is_null()) {
            return wrong(fmt::format(
                "\"{}\" must be a string, an integer below 2^53, true or false, or a list of "
                "objects of strings",
                key));
        }
    }
    return read;
}

template <class T>
Result<T> JsonBody::value(std::string_view field, std::string_view type) const {
    const auto found = values_.find(field);
    if (found == values_.end()) {
        return T{};
    }
    const T* const held = std::get_if<T>(&found->second);
    if (held == nullptr) {
        return wrong(fmt::format("\"{}\" must be {}", field, type));
    }
    return *held;
}

Result<std::string> JsonBody::text(std::string_view field) const {
    return value<std::string>(field, "a string");
}

Result<std::int64_t> JsonBody::integer(std::string_view field) const {
    return value<std::int64_t>(field, "an integer");
}

Result<JsonBody::Rows> JsonBody::rows(
    std::string_view field, const std::vector<std::string_view>& columns) const {
    TRY(Rows rows, value<Rows>(field, "a list"));
    for (const auto& row : rows) {
        const bool complete = std::ranges::all_of(
            columns, [&](std::string_view column) { return row.contains(column); });
        if (!complete || row.size() != columns.size()) {
            return wrong(fmt::format(
                "each of \"{}\" must have these fields: {}", field, fmt::join(columns, ", ")));
        }
    }
    return rows;
}

Result<bool> JsonBody::truth(std::string_view field) const {
    return value<bool>(field, "true or false");
}

}  // namespace shouxin::http
