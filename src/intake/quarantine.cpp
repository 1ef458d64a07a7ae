#include "intake/quarantine.h"

#include "intake/contacts.h"
#include "intake/utf8.h"

#include <fmt/format.h>

#include <iterator>
#include <simdjson.h>

namespace shouxin::intake {
namespace {

// More than is shown, so that a number isn't cut before it can be recognised.
constexpr std::size_t looked_at_max = 1024;

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

std::string excerpt_of(std::string_view line, HashKey key) {
    ContactFilter contacts(key);
    std::string shown = contacts.replaced(mended_utf8(line.substr(0, looked_at_max)));
    std::size_t end = shown.size();
    if (end > excerpt_bytes_max) {
        end = excerpt_bytes_max;
        while ((static_cast<unsigned char>(shown[end]) & 0xc0) == 0x80) {
            --end;  // to the start of the character that doesn't fit
        }
    }
    shown.resize(end);
    return shown;
}

std::string quarantine_json(const QuarantineEntry& entry) {
    std::string out = "{\"source\":";
    append_json_string(out, mended_utf8(entry.source));
    fmt::format_to(std::back_inserter(out), ",\"line\":{},\"reason\":", entry.line);
    append_json_string(out, entry.reason);
    out += ",\"excerpt\":";
    append_json_string(out, entry.excerpt);
    out += "}\n";
    return out;
}

std::optional<QuarantineOrigin> quarantine_origin(std::string_view json) {
    const simdjson::padded_string padded(json);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    std::string_view source;
    std::string_view reason;
    if (parser.iterate(padded).get(document) || document["source"].get_string().get(source) ||
        document["reason"].get_string().get(reason)) {
        return std::nullopt;
    }
    return QuarantineOrigin{std::string(source), std::string(reason)};
}

}  // namespace shouxin::intake
