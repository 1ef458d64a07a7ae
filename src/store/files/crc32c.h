// Are these the bytes that were written? CRC-32C (Castagnoli; RFC 3720, B.4), with the processor's
// own instruction where it has one. Pure and thread-safe; the same value on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace shouxin::store {

// Of what `before` is the checksum of, followed by `bytes`; 0 is that of nothing.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

// The same without the instruction.
std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t before = 0);

}  // namespace shouxin::store
