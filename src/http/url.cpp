#include "http/url.h"

#include "intake/utf8.h"

#include <algorithm>
#include <optional>

namespace shouxin::http {
namespace {

std::optional<unsigned> hex_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return std::nullopt;
}

// nullopt for a percent sign without two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus_is_space) {
            decoded += ' ';
        } else if (text[at] != '%') {
            decoded += text[at];
        } else {
            const auto high = at + 2 < text.size() ? hex_value(text[at + 1]) : std::nullopt;
            const auto low = at + 2 < text.size() ? hex_value(text[at + 2]) : std::nullopt;
            if (!high || !low) {
                return std::nullopt;
            }
            decoded += static_cast<char>(*high * 16 + *low);
            at += 2;
        }
    }
    return decoded;
}

bool is_control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7f;
}

Result<std::string> decoded_part(std::string_view text, bool plus_is_space) {
    auto decoded = percent_decoded(text, plus_is_space);
    if (!decoded) {
        return fail(Failure::invalid, "Write a percent sign in a URL as %25.");
    }
    if (!intake::is_utf8(*decoded)) {
        return fail(Failure::invalid, "Write the URL in UTF-8, percent-encoded.");
    }
    return *std::move(decoded);
}

Result<std::string> decoded_segment(std::string_view text) {
    TRY(std::string segment, decoded_part(text, false));
    if (segment.empty() || segment == "." || segment == "..") {
        return fail(Failure::invalid, "Leave empty segments, \".\" and \"..\" out of the path.");
    }
    if (segment.find('\\') != std::string::npos ||
        std::any_of(segment.begin(), segment.end(), is_control)) {
        return fail(Failure::invalid, "Leave backslashes and control characters out of the path.");
    }
    return segment;
}

// Calls take(piece) for each of the pieces between `separator`, until one fails.
template <class Take>
Result<void> for_each_piece(std::string_view text, char separator, Take take) {
    for (;;) {
        const std::size_t end = std::min(text.find(separator), text.size());
        TRY_DONE(take(text.substr(0, end)));
        if (end == text.size()) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
}

Result<void> read_path(std::string_view path, Target& into) {
    if (!path.starts_with('/')) {
        return fail(Failure::invalid, "Start the path with a slash.");
    }
    if (path == "/") {
        return {};
    }
    return for_each_piece(path.substr(1), '/', [&](std::string_view piece) -> Result<void> {
        if (into.segments.size() == segments_max) {
            return fail(Failure::invalid, "Shorten the path: it has too many segments.");
        }
        TRY(auto segment, decoded_segment(piece));
        into.segments.push_back(std::move(segment));
        return {};
    });
}

Result<void> read_query(std::string_view query, Target& into) {
    return for_each_piece(query, '&', [&](std::string_view piece) -> Result<void> {
        if (piece.empty()) {
            return {};
        }
        if (into.query.size() == parameters_max) {
            return fail(Failure::invalid, "Shorten the query: it has too many parameters.");
        }
        const std::size_t equals = std::min(piece.find('='), piece.size());
        TRY(auto name, decoded_part(piece.substr(0, equals), true));
        TRY(auto value, decoded_part(piece.substr(std::min(equals + 1, piece.size())), true));
        if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) {
            return fail(Failure::invalid, "Leave the character U+0000 out of the query.");
        }
        into.query.emplace_back(std::move(name), std::move(value));
        return {};
    });
}

// The absolute form, which proxies send, without its scheme and host.
std::string_view without_origin(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            const std::size_t end = target.find_first_of("/?", scheme.size());
            return end == std::string_view::npos ? "/" : target.substr(end);
        }
    }
    return target;
}

}  // namespace

Result<Target> decode_target(std::string_view target) {
    target = without_origin(target);
    if (target.find('#') != std::string_view::npos) {
        return fail(Failure::invalid, "Leave the fragment, from # on, out of the request.");
    }
    const std::size_t mark = std::min(target.find('?'), target.size());
    Target decoded;
    TRY_DONE(read_path(target.substr(0, mark), decoded));
    TRY_DONE(read_query(target.substr(std::min(mark + 1, target.size())), decoded));
    return decoded;
}

}  // namespace shouxin::http
