#include "dispatch/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <simdjson.h>
#include <utility>
#include <vector>

namespace shouxin::dispatch {
namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) == 16 && std::is_trivially_copyable_v<Element>);

constexpr std::size_t shown_max = 60;
constexpr std::size_t digits_max = 18;  // of a whole number that surely can be read

std::string kind_of(Element value) {
    switch (value.type()) {
        case simdjson::dom::element_type::ARRAY:
            return "a list";
        case simdjson::dom::element_type::OBJECT:
            return "an object";
        case simdjson::dom::element_type::STRING:
            return "a text";
        case simdjson::dom::element_type::NULL_VALUE:
            return "null";
        case simdjson::dom::element_type::BOOL:
            return "true or false";
        default:
            return simdjson::minify(value);
    }
}

bool whole_number(Element value, std::int64_t& number) {
    double fraction = 0;
    if (value.is_double() && value.get(fraction) == simdjson::SUCCESS) {
        number = std::abs(fraction) < 9e15 ? static_cast<std::int64_t>(fraction) : 0;
        return std::abs(fraction) < 9e15 && static_cast<double>(number) == fraction;
    }
    return value.get(number) == simdjson::SUCCESS;
}

// RFC 6901, cut where a key is absurdly long.
std::string escaped(std::string_view key) {
    std::string out;
    for (const char c : key.substr(0, shown_max)) {
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return out;
}

// What is odd about a text that isn't JSON.
struct Oddity {
    std::size_t line = 1;                            // where the text ends, or what can't be closes
    std::vector<std::pair<char, std::size_t>> open;  // brackets with their lines
    bool mismatch = false;
    bool in_string = false;
    std::size_t digits = 0;  // in a row, up to here
    std::size_t long_number_line = 0;
};

Oddity find_oddity(std::string_view text) {
    Oddity found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        found.line += c == '\n' ? 1 : 0;
        found.digits = c >= '0' && c <= '9' && !found.in_string ? found.digits + 1 : 0;
        if (found.digits == digits_max + 1 && found.long_number_line == 0) {
            found.long_number_line = found.line;
        }
        if (found.in_string) {
            i += c == '\\' ? 1 : 0;
            found.in_string = c != '"';
        } else if (c == '"') {
            found.in_string = true;
        } else if (c == '[' || c == '{') {
            found.open.emplace_back(c, found.line);
        } else if (c == ']' || c == '}') {
            if (found.open.empty() || found.open.back().first != (c == ']' ? '[' : '{')) {
                found.mismatch = true;
                return found;
            }
            found.open.pop_back();
        }
    }
    return found;
}

// simdjson doesn't tell where; unbalanced brackets and quotes are what a cut file has.
std::string why_not_json(std::string_view text, simdjson::error_code error) {
    const Oddity found = find_oddity(text);
    if (found.mismatch) {
        return fmt::format("line {} closes a bracket that isn't open", found.line);
    }
    if (found.in_string) {
        return fmt::format("it ends in line {} inside a text in quotes", found.line);
    }
    if (!found.open.empty()) {
        const auto& [bracket, line] = found.open.back();
        return fmt::format(
            "it ends in line {} before the '{}' of line {} is closed", found.line, bracket, line);
    }
    if (found.long_number_line > 0) {
        return fmt::format("line {} has a number of too many digits", found.long_number_line);
    }
    return simdjson::error_message(error);
}

}  // namespace

struct JsonDocument::Parsed {
    simdjson::dom::parser parser;
    Element root;
};

JsonDocument::JsonDocument(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}

JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(std::string text) {
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    auto parsed = std::make_unique<Parsed>();
    const auto error = parsed->parser.parse(text.data(), text.size(), false).get(parsed->root);
    if (error != simdjson::SUCCESS) {
        return fail(Failure::invalid, "the file isn't JSON: " + why_not_json(text, error));
    }
    return JsonDocument(std::move(parsed));
}

Json JsonDocument::root() const {
    return {std::bit_cast<Json::Handle>(parsed_->root), nullptr, {}, 0};
}

bool JsonDocument::has(std::string_view key) const {
    simdjson::dom::object object;
    return parsed_->root.get(object) == simdjson::SUCCESS &&
           object.at_key(key).error() == simdjson::SUCCESS;
}

std::string Json::where() const {
    if (parent_ == nullptr) {
        return "the file";
    }
    const std::string above = parent_->parent_ == nullptr ? "" : parent_->where();
    return above + "/" + (key_.data() != nullptr ? escaped(key_) : std::to_string(index_));
}

tl::unexpected<Error> Json::wrong(const std::string& what) const {
    return fail(Failure::invalid, where() + " " + what);
}

bool Json::is_null() const {
    return std::bit_cast<Element>(handle_).is_null();
}

Result<std::int64_t> Json::whole(std::int64_t least, std::int64_t most) const {
    const auto value = std::bit_cast<Element>(handle_);
    std::int64_t number = 0;
    if (!whole_number(value, number) || number < least || number > most) {
        return wrong(fmt::format(
            "must be a whole number from {} to {}, not {}", least, most, kind_of(value)));
    }
    return number;
}

Result<double> Json::number(double least, double most) const {
    const auto value = std::bit_cast<Element>(handle_);
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS || !(number >= least && number <= most)) {
        return wrong(
            fmt::format("must be a number from {} to {}, not {}", least, most, kind_of(value)));
    }
    return number;
}

Result<std::string> Json::text() const {
    const auto value = std::bit_cast<Element>(handle_);
    std::string_view view;
    if (value.get(view) != simdjson::SUCCESS) {
        return wrong(fmt::format("must be a text in quotes, not {}", kind_of(value)));
    }
    return std::string(view);
}

Result<std::size_t> Json::size() const {
    const auto value = std::bit_cast<Element>(handle_);
    simdjson::dom::array items;
    if (value.get(items) != simdjson::SUCCESS) {
        return wrong(fmt::format("must be a list in [brackets], not {}", kind_of(value)));
    }
    std::size_t count = 0;  // theirs ends at 2^24
    for ([[maybe_unused]] const Element item : items) {
        ++count;
    }
    return count;
}

Result<void> Json::each_item(const EachItem& visit) const {
    TRY_DONE(size());
    std::size_t index = 0;
    for (const Element item : simdjson::dom::array(std::bit_cast<Element>(handle_))) {
        TRY_DONE(visit({std::bit_cast<Handle>(item), this, {}, index++}));
    }
    return {};
}

Result<void> Json::each_field(const EachField& visit) const {
    const auto value = std::bit_cast<Element>(handle_);
    simdjson::dom::object fields;
    if (value.get(fields) != simdjson::SUCCESS) {
        return wrong(fmt::format("must be an object in {{braces}}, not {}", kind_of(value)));
    }
    std::vector<std::string_view> seen;
    for (const auto field : fields) {
        const Json part(std::bit_cast<Handle>(field.value), this, field.key, 0);
        if (std::ranges::find(seen, field.key) != seen.end()) {
            return part.wrong("is given twice");
        }
        seen.push_back(field.key);
        TRY_DONE(visit(field.key, part));
    }
    return {};
}

Result<void> Json::row(
    std::span<std::int32_t> into, std::int32_t most, std::int32_t missing) const {
    TRY(const std::size_t count, size());
    if (count != into.size()) {
        return wrong(fmt::format(
            "has {} numbers, but a square matrix of {} rows needs {}",
            count,
            into.size(),
            into.size()));
    }
    std::size_t index = 0;
    for (const Element item : simdjson::dom::array(std::bit_cast<Element>(handle_))) {
        std::int64_t number = 0;
        if (item.is_null()) {
            into[index++] = missing;
            continue;
        }
        if (!whole_number(item, number) || number < 0 || number > most) {
            const Json part(std::bit_cast<Handle>(item), this, {}, index);
            TRY_DONE(part.whole(0, most));
        }
        into[index++] = static_cast<std::int32_t>(number);
    }
    return {};
}

}  // namespace shouxin::dispatch
