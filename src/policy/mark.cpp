#include "policy/mark.h"

#include "policy/token.h"

#include <algorithm>
#include <array>

namespace shouxin::policy {
namespace {

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

bool is_blank(char one) {
    return one == ' ' || one == '\t';
}

bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

bool is_beyond_ascii(char one) {
    return static_cast<unsigned char>(one) >= 0x80;
}

bool is_word(char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || is_digit(one) || one == '_';
}

// The quote that a text begins with, longest first; empty if it is no text.
std::string_view quote_of(std::string_view line) {
    constexpr std::array<std::string_view, 5> quotes{"\"\"\"", "'''", "\\\"", "\"", "'"};
    const auto* const found = std::find_if(
        quotes.begin(), quotes.end(), [&](std::string_view one) { return line.starts_with(one); });
    return found == quotes.end() ? std::string_view() : *found;
}

template <class Is>
std::size_t run(std::string_view line, std::size_t from, const Is& is) {
    while (from < line.size() && is(line[from])) {
        ++from;
    }
    return from;
}

// Bytes of the number and the unit behind it.
std::size_t number(std::string_view line) {
    const std::size_t begin = line.starts_with("¥")    ? std::string_view("¥").size()
                              : line.starts_with("￥") ? std::string_view("￥").size()
                                                       : 0;
    const std::size_t end = run(line, begin, [](char one) { return is_digit(one) || one == '.'; });
    const std::size_t unit = run(line, end, is_blank);
    const std::size_t after =
        line.substr(unit).starts_with('%')
            ? unit + 1
            : run(line, unit, [](char one) { return is_word(one) || is_beyond_ascii(one); });
    return after > unit && !is_keyword(line.substr(unit, after - unit)) ? after : end;
}

// Bytes of a name: of a key of TOML with its hyphens, of a field with its dots.
std::size_t name(std::string_view line) {
    const std::size_t key = run(line, 0, [](char one) { return is_word(one) || one == '-'; });
    return line.substr(key).starts_with('.') || line.substr(0, key) == "-"
               ? run(line, 0, [](char one) { return is_word(one) || one == '.'; })
               : key;
}

// Bytes of what stands at the beginning of `line`.
std::size_t extent(std::string_view line) {
    if (const std::string_view quote = quote_of(line); !quote.empty()) {
        const std::size_t end = line.find(quote, quote.size());
        return end == std::string_view::npos ? line.size() : end + quote.size();
    }
    if (line.starts_with("[[")) {
        return std::min(line.find("]]"), line.size() - 2) + 2;
    }
    if (line.starts_with('[')) {
        return std::min(line.find(']'), line.size() - 1) + 1;
    }
    if (line.empty()) {
        return 0;
    }
    if (is_digit(line[0]) || line.starts_with("¥") || line.starts_with("￥")) {
        return number(line);
    }
    const std::size_t word = is_beyond_ascii(line[0]) ? run(line, 0, is_beyond_ascii) : name(line);
    return std::max<std::size_t>(word, line.substr(1).starts_with('=') ? 2 : 1);
}

}  // namespace

Marks::Marks(std::string_view text) : text_(text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    line_begins_.push_back(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    for (std::size_t at = text.find('\n'); at < text.size(); at = text.find('\n', at + 1)) {
        line_begins_.push_back(at + 1);
    }
}

std::string_view Marks::marked(Place place) const {
    if (place.line == 0 || place.line > line_begins_.size()) {
        return {};
    }
    std::string_view line = text_.substr(line_begins_[place.line - 1]);
    line = line.substr(0, line.find_first_of("\r\n"));
    std::size_t at = 0;
    for (std::uint32_t column = 1; column < place.column && at < line.size(); ++column) {
        at = run(line, at + 1, is_continuation);
    }
    line.remove_prefix(at);
    return line.substr(0, extent(line));
}

std::uint32_t Marks::length(Place place) const {
    const std::string_view text = marked(place);
    const auto characters =
        std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); });
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(characters));
}

std::optional<std::string> Marks::fix(const Problem& problem) const {
    if (problem.nearest.empty()) {
        return std::nullopt;
    }
    const std::string quote(quote_of(marked(problem.place)));
    return quote + problem.nearest + quote;
}

}  // namespace shouxin::policy
