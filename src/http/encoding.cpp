#include "http/encoding.h"

#include "base/bytes.h"
#include "base/must.h"
#include "intake/compressed_input.h"

#include <algorithm>
#include <memory>
#include <span>
#include <zlib.h>

namespace shouxin::http {
namespace {

constexpr int fast = 1;
constexpr int gzip_window_bits = 15 + 16;
constexpr int memory_level = 8;

class StringSource final : public ByteSource {
public:
    explicit StringSource(std::string_view bytes) : rest_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t count = std::min(into.size(), rest_.size());
        std::copy_n(rest_.data(), count, into.data());
        rest_.remove_prefix(count);
        return count;
    }

private:
    std::string_view rest_;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    const std::size_t end = text.find_last_not_of(" \t");
    return text.substr(0, end + 1);
}

bool same_letters(std::string_view left, std::string_view right) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
}

// "0", "0.0", "0.000".
bool is_zero(std::string_view weight) {
    return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

Coding coding_of(std::string_view content_encoding) {
    const std::string_view name = trimmed(content_encoding);
    if (name.empty() || same_letters(name, "identity")) {
        return Coding::identity;
    }
    if (same_letters(name, "gzip") || same_letters(name, "x-gzip")) {
        return Coding::gzip;
    }
    return same_letters(name, "zstd") ? Coding::zstd : Coding::unknown;
}

Result<std::string> decompressed(std::string body, Coding coding, std::size_t bytes_max) {
    MUST(coding == Coding::gzip || coding == Coding::zstd);
    intake::CompressedInput input(std::make_unique<StringSource>(body));
    const auto source = coding == Coding::gzip ? intake::gunzipped(std::move(input))
                                               : intake::unzstd(std::move(input));
    std::string plain;
    for (;;) {
        const std::size_t had = plain.size();
        if (had > bytes_max) {
            return fail(
                Failure::exhausted, "Send less in one request: decompressed it's too much.");
        }
        constexpr std::size_t step_min = 4096;
        plain.resize(had + std::min(bytes_max + 1 - had, std::max(had, step_min)));
        TRY(const std::size_t count,
            source->read(std::span(plain.data() + had, plain.size() - had)));
        plain.resize(had + count);
        if (count == 0) {
            return plain;
        }
    }
}

std::string gzipped(std::string_view bytes) {
    z_stream zlib{};
    MUST(
        deflateInit2(&zlib, fast, Z_DEFLATED, gzip_window_bits, memory_level, Z_DEFAULT_STRATEGY) ==
        Z_OK);
    std::string out(deflateBound(&zlib, static_cast<uLong>(bytes.size())), '\0');
    // zlib's next_in is not const, though zlib doesn't write there.
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = static_cast<uInt>(bytes.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    MUST(deflate(&zlib, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - zlib.avail_out);
    deflateEnd(&zlib);
    return out;
}

bool accepts_gzip(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view item = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
        const std::size_t mark = std::min(item.find(';'), item.size());
        if (same_letters(trimmed(item.substr(0, mark)), "gzip")) {
            const std::size_t weight = item.find('=', mark);
            return weight == std::string_view::npos || !is_zero(trimmed(item.substr(weight + 1)));
        }
    }
    return false;
}

}  // namespace shouxin::http
