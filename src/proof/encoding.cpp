#include "proof/encoding.h"

#include "base/must.h"

#include <charconv>
#include <cstddef>
#include <sodium.h>

namespace shouxin::proof {
namespace {

constexpr int base64_variant = sodium_base64_VARIANT_ORIGINAL;

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// How many bytes the code point at the front of `text` has; 0 if it isn't one (Unicode 15, 3.9).
std::size_t code_point_bytes(std::string_view text) {
    const unsigned first = byte_at(text, 0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) {
        return 0;
    }
    const unsigned second = byte_at(text, 1);
    const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte_at(text, i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    return length;
}

}  // namespace

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), base64_variant), '\0');
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        base64_variant);
    text.pop_back();  // the NUL
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t length = 0;
    const int failed = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &length,
        nullptr,
        base64_variant);
    if (failed != 0) {
        return std::nullopt;
    }
    bytes.resize(length);
    return base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

std::optional<std::uint64_t> from_decimal(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && (text == "0" || text[0] != '0') ? std::optional(number) : std::nullopt;
}

void put_big_endian(std::string& out, std::uint64_t number, unsigned bytes) {
    for (unsigned i = bytes; i-- > 0;) {
        out += static_cast<char>(number >> (8 * i) & 0xff);
    }
}

std::uint64_t from_big_endian(std::string_view bytes) {
    MUST(bytes.size() <= 8);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        number = number << 8 | byte_at(bytes, i);
    }
    return number;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = code_point_bytes(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace shouxin::proof
