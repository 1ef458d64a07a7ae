// Compression is known by its bytes; what comes before damage is still read.
#include "intake/decompress.h"

#include "intake/memory_test.h"

#include <gtest/gtest.h>

#include <string>
#include <zlib.h>
#include <zstd.h>

namespace shouxin::intake {
namespace {

std::string gzip(const std::string& text) {
    z_stream zlib{};
    constexpr int gzip_header = 16;
    deflateInit2(&zlib, 6, Z_DEFLATED, MAX_WBITS + gzip_header, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&zlib, text.size()) + 32, '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    zlib.avail_in = static_cast<uInt>(text.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    deflate(&zlib, Z_FINISH);
    out.resize(zlib.total_out);
    deflateEnd(&zlib);
    return out;
}

// With a checksum, as the zstd tool writes.
std::string zstd(const std::string& text) {
    ZSTD_CCtx* const encoder = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(encoder, ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(text.size()) + 8, '\0');
    out.resize(ZSTD_compress2(encoder, out.data(), out.size(), text.data(), text.size()));
    ZSTD_freeCCtx(encoder);
    return out;
}

struct Decompressed {
    std::string text;
    std::string error;
};

Decompressed read_all(std::string bytes, std::size_t piece, std::size_t into_size = 1000) {
    const auto source = decompressed(std::make_unique<MemorySource>(std::move(bytes), piece));
    Decompressed all;
    std::string into(into_size, '\0');
    while (true) {
        const auto length = source->read(into);
        if (!length) {
            EXPECT_EQ(length.error().failure, Failure::corrupt);
            all.error = length.error().message;
        }
        if (!length || *length == 0) {
            return all;
        }
        all.text.append(into, 0, *length);
    }
}

std::string long_text() {
    std::string text;
    for (int i = 0; i < 50'000; ++i) {
        text += "line " + std::to_string(i * 7919) + "\n";
    }
    return text;
}

class Decompress : public testing::TestWithParam<std::string (*)(const std::string&)> {};

TEST_P(Decompress, GivesTheTextBack) {
    const std::string text = long_text();
    const std::string packed = GetParam()(text);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20}) {
        EXPECT_EQ(read_all(packed, piece).text, text);
        EXPECT_EQ(read_all(packed, piece).error, "");
    }
    EXPECT_EQ(read_all(GetParam()(""), 100).text, "");
}

TEST_P(Decompress, StreamsOneAfterTheOtherAreOne) {
    const std::string text = long_text();
    const auto pack = GetParam();
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1} << 20}) {
        const auto all = read_all(pack("a\n") + pack(text) + pack("") + pack("z\n"), piece);
        EXPECT_EQ(all.text, "a\n" + text + "z\n");
        EXPECT_EQ(all.error, "");
    }
}

TEST_P(Decompress, TruncationIsAnErrorAfterWhatCameBefore) {
    const std::string text = long_text();
    const std::string packed = GetParam()(text);
    for (const std::size_t left : {packed.size() - 1, packed.size() / 2, std::size_t{5}}) {
        const auto all = read_all(packed.substr(0, left), 1000);
        EXPECT_TRUE(text.starts_with(all.text));
        EXPECT_NE(all.error.find("ends early"), std::string::npos) << all.error;
    }
    EXPECT_GT(read_all(packed.substr(0, packed.size() / 2), 1000).text.size(), text.size() / 4);
}

TEST_P(Decompress, DamageIsAnError) {
    const std::string packed = GetParam()(long_text());
    std::size_t damaged = 0;
    for (std::size_t at = 4; at < packed.size(); at += packed.size() / 50) {
        std::string changed = packed;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        damaged += read_all(changed, 1000).error.empty() ? 0 : 1;
    }
    EXPECT_GT(damaged, 45U);  // some bytes of the headers carry nothing
    EXPECT_NE(read_all(packed + "garbage", 1000).error, "");
}

TEST_P(Decompress, DamageCostsTheSameHoweverItIsRead) {
    std::string packed = GetParam()(long_text());
    packed[packed.size() * 3 / 4] ^= 0x55;
    const std::string expected = read_all(packed, 1).text;
    EXPECT_GT(expected.size(), long_text().size() / 4);
    for (const std::size_t piece : {std::size_t{100}, std::size_t{1} << 20}) {
        EXPECT_EQ(read_all(packed, piece).text, expected);
        EXPECT_EQ(read_all(packed, piece, std::size_t{1} << 20).text, expected);
    }
}

INSTANTIATE_TEST_SUITE_P(Gzip, Decompress, testing::Values(&gzip));
INSTANTIATE_TEST_SUITE_P(Zstd, Decompress, testing::Values(&zstd));

TEST(DecompressPlain, PassesThrough) {
    for (const char* text : {"", "a", "abc", "abcd", "\x1f", "\x28\xb5\x2f", "{\"type\":1}\n"}) {
        EXPECT_EQ(read_all(text, 1).text, text);
        EXPECT_EQ(read_all(text, 100, 1).text, text);
    }
    EXPECT_EQ(read_all(long_text(), 1 << 20).text, long_text());
}

TEST(DecompressGzip, ZerosBehindTheStreamArePadding) {
    const auto all = read_all(gzip("a\n") + std::string(1000, '\0'), 100);
    EXPECT_EQ(all.text, "a\n");
    EXPECT_EQ(all.error, "");
}

}  // namespace
}  // namespace shouxin::intake
