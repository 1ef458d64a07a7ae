#include "intake/stored_line.h"

#include "base/must.h"
#include "intake/fields.h"
#include "intake/line_reader.h"
#include "intake/personal.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <simdjson.h>
#include <utility>

namespace shouxin::intake {
namespace {

namespace ondemand = simdjson::ondemand;

// What may hold somebody's number.
enum class Suspect : std::uint8_t {
    text,  // within it
    name,  // it may be one: those that are read were checked; to change part of it would make two
           // things of one
    none,
};

Suspect suspect_of(std::string_view key, bool of_event) {
    const std::optional<Field> field = of_event ? field_named(key) : std::nullopt;
    if (!field || *field == Field::text || *field == Field::note || *field == Field::keyword) {
        return Suspect::text;
    }
    const bool counted = *field == Field::order || *field == Field::parcel ||
                         *field == Field::review || *field == Field::item || *field == Field::id;
    return counted ? Suspect::none : Suspect::name;
}

bool is_personal(std::string_view text) {
    return may_be_personal(text) && (is_mobile_number(text) || is_id_number(text));
}

// No longer than it was written, if that was short.
void append_quoted(std::string_view text, std::string& into) {
    constexpr std::string_view controls = "\b\f\n\r\t";
    constexpr std::string_view letters = "bfnrt";
    into += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            into += '\\';
            into += c;
        } else if (const std::size_t letter = controls.find(c); letter != controls.npos) {
            into += '\\';
            into += letters[letter];
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(into), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            into += c;
        }
    }
    into += '"';
}

std::string_view trimmed(std::string_view token) {
    const std::size_t last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// The line was read before, so nothing in it can be wrong.
template <class T>
T sound(simdjson::simdjson_result<T> result) {
    T value;
    MUST(!std::move(result).get(value));
    return value;
}

}  // namespace

struct StoredLine::Writer {
    explicit Writer(HashKey key) : contacts(key) {}

    void write(ondemand::value value, Suspect suspect, int depth, std::string& into);
    void write(ondemand::object object, int depth, std::string& into);
    void write(ondemand::array array, Suspect suspect, int depth, std::string& into);
    void write_text(std::string_view text, Suspect suspect, std::string& into);

    ContactFilter contacts;
    ondemand::parser parser;
};

StoredLine::StoredLine(HashKey key) : writer_(std::make_unique<Writer>(key)) {}

StoredLine::~StoredLine() = default;

void StoredLine::append(std::string_view line, std::string& into) {
    ondemand::document document =
        sound(writer_->parser.iterate(line.data(), line.size(), line.size() + line_padding));
    writer_->write(sound(document.get_object()), 1, into);
}

void StoredLine::Writer::write(ondemand::object object, int depth, std::string& into) {
    into += '{';
    bool first = true;
    for (auto result : object) {
        ondemand::field field = sound(std::move(result));
        const std::string key(sound(field.unescaped_key()));
        if (!std::exchange(first, false)) {
            into += ',';
        }
        append_quoted(key, into);
        into += ':';
        // The fields of an envelope's data are the event's.
        const bool envelope = key == name_of(Field::data) && depth == 1;
        write(field.value(), suspect_of(key, depth == 1), envelope ? 1 : depth + 1, into);
    }
    into += '}';
}

void StoredLine::Writer::write(
    ondemand::array array, Suspect suspect, int depth, std::string& into) {
    into += '[';
    bool first = true;
    for (auto element : array) {
        if (!std::exchange(first, false)) {
            into += ',';
        }
        write(sound(std::move(element)), suspect, depth, into);
    }
    into += ']';
}

void StoredLine::Writer::write(
    ondemand::value value, Suspect suspect, int depth, std::string& into) {
    switch (sound(value.type())) {
        case ondemand::json_type::object:
            write(sound(value.get_object()), depth, into);
            break;
        case ondemand::json_type::array:
            write(sound(value.get_array()), suspect, depth + 1, into);
            break;
        case ondemand::json_type::string:
            write_text(std::string(sound(value.get_string())), suspect, into);
            break;
        default:
            if (const auto token = trimmed(value.raw_json_token()); is_personal(token)) {
                write_text(token, suspect, into);
            } else {
                into += token;
            }
    }
}

void StoredLine::Writer::write_text(std::string_view text, Suspect suspect, std::string& into) {
    const bool changed =
        suspect == Suspect::text || (suspect == Suspect::name && is_personal(text));
    if (changed) {
        append_quoted(contacts.replaced(text), into);
    } else {
        append_quoted(text, into);
    }
}

}  // namespace shouxin::intake
