#include "cli/gzip_sink.h"

#include "base/must.h"

#include <array>
#include <zlib.h>

namespace shouxin::cli {
namespace {

constexpr int gzip_window_bits = 15 + 16;  // the largest window, with gzip's own header
constexpr int memory_level = 8;

}  // namespace

struct GzipSink::Stream {
    z_stream z{};
    std::array<char, 1U << 16U> out{};
};

GzipSink::GzipSink(ByteSink& to, int level) : to_(to), stream_(std::make_unique<Stream>()) {
    const int made = deflateInit2(
        &stream_->z, level, Z_DEFLATED, gzip_window_bits, memory_level, Z_DEFAULT_STRATEGY);
    MUST(made == Z_OK);
}

GzipSink::~GzipSink() {
    deflateEnd(&stream_->z);
}

Result<void> GzipSink::write(std::string_view bytes) {
    return press(bytes, false);
}

Result<void> GzipSink::finish() {
    return press({}, true);
}

Result<void> GzipSink::press(std::string_view bytes, bool last) {
    z_stream& z = stream_->z;
    // zlib never writes through next_in; its type only predates const.
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    do {
        z.next_out = reinterpret_cast<Bytef*>(stream_->out.data());
        z.avail_out = static_cast<uInt>(stream_->out.size());
        MUST(deflate(&z, last ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR);
        const std::size_t made = stream_->out.size() - z.avail_out;
        if (made > 0) {
            TRY_DONE(to_.write({stream_->out.data(), made}));
        }
    } while (z.avail_out == 0);
    return {};
}

}  // namespace shouxin::cli
