#include "store/files/crc32c.h"

#include "base/random.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::store {
namespace {

TEST(Crc32cTest, IsTheStandards) {
    EXPECT_EQ(crc32c(""), 0U);
    EXPECT_EQ(crc32c("123456789"), 0xe3069283U);
    EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aaU);  // RFC 3720, B.4
    EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43U);
}

TEST(Crc32cTest, InstructionAndTableAgreeInOnePieceAndInTwo) {
    Random random(1);
    for (std::size_t size = 0; size < 300; ++size) {
        std::string bytes(size, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random.uniform_int(-128, 127));
        }
        const std::uint32_t whole = crc32c(bytes);
        EXPECT_EQ(crc32c_by_table(bytes), whole);
        const std::string_view view = bytes;
        const std::size_t cut = random.uniform_index(size + 1);
        EXPECT_EQ(crc32c(view.substr(cut), crc32c(view.substr(0, cut))), whole);
    }
}

}  // namespace
}  // namespace shouxin::store
