#include "intake/json_line.h"

#include "intake/line_reader.h"
#include "intake/numbers.h"
#include "intake/plain_line.h"

#include <cstring>
#include <simdjson.h>

namespace shouxin::intake {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(line_padding >= simdjson::SIMDJSON_PADDING);

Problem problem_of(simdjson::error_code error) {
    switch (error) {
        case simdjson::UTF8_ERROR:
            return {Complaint::not_utf8, Field::type, {}};
        case simdjson::DEPTH_ERROR:
            return {Complaint::too_deep, Field::type, {}};
        case simdjson::INCORRECT_TYPE:
            return {Complaint::not_object, Field::type, {}};
        default:
            return {Complaint::not_json, Field::type, simdjson::error_message(error)};
    }
}

Problem bad_json(std::string_view what) {
    return {Complaint::not_json, Field::type, what};
}

constexpr std::string_view not_a_value = "something that is no JSON value";

// What simdjson calls a raw token reaches to the next one.
std::string_view without_space(std::string_view token) {
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\t' || token.back() == '\r')) {
        token.remove_suffix(1);
    }
    return token;
}

}  // namespace

struct JsonLine::Parser {
    PlainLine plain;
    ondemand::parser simd;
    Fields data;  // of a CloudEvents envelope
    Arena* arena = nullptr;
    bool escapes = false;  // is there any backslash in the line?

    Problem read(std::string_view line, Fields& into, Arena& kept);
    Problem read_key(ondemand::field& field, std::string_view& key) const;
    Problem read_object(ondemand::object object, Fields& into, int depth);
    Problem read_field(ondemand::field& field, Fields& into, int depth);
    Problem read_value(ondemand::value value, Value& into, int depth);
    Problem read_string(ondemand::value value, std::string_view token, std::string_view& into);
    Problem read_images(ondemand::value value, Fields& into, Value& list, int depth);
    Problem read_data(ondemand::value value, Value& into);
    Problem check_nested(ondemand::value value, char opening, int depth);
    Problem open_envelope(Fields& envelope);
};

JsonLine::JsonLine() : parser_(std::make_unique<Parser>()) {}

JsonLine::~JsonLine() = default;
JsonLine::JsonLine(JsonLine&&) noexcept = default;

Problem JsonLine::read(std::string_view line, Fields& fields, Arena& arena) {
    Parser& parser = *parser_;
    if (parser.plain.read(line, fields)) {
        return {};
    }
    return parser.read(line, fields, arena);
}

Problem JsonLine::Parser::read(std::string_view line, Fields& into, Arena& kept) {
    into.clear();
    data.clear();
    arena = &kept;
    escapes = std::memchr(line.data(), '\\', line.size()) != nullptr;
    ondemand::document document;
    ondemand::object object;
    if (const auto error =
            simd.iterate(line.data(), line.size(), line.size() + line_padding).get(document)) {
        return problem_of(error);
    }
    if (const auto error = document.get_object().get(object)) {
        return problem_of(error);
    }
    if (const Problem problem = read_object(object, into, 1)) {
        return problem;
    }
    if (!document.current_location().error()) {  // an error there is the end
        return bad_json("something follows the object");
    }
    return into.has(Field::specversion) ? open_envelope(into) : Problem{};
}

Problem JsonLine::Parser::read_object(ondemand::object object, Fields& into, int depth) {
    for (auto result : object) {
        ondemand::field field;
        if (const auto error = std::move(result).get(field)) {
            return problem_of(error);
        }
        if (const Problem problem = read_field(field, into, depth)) {
            return problem;
        }
    }
    return {};
}

Problem JsonLine::Parser::read_key(ondemand::field& field, std::string_view& key) const {
    if (escapes) {
        const auto error = field.unescaped_key().get(key);
        return error ? problem_of(error) : Problem{};
    }
    const char* const start = field.key().raw();
    const char* end = start;
    while (*end != '"') {
        ++end;
    }
    key = {start, static_cast<std::size_t>(end - start)};
    return {};
}

Problem JsonLine::Parser::read_field(ondemand::field& field, Fields& into, int depth) {
    std::string_view key;
    if (const Problem problem = read_key(field, key)) {
        return problem;
    }
    const auto known = field_named(key);
    Value value;
    Problem problem;
    if (known == Field::images) {
        problem = read_images(field.value(), into, value, depth);
    } else if (known == Field::data && depth == 1) {
        problem = read_data(field.value(), value);
    } else {
        problem = read_value(field.value(), value, depth);
    }
    into.strangers = into.strangers || !known;
    if (!problem && known && !into.set(*known, value)) {
        return {Complaint::twice, *known, {}};
    }
    return problem;
}

Problem JsonLine::Parser::read_value(ondemand::value value, Value& into, int depth) {
    const std::string_view token = without_space(value.raw_json_token());
    const char first = token.empty() ? '\0' : token.front();
    if (first == '"') {
        into.kind = ValueKind::string;
        return read_string(value, token, into.text);
    }
    if (first == '{' || first == '[') {
        into = {token.substr(0, 1), ValueKind::other};
        return check_nested(value, first, depth);
    }
    into.text = token;
    if (token == "null") {
        into.kind = ValueKind::null;
        return {};
    }
    into.kind = is_json_number(token) ? ValueKind::number : ValueKind::other;
    const bool valid = into.kind == ValueKind::number || token == "true" || token == "false";
    return valid ? Problem{} : bad_json(not_a_value);
}

Problem JsonLine::Parser::read_string(
    ondemand::value value, std::string_view token, std::string_view& into) {
    if (!escapes) {
        into = token.substr(1, token.size() - 2);
        return {};
    }
    std::string_view unescaped;
    if (const auto error = value.get_string().get(unescaped)) {
        return problem_of(error);
    }
    into = arena->keep(unescaped);  // the parser's own copy lives only until the next line
    return {};
}

Problem JsonLine::Parser::read_images(ondemand::value value, Fields& into, Value& list, int depth) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
        return read_value(value, list, depth);
    }
    list.kind = ValueKind::list;
    into.images.clear();
    for (auto result : array) {
        if (const auto error = result.error()) {
            return problem_of(error);
        }
        Value image;
        if (const Problem problem = read_value(result.value_unsafe(), image, depth + 1)) {
            return problem;
        }
        if (image.kind != ValueKind::string) {
            list.kind = ValueKind::other;
        }
        into.images.push_back(image.text);
    }
    return {};
}

Problem JsonLine::Parser::read_data(ondemand::value value, Value& into) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
        return read_value(value, into, 1);
    }
    into = {"{", ValueKind::other};
    return read_object(object, data, 2);
}

// Walks through what nobody asked for, to know that it is JSON.
Problem JsonLine::Parser::check_nested(ondemand::value value, char opening, int depth) {
    if (depth >= json_depth_max) {
        return {Complaint::too_deep, Field::type, {}};
    }
    Value ignored;
    if (opening == '{') {
        ondemand::object object;
        if (const auto error = value.get_object().get(object)) {
            return problem_of(error);
        }
        for (auto result : object) {
            ondemand::field field;
            if (const auto error = std::move(result).get(field)) {
                return problem_of(error);
            }
            std::string_view key;
            if (const Problem problem = read_key(field, key)) {
                return problem;
            }
            if (const Problem problem = read_value(field.value(), ignored, depth + 1)) {
                return problem;
            }
        }
        return {};
    }
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) {
        return problem_of(error);
    }
    for (auto result : array) {
        if (const auto error = result.error()) {
            return problem_of(error);
        }
        if (const Problem problem = read_value(result.value_unsafe(), ignored, depth + 1)) {
            return problem;
        }
    }
    return {};
}

Problem JsonLine::Parser::open_envelope(Fields& envelope) {
    const Value version = envelope[Field::specversion];
    if (version.kind != ValueKind::string || !version.text.starts_with("1.")) {
        return {Complaint::unknown_word, Field::specversion, "1.0"};
    }
    const Value content = envelope[Field::data];
    if (content.kind != ValueKind::null && content.text != "{") {
        return {Complaint::data_not_object, Field::data, {}};
    }
    const auto carry = [&](Field from, Field to) {
        data.drop(to);
        if (envelope.has(from)) {
            data.set(to, envelope[from]);
        }
    };
    carry(Field::type, Field::type);
    carry(Field::source, Field::source);
    carry(Field::id, Field::id);
    carry(Field::time, Field::at);
    data.strangers = data.strangers || envelope.strangers;
    std::swap(envelope, data);
    return {};
}

}  // namespace shouxin::intake
