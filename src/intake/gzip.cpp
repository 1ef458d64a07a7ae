// gzip (RFC 1952) by zlib: members one after the other are one stream; zeros behind the
// last are padding, as gzip itself takes them.
#include "base/must.h"
#include "intake/compressed_input.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace shouxin::intake {
namespace {

class Gzip : public ByteSource {
public:
    explicit Gzip(CompressedInput input) : input_(std::move(input)) {
        constexpr int gzip_only = 16;
        MUST(inflateInit2(&zlib_, MAX_WBITS + gzip_only) == Z_OK);
    }

    ~Gzip() override { inflateEnd(&zlib_); }

    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    Result<std::size_t> read(std::span<char> into) override {
        std::size_t written = 0;
        while (written == 0) {
            TRY(const bool more, prepare());
            if (!more) {
                return 0;
            }
            TRY(written, inflate_some(into));
        }
        return written;
    }

private:
    // Input for the decoder; false at the end of a stream that ended well.
    Result<bool> prepare() {
        if (input_.rest().empty()) {
            TRY(const bool more, input_.fill());
            if (!more && inside_member_) {
                return fail(Failure::corrupt, "the gzip stream ends early: is the file truncated?");
            }
            if (!more) {
                return false;
            }
        }
        return inside_member_ ? Result<bool>(true) : next_member();
    }

    Result<bool> next_member() {
        while (input_.rest().size() < gzip_magic.size()) {
            TRY(const bool more, input_.fill());
            if (!more) {
                break;
            }
        }
        const std::string_view rest = input_.rest();
        if (rest.starts_with(gzip_magic)) {
            inside_member_ = true;
            MUST(inflateReset(&zlib_) == Z_OK);
            return true;
        }
        if (rest.front() != '\0') {
            return fail(Failure::corrupt, "something that isn't gzip follows the gzip stream");
        }
        input_.drop(rest.size());
        return prepare();
    }

    Result<std::size_t> inflate_some(std::span<char> into) {
        const std::string_view rest = input_.rest();
        // zlib's next_in is not const, though zlib doesn't write there.
        zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
        zlib_.avail_in = static_cast<uInt>(rest.size());
        zlib_.next_out = reinterpret_cast<Bytef*>(into.data());
        const std::size_t room =
            std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max());
        zlib_.avail_out = static_cast<uInt>(room);
        const int outcome = inflate(&zlib_, Z_NO_FLUSH);
        input_.drop(rest.size() - zlib_.avail_in);
        const std::size_t written = room - zlib_.avail_out;
        if (outcome == Z_STREAM_END) {
            inside_member_ = false;
        } else if (outcome != Z_OK && outcome != Z_BUF_ERROR && written == 0) {
            // With bytes written first: zlib says the same again at the next call.
            return fail(Failure::corrupt, "the gzip stream is damaged");
        }
        return written;
    }

    CompressedInput input_;
    z_stream zlib_{};
    bool inside_member_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> gunzipped(CompressedInput input) {
    return std::make_unique<Gzip>(std::move(input));
}

}  // namespace shouxin::intake
