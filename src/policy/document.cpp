#include "policy/document.h"

// toml++ 3.3 asserts that a key begins as keys do, and then reports it as the error that it is.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace shouxin::policy {
namespace {

Place place_of(const toml::source_region& region) {
    return {region.begin.line, region.begin.column};
}

// The text in the file, with the place of what comes next.
class Cursor {
public:
    Cursor(std::string_view text, Place at) : rest_(text), at_(at) {}

    [[nodiscard]] Place place() const { return at_; }

    [[nodiscard]] bool follows(std::string_view what) const { return rest_.starts_with(what); }

    [[nodiscard]] bool done() const { return rest_.empty(); }

    char next() {
        const char byte = rest_.front();
        rest_.remove_prefix(1);
        if (byte == '\n') {
            at_ = {at_.line + 1, 1};
        } else if (rest_.empty() || (static_cast<unsigned char>(rest_.front()) & 0xc0) != 0x80) {
            ++at_.column;  // the next byte begins another character
        }
        return byte;
    }

    void skip(std::size_t bytes) {
        for (; bytes > 0 && !done(); --bytes) {
            (void)next();
        }
    }

private:
    std::string_view rest_;
    Place at_;
};

// Where each byte of a TOML string stands in the file: reads it as TOML 1.0 says, but what comes
// out is only trusted if it is what toml++ read.
class TextPlaces {
public:
    explicit TextPlaces(Cursor cursor) : cursor_(cursor) {}

    PlacedText read(const std::string& value, Place begin) {
        for (const std::string_view quote : {"\"\"\"", "'''", "\"", "'"}) {
            if (cursor_.follows(quote)) {
                cursor_.skip(quote.size());
                read_until(quote, value.size());
                break;
            }
        }
        read_.places.push_back(cursor_.place());
        if (read_.text != value) {
            read_.text = value;
            read_.places.assign(value.size() + 1, begin);
        }
        return std::move(read_);
    }

private:
    void read_until(std::string_view quote, std::size_t bytes) {
        if (quote.size() == 3) {
            skip_line_end();
        }
        while (read_.text.size() < bytes && !cursor_.done()) {
            if (quote[0] == '"' && cursor_.follows("\\")) {
                escape();
            } else if (cursor_.follows("\r\n")) {
                const Place place = cursor_.place();
                cursor_.skip(2);
                put("\n", place);
            } else {
                const Place place = cursor_.place();
                put(std::string_view(&(last_ = cursor_.next()), 1), place);
            }
        }
    }

    void put(std::string_view bytes, Place place) {
        for (const char byte : bytes) {
            read_.text += byte;
            read_.places.push_back(place);
        }
    }

    void skip_line_end() {
        cursor_.skip(cursor_.follows("\r\n") ? 2 : cursor_.follows("\n") ? 1 : 0);
    }

    void escape() {
        const Place place = cursor_.place();
        cursor_.skip(1);
        if (cursor_.done()) {
            return;
        }
        constexpr std::array<std::pair<char, std::string_view>, 7> escapes{
            {{'b', "\b"},
             {'t', "\t"},
             {'n', "\n"},
             {'f', "\f"},
             {'r', "\r"},
             {'"', "\""},
             {'\\', "\\"}}};
        const char kind = cursor_.next();
        for (const auto& [letter, meant] : escapes) {
            if (letter == kind) {
                return put(meant, place);
            }
        }
        if (kind == 'u' || kind == 'U') {
            return code_point(kind == 'u' ? 4 : 8, place);
        }
        while (cursor_.follows(" ") || cursor_.follows("\t") || cursor_.follows("\n") ||
               cursor_.follows("\r")) {  // a backslash at the end of a line
            cursor_.skip(1);
        }
    }

    void code_point(int digits, Place place) {
        std::uint32_t code = 0;
        for (; digits > 0 && !cursor_.done(); --digits) {
            const char digit = cursor_.next();
            const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
            code = code << 4 | (static_cast<std::uint32_t>(value) & 0xf);
        }
        const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
        std::string bytes;
        if (code < 0x80) {
            bytes = {byte(code)};
        } else if (code < 0x800) {
            bytes = {byte(0xc0 | code >> 6), byte(0x80 | (code & 0x3f))};
        } else if (code < 0x10000) {
            bytes = {
                byte(0xe0 | code >> 12),
                byte(0x80 | (code >> 6 & 0x3f)),
                byte(0x80 | (code & 0x3f))};
        } else {
            bytes = {
                byte(0xf0 | code >> 18),
                byte(0x80 | (code >> 12 & 0x3f)),
                byte(0x80 | (code >> 6 & 0x3f)),
                byte(0x80 | (code & 0x3f))};
        }
        put(bytes, place);
    }

    Cursor cursor_;
    PlacedText read_;
    char last_ = 0;
};

class DocumentReader {
public:
    explicit DocumentReader(std::string_view text) : text_(text) {
        constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
        line_begins_.push_back(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
        for (std::size_t at = text.find('\n'); at < text.size(); at = text.find('\n', at + 1)) {
            line_begins_.push_back(at + 1);
        }
    }

    [[nodiscard]] Item item(const toml::node& node) const {
        Item made;
        made.place = place_of(node.source());
        if (const toml::table* const table = node.as_table()) {
            made.kind = Kind::table;
            for (const auto& [key, value] : *table) {
                made.entries.push_back(
                    {std::string(key.str()), place_of(key.source()), item(value)});
            }
        } else if (const toml::array* const list = node.as_array()) {
            made.kind = Kind::list;
            for (const toml::node& one : *list) {
                made.items.push_back(item(one));
            }
        } else if (const auto* const text = node.as_string()) {
            made.kind = Kind::text;
            made.text = TextPlaces(cursor_at(made.place)).read(text->get(), made.place);
        } else if (const auto* const truth = node.as_boolean()) {
            made.kind = Kind::truth;
            made.truth = truth->get();
        } else if (node.is_number()) {
            put_number(made, node);
        }
        return made;
    }

private:
    static void put_number(Item& made, const toml::node& node) {
        made.kind = node.is_integer() ? Kind::whole : Kind::decimal;
        made.whole = node.is_integer() ? node.as_integer()->get() : 0;
        constexpr double largest = 1e12;
        const double value = node.value<double>().value_or(0.0);
        if (value >= -largest && value <= largest) {
            made.millionths = std::llround(value * 1e6);
        }
    }

    [[nodiscard]] Cursor cursor_at(Place place) const {
        if (place.line == 0 || place.line > line_begins_.size()) {
            return {{}, place};
        }
        Cursor cursor(text_.substr(line_begins_[place.line - 1]), {place.line, 1});
        while (!cursor.done() && cursor.place() < place) {
            (void)cursor.next();
        }
        return cursor;
    }

    std::string_view text_;
    std::vector<std::size_t> line_begins_;
};

// What follows a string that begins the text: 1 or 3 quotes, up to 2 more that belong to it.
std::size_t string_bytes(std::string_view text) {
    const char quote = text.front();
    const std::string mark(text.starts_with(std::string(3, quote)) ? 3 : 1, quote);
    std::size_t at = mark.size();
    while (at < text.size() && !text.substr(at).starts_with(mark)) {
        if (mark.size() == 1 && text[at] == '\n') {
            return at;
        }
        at += quote == '"' && text[at] == '\\' ? 2 : 1;
    }
    at += mark.size();
    for (int more = 0; more < 2 && mark.size() == 3 && at < text.size() && text[at] == quote;
         ++more) {
        ++at;
    }
    return std::min(at, text.size());
}

// A line with more dots than any key or list needs. toml++ makes a table of every part of a key,
// one in another, and unmakes them by recursion: the stack would end before a long key does.
std::optional<Place> key_too_deep(std::string_view text) {
    constexpr int dots_max = 32;
    Place at{1, 1};
    int dots = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        if (byte == '"' || byte == '\'') {
            const std::size_t bytes = string_bytes(text.substr(i));
            const auto lines = std::ranges::count(text.substr(i, bytes), '\n');
            at.line += static_cast<decltype(at.line)>(lines);
            i += bytes - 1;
        } else if (byte == '#') {
            i = std::min(text.find('\n', i), text.size()) - 1;
        } else if (byte == '\n') {
            ++at.line;
            dots = 0;
        } else if (byte == '.' && ++dots > dots_max) {
            return at;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Item> read_document(std::string_view text, Problems& problems) {
    if (const auto place = key_too_deep(text)) {
        problems.add(
            *place,
            {"这一行的点太多；键最多两三段，请拆开或改短",
             "this line has too many dots; a key has two or three parts, shorten it"});
        return std::nullopt;
    }
    try {
        const toml::table table = toml::parse(text);
        return DocumentReader(text).item(table);
    } catch (const toml::parse_error& error) {
        const std::string_view why = error.description();
        problems.add(
            place_of(error.source()),
            {fmt::format("这里不合 TOML 的写法：{}", why), std::string(why)});
        return std::nullopt;
    }
}

}  // namespace shouxin::policy
