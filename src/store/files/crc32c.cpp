#include "store/files/crc32c.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <nmmintrin.h>

namespace shouxin::store {
namespace {

constexpr std::uint32_t polynomial = 0x82f63b78;  // bits from the lowest power up

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

// Row k: what a byte does to the checksum when k more bytes follow it ("slicing by 8").
constexpr Tables make_tables() {
    Tables tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
        }
        tables[0][byte] = crc;
    }
    for (std::size_t k = 1; k < tables.size(); ++k) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t crc = tables[k - 1][byte];
            tables[k][byte] = (crc >> 8) ^ tables[0][crc & 0xff];
        }
    }
    return tables;
}

constexpr Tables tables = make_tables();

std::uint64_t load64(const char* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

std::uint64_t step_byte(std::uint64_t crc, char byte) {
    return (crc >> 8) ^ tables[0][(crc ^ static_cast<unsigned char>(byte)) & 0xff];
}

__attribute__((target("sse4.2"))) std::uint32_t crc32c_by_instruction(
    std::string_view bytes, std::uint32_t before) {
    std::uint64_t crc = ~before;
    while (bytes.size() >= 8) {
        crc = _mm_crc32_u64(crc, load64(bytes.data()));
        bytes.remove_prefix(8);
    }
    for (const char byte : bytes) {
        crc = _mm_crc32_u8(static_cast<std::uint32_t>(crc), static_cast<unsigned char>(byte));
    }
    return ~static_cast<std::uint32_t>(crc);
}

}  // namespace

std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t before) {
    std::uint64_t crc = ~before;
    while (bytes.size() >= 8) {
        const std::uint64_t word = load64(bytes.data()) ^ crc;
        crc = 0;
        for (std::size_t k = 0; k < 8; ++k) {
            crc ^= tables[7 - k][(word >> (8 * k)) & 0xff];
        }
        bytes.remove_prefix(8);
    }
    for (const char byte : bytes) {
        crc = step_byte(crc, byte);
    }
    return ~static_cast<std::uint32_t>(crc);
}

std::uint32_t crc32c(std::string_view bytes, std::uint32_t before) {
    static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
    return has_instruction ? crc32c_by_instruction(bytes, before) : crc32c_by_table(bytes, before);
}

}  // namespace shouxin::store
