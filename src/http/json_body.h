// What does the small JSON object of a request say? Flat: strings, integers, true and false under
// known names, lists of objects of strings, and nothing else, so that a misspelt field isn't taken
// for one left out. Pure.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace shouxin::http {

class JsonBody {
public:
    // `invalid` says what is wrong, and which fields there are. An empty body is an empty object.
    static Result<JsonBody> read(
        std::string_view body, const std::vector<std::string_view>& fields);

    // Empty, 0, false if it isn't given; integers are below 2^53; `invalid` if it is of another
    // type.
    [[nodiscard]] Result<std::string> text(std::string_view field) const;
    [[nodiscard]] Result<std::int64_t> integer(std::string_view field) const;
    [[nodiscard]] Result<bool> truth(std::string_view field) const;

    // A list of objects that have these fields, each a string, and no others.
    using Rows = std::vector<std::map<std::string, std::string, std::less<>>>;
    [[nodiscard]] Result<Rows> rows(
        std::string_view field, const std::vector<std::string_view>& columns) const;

private:
    using Value = std::variant<std::string, std::int64_t, bool, Rows>;

    template <class T>
    Result<T> value(std::string_view field, std::string_view type) const;

    std::map<std::string, Value, std::less<>> values_;
};

}  // namespace shouxin::http
