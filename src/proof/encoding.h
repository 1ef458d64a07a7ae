// How are bytes and numbers written in the ledger's texts? Base64 (RFC 4648, section 4, padded and
// strict), decimal without leading zeros, big-endian integers. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::proof {

std::string base64(std::string_view bytes);

// Nothing if it isn't exactly what base64() writes.
std::optional<std::string> from_base64(std::string_view text);

// Nothing unless it is digits without leading zeros (or "0") of a number below 2^64.
std::optional<std::uint64_t> from_decimal(std::string_view text);

// Appends the `bytes` lowest bytes of the number, the most significant first.
void put_big_endian(std::string& out, std::uint64_t number, unsigned bytes);

// Of at most 8 bytes.
std::uint64_t from_big_endian(std::string_view bytes);

bool is_utf8(std::string_view text);

// Takes the text up to a line feed, and it, off the front; nothing if there is no line feed.
std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace shouxin::proof
