#include "world/ids.h"

#include <algorithm>
#include <string_view>

namespace shouxin::world {
namespace {

struct Prefixes {
    std::string_view letter;
    std::string_view word;
};

constexpr std::array<Prefixes, static_cast<std::size_t>(Kind::count)> prefixes{{
    {"u", "user"},
    {"m", "shop"},
    {"p", "pay"},
    {"i", "item"},
    {"o", "ord"},
    {"d", "dev"},
    {"a", "addr"},
    {"n", "idn"},
    {"k", "wb"},
    {"v", "rev"},
    {"g", "img"},
    {"c", "camp"},
    {"s", "staff"},
}};

constexpr std::string_view base36_digits = "0123456789abcdefghijklmnopqrstuvwxyz";

// One-to-one on numbers of `bits` bits: an odd factor and a folded shift undo each other's traces.
std::uint64_t scramble(std::uint64_t x, std::uint64_t factor, std::uint64_t shift, unsigned bits) {
    const std::uint64_t mask = bits >= 64 ? ~0ULL : (1ULL << bits) - 1;
    const unsigned half = (bits + 1) / 2;
    x = (x + shift) & mask;
    for (int round = 0; round < 3; ++round) {
        x = (x * factor) & mask;
        x ^= x >> half;
    }
    return x;
}

void append_base(std::string& out, std::uint64_t value, unsigned width, unsigned base) {
    std::array<char, 32> digits{};
    for (unsigned i = width; i > 0; --i) {
        digits[i - 1] = base36_digits[value % base];
        value /= base;
    }
    out.append(digits.data(), width);
}

std::uint64_t power_of_ten(unsigned exponent) {
    std::uint64_t power = 1;
    for (unsigned i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

void append_uuid(std::string& out, std::uint64_t high, std::uint64_t low) {
    append_base(out, high >> 32U, 8, 16);
    out.push_back('-');
    append_base(out, high >> 16U & 0xffffU, 4, 16);
    out.append("-4");
    append_base(out, high & 0xfffU, 3, 16);
    out.append("-a");
    append_base(out, low >> 48U & 0xfffU, 3, 16);
    out.push_back('-');
    append_base(out, low & 0xffffffffffffULL, 12, 16);
}

}  // namespace

Ids::Ids(Random random) {
    for (std::size_t kind = 0; kind < styles_.size(); ++kind) {
        styles_[kind] = draw_style(static_cast<Kind>(kind), random);
    }
}

// Serial numbers are for things that are named when they happen: a serial account or shop would
// tell which were made together. Eleven digits could be a telephone number, which intake refuses.
Ids::Style Ids::draw_style(Kind kind, Random& random) const {
    const bool happens = kind == Kind::order || kind == Kind::parcel || kind == Kind::review;
    const Prefixes& words = prefixes[static_cast<std::size_t>(kind)];
    Style style;
    style.factor = (random.next_u64() / 10 * 10) + 7;
    style.shift = random.next_u64() >> 4U;
    const std::array<Form, 7> forms{
        Form::hex, Form::hex, Form::hex, Form::digits, Form::base36, Form::uuid, Form::serial};
    style.form = forms[random.uniform_index(happens ? 7 : 6)];
    switch (style.form) {
        case Form::hex:
            style.width = static_cast<unsigned>(random.uniform_int(8, 14));
            break;
        case Form::base36:
            style.width = static_cast<unsigned>(random.uniform_int(8, 12));
            break;
        default:
            style.width = static_cast<unsigned>(random.uniform_int(12, 16));
            break;
    }
    const std::array<std::string, 5> heads{
        std::string(words.letter) + "-",
        std::string(words.letter) + "_",
        std::string(words.word) + "-",
        std::string(words.letter),
        std::string()};
    const bool bare_digits = style.form == Form::digits || style.form == Form::serial;
    style.prefix = heads[random.uniform_index(bare_digits ? 4 : 5)];
    if (style.prefix.empty() && style.width == 11) {
        ++style.width;  // even of hexadecimal digits all may happen to be decimal
    }
    return style;
}

void Ids::append(std::string& out, Kind kind, std::uint64_t number) const {
    const Style& style = styles_[static_cast<std::size_t>(kind)];
    out.append(style.prefix);
    switch (style.form) {
        case Form::hex:
            append_base(
                out, scramble(number, style.factor, style.shift, style.width * 4), style.width, 16);
            break;
        case Form::base36:
            append_base(out, scramble(number, style.factor, style.shift, 41), style.width, 36);
            break;
        case Form::digits: {
            // Multiplying by a number prime to 10 is one-to-one among the numbers of `width`
            // digits.
            const std::uint64_t size = power_of_ten(std::min(style.width, 12U));
            const std::uint64_t factor = style.factor % 1'000'000;
            append_base(out, (number + style.shift % size) % size * factor % size, style.width, 10);
            break;
        }
        case Form::uuid:
            append_uuid(
                out,
                scramble(number, style.factor, style.shift, 64),
                scramble(number, style.factor + 10, style.shift ^ style.factor, 64));
            break;
        case Form::serial:
            append_base(out, style.shift % 1'000'000'000 * 1000 + number, style.width, 10);
            break;
    }
}

std::string Ids::name(Kind kind, std::uint64_t number) const {
    std::string out;
    append(out, kind, number);
    return out;
}

}  // namespace shouxin::world
