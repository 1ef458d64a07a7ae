#include "report/html_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

namespace shouxin::report {
namespace {

constexpr std::uint32_t stand_in = 0xfffd;
constexpr std::uint64_t million = 1'000'000;
constexpr std::int64_t china_s = 8 * 60 * 60;
constexpr std::int64_t day_s = 24 * 60 * 60;

struct Letter {
    std::uint32_t code = stand_in;
    std::size_t bytes = 1;
};

// One character of UTF-8; a stand-in for a byte that begins none.
Letter letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t place) -> std::uint32_t {
        return place < text.size() ? static_cast<unsigned char>(text[place]) : 0;
    };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) {
        return {};
    }
    std::uint32_t code = lead & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) {
            return {};
        }
        code = code << 6 | (byte(at + i) & 0x3f);
    }
    const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return overlong || surrogate || code > 0x10ffff ? Letter{} : Letter{code, bytes};
}

bool deceives(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0xfeff ||
           (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || (code & 0xfffe) == 0xfffe;
}

std::size_t width_of(std::uint32_t code) {
    return code >= 0x1100 && code != stand_in ? 2 : 1;
}

void put_letter(Html& html, std::string_view bytes, std::uint32_t code) {
    switch (code) {
        case '&':
            html += "&amp;";
            return;
        case '<':
            html += "&lt;";
            return;
        case '>':
            html += "&gt;";
            return;
        case '"':
            html += "&quot;";
            return;
        case '\'':
            html += "&#39;";
            return;
        case '`':
            html += "&#96;";
            return;
        default:
            html += deceives(code) || code == stand_in ? "\xef\xbf\xbd" : bytes;
    }
}

struct Laid {
    std::vector<Letter> letters;
    std::size_t columns = 0;
};

Laid laid(std::string_view text) {
    Laid out;
    for (std::size_t at = 0; at < text.size();) {
        out.letters.push_back(letter_at(text, at));
        out.columns += width_of(out.letters.back().code);
        at += out.letters.back().bytes;
    }
    return out;
}

}  // namespace

std::size_t columns_of(std::string_view text, std::size_t columns) {
    return std::min(laid(text).columns, columns);
}

Html escaped(std::string_view text, std::size_t columns) {
    const Laid all = laid(text);
    const bool cut = all.columns > columns;
    const std::size_t tail = columns * 2 / 5;
    const std::size_t head = columns - tail;
    Html html;
    std::size_t at = 0;
    std::size_t column = 0;
    bool dotted = false;
    for (const Letter& letter : all.letters) {
        const std::size_t width = width_of(letter.code);
        const bool left_out = cut && column + width >= head && all.columns - column > tail;
        if (!left_out) {
            put_letter(html, text.substr(at, letter.bytes), letter.code);
        } else if (!dotted) {
            html += "…";
            dotted = true;
        }
        at += letter.bytes;
        column += width;
    }
    return html;
}

Html both(std::string_view zh, std::string_view en) {
    return fmt::format(R"(<span class="z">{}</span><span class="e" lang="en">{}</span>)", zh, en);
}

Html both(const Said& said) {
    return said.zh == said.en ? said.zh : both(said.zh, said.en);
}

Html both_svg(const Said& said) {
    if (said.zh == said.en) {
        return said.zh;
    }
    return fmt::format(
        R"(<tspan class="z">{}</tspan><tspan class="e" lang="en">{}</tspan>)", said.zh, said.en);
}

std::string thousands(std::uint64_t number) {
    std::string digits = fmt::format_int(number).str();
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

Said counted(std::uint64_t number, const Unit& unit) {
    const std::string digits = thousands(number);
    const std::string_view en = number == 1 ? unit.one : unit.many;
    return {
        digits + " " + std::string(unit.zh), en.empty() ? digits : digits + " " + std::string(en)};
}

std::string expected(std::uint64_t ppm) {
    if (ppm >= 100 * million) {
        return thousands((ppm + million / 2) / million);
    }
    const std::uint64_t tenths = (ppm + million / 20) / (million / 10);
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

Said exact_money(std::int64_t fen) {
    const auto amount = static_cast<std::uint64_t>(std::max<std::int64_t>(fen, 0));
    const std::string yuan = fmt::format("{}.{:02}", thousands(amount / 100), amount % 100);
    return {yuan + " 元", "¥" + yuan};
}

Said money(std::int64_t fen) {
    if (fen < 100'000) {
        return exact_money(fen);
    }
    const auto amount = static_cast<std::uint64_t>(fen);
    const std::string yuan = thousands(amount / 100 + (amount % 100 >= 50 ? 1 : 0));
    return {yuan + " 元", "¥" + yuan};
}

std::string percent(std::uint64_t ppm) {
    if (ppm == 0 || ppm >= million) {
        return ppm == 0 ? "0%" : "100%";
    }
    if (ppm < 500) {
        return "&lt;0.1%";
    }
    if (ppm >= 999'500) {
        return "&gt;99.9%";
    }
    const std::uint64_t tenths = (ppm + 500) / 1000;
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

std::string threshold(std::uint64_t ppm) {
    return ppm % 10'000 == 0 ? fmt::format("{}%", ppm / 10'000) : percent(ppm);
}

std::uint64_t share_ppm(std::uint64_t part, std::uint64_t whole) {
    constexpr std::uint64_t roomy = std::numeric_limits<std::uint64_t>::max() / million;
    while (part > roomy) {
        part /= 2;
        whole /= 2;
    }
    return whole == 0 ? 0 : part * million / whole;
}

std::int64_t plus(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        return b > 0 ? std::numeric_limits<std::int64_t>::max()
                     : std::numeric_limits<std::int64_t>::min();
    }
    return sum;
}

std::int64_t share_of(std::int64_t amount, std::uint64_t ppm) {
    constexpr auto one = static_cast<std::int64_t>(million);
    const auto share = static_cast<std::int64_t>(ppm);
    return amount / one * share + amount % one * share / one;
}

Day day_of(signal::Seconds at) {
    return static_cast<Day>((std::int64_t{at} + china_s) / day_s);
}

std::string date(Day day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
}

std::string month_day(Day day) {
    return date(day).substr(5);
}

std::string minute(signal::Seconds at) {
    const std::int64_t seconds = (std::int64_t{at} + china_s) % day_s;
    return fmt::format("{} {:02}:{:02}", date(day_of(at)), seconds / 3600, seconds / 60 % 60);
}

}  // namespace shouxin::report
