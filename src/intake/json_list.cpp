#include "intake/json_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <simdjson.h>
#include <utility>

namespace shouxin::intake {
namespace {

namespace ondemand = simdjson::ondemand;

tl::unexpected<Error> broken(simdjson::error_code error, std::size_t elements) {
    return fail(
        Failure::invalid,
        fmt::format(
            "the body is no JSON array of events ({}, after {} of them): send an array of objects, "
            "or one object a line as application/x-ndjson",
            simdjson::error_message(error),
            elements));
}

}  // namespace

Result<std::string> lines_of_list(std::string_view text) {
    const simdjson::padded_string padded(text);
    ondemand::parser parser;
    ondemand::document document;
    ondemand::array array;
    std::size_t elements = 0;
    std::string lines;
    if (auto error = parser.iterate(padded).get(document); error) {
        return broken(error, elements);
    }
    if (auto error = document.get_array().get(array); error) {
        return broken(error, elements);
    }
    for (auto element : array) {
        ondemand::object object;
        std::string_view raw;
        if (auto error = element.get_object().get(object); error) {
            return broken(error, elements);
        }
        if (auto error = object.raw_json().get(raw); error) {
            return broken(error, elements);
        }
        const std::size_t start = lines.size();
        lines += raw;
        std::replace_if(
            lines.begin() + static_cast<std::ptrdiff_t>(start),
            lines.end(),
            [](char c) { return c == '\n' || c == '\r'; },
            ' ');
        lines += '\n';
        ++elements;
    }
    if (!document.current_location().error()) {  // an error there is the end
        return broken(simdjson::TRAILING_CONTENT, elements);
    }
    return lines;
}

}  // namespace shouxin::intake
