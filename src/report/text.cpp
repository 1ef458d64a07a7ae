#include "report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>

namespace shouxin::report {
namespace {

constexpr std::int64_t ppm_one = 1'000'000;
constexpr std::chrono::seconds china{8 * 60 * 60};

void put_padded(Text& text, std::uint64_t number, std::size_t digits) {
    const fmt::format_int written(number);
    text.append(digits - std::min(digits, written.size()), '0');
    text.append(written.data(), written.size());
}

bool continues(std::string_view string, std::size_t at) {
    return at < string.size() && (static_cast<unsigned char>(string[at]) & 0xc0) == 0x80;
}

// The bytes of the character that starts here, as Unicode's table 3-7 has it; 0 if none does.
std::size_t character_at(std::string_view string, std::size_t at) {
    const auto byte = [&](std::size_t place) {
        return place < string.size() ? static_cast<unsigned char>(string[place]) : 0U;
    };
    const unsigned lead = byte(at);
    const unsigned next = byte(at + 1);
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        return continues(string, at + 1) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        const bool possible =
            next >= (lead == 0xe0 ? 0xa0U : 0x80U) && next <= (lead == 0xed ? 0x9fU : 0xbfU);
        return possible && continues(string, at + 2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const bool possible =
            next >= (lead == 0xf0 ? 0x90U : 0x80U) && next <= (lead == 0xf4 ? 0x8fU : 0xbfU);
        return possible && continues(string, at + 2) && continues(string, at + 3) ? 4 : 0;
    }
    return 0;
}

void put_escape(Text& text, char c) {
    switch (c) {
        case '"':
            text += "\\\"";
            return;
        case '\\':
            text += "\\\\";
            return;
        case '\n':
            text += "\\n";
            return;
        case '\r':
            text += "\\r";
            return;
        case '\t':
            text += "\\t";
            return;
        default:
            fmt::format_to(std::back_inserter(text), "\\u{:04x}", static_cast<unsigned>(c));
    }
}

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

}  // namespace

void put_number(Text& text, std::int64_t number) {
    const fmt::format_int written(number);
    text.append(written.data(), written.size());
}

void put_number(Text& text, std::uint64_t number) {
    const fmt::format_int written(number);
    text.append(written.data(), written.size());
}

void put_ppm(Text& text, std::uint64_t ppm) {
    put_number(text, ppm / ppm_one);
    text += '.';
    put_padded(text, ppm % ppm_one, 6);
}

void put_time(Text& text, signal::Seconds at) {
    if (at == 0) {
        return;
    }
    const std::chrono::sys_seconds local{std::chrono::seconds{at} + china};
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{local - day};
    const auto put_two = [&](char before, auto number) {
        text += before;
        put_padded(text, static_cast<std::uint64_t>(number), 2);
    };
    put_number(text, std::int64_t{static_cast<int>(date.year())});
    put_two('-', static_cast<unsigned>(date.month()));
    put_two('-', static_cast<unsigned>(date.day()));
    put_two('T', time.hours().count());
    put_two(':', time.minutes().count());
    put_two(':', time.seconds().count());
    text += "+08:00";
}

void put_cell(Text& text, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += cell;
        return;
    }
    text += '"';
    for (const char c : cell) {
        if (c == '"') {
            text += '"';
        }
        text += c;
    }
    text += '"';
}

void put_json(Text& text, std::string_view string) {
    text += '"';
    for (std::size_t at = 0; at < string.size();) {
        if (is_plain(string[at])) {
            text += string[at++];
        } else if (const std::size_t bytes = character_at(string, at); bytes > 1) {
            text += string.substr(at, bytes);
            at += bytes;
        } else if (bytes == 1) {
            put_escape(text, string[at++]);
        } else {
            text += "\xef\xbf\xbd";
            ++at;
        }
    }
    text += '"';
}

}  // namespace shouxin::report
