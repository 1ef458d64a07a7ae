// Zstandard (RFC 8878): frames one after the other are one stream.
#include "base/must.h"
#include "intake/compressed_input.h"

#include <memory>
#include <zstd.h>

namespace shouxin::intake {
namespace {

constexpr std::size_t block_header = 3;
constexpr int window_log_max = 27;  // 128 MiB: what `zstd -d` itself allows

struct FreeDecoder {
    void operator()(ZSTD_DStream* decoder) const { ZSTD_freeDStream(decoder); }
};

class Zstd : public ByteSource {
public:
    explicit Zstd(CompressedInput input)
        : input_(std::move(input)), decoder_(ZSTD_createDStream()) {
        MUST(decoder_ != nullptr);
        MUST(!ZSTD_isError(
            ZSTD_DCtx_setParameter(decoder_.get(), ZSTD_d_windowLogMax, window_log_max)));
        first_step_ = step_ = ZSTD_initDStream(decoder_.get());
    }

    Result<std::size_t> read(std::span<char> into) override {
        while (true) {
            if (input_.rest().empty() && !flushing_) {
                TRY(const bool more, input_.fill());
                if (!more && inside_frame_) {
                    return fail(
                        Failure::corrupt, "the zstd stream ends early: is the file truncated?");
                }
                if (!more) {
                    return 0;
                }
            }
            TRY(const std::size_t written, decode_some(into));
            if (written > 0) {
                return written;
            }
        }
    }

private:
    // One block at most, without the header of the next, which the decoder would like to have
    // with it: where that is damaged it forgets to say what it wrote of this one.
    Result<std::size_t> decode_some(std::span<char> into) {
        const std::string_view rest = input_.rest().substr(0, step_);
        ZSTD_inBuffer in{rest.data(), rest.size(), 0};
        ZSTD_outBuffer out{into.data(), into.size(), 0};
        const std::size_t left = ZSTD_decompressStream(decoder_.get(), &out, &in);
        if (ZSTD_isError(left)) {
            return fail(Failure::corrupt, "the zstd stream is damaged");
        }
        input_.drop(in.pos);
        inside_frame_ = left != 0;
        step_ = !inside_frame_ ? first_step_ : left > block_header ? left - block_header : left;
        flushing_ = out.pos == out.size;  // there may be more without more input
        return out.pos;
    }

    CompressedInput input_;
    std::unique_ptr<ZSTD_DStream, FreeDecoder> decoder_;
    std::size_t first_step_;
    std::size_t step_;  // how many bytes the decoder wants next
    bool inside_frame_ = false;
    bool flushing_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> unzstd(CompressedInput input) {
    return std::make_unique<Zstd>(std::move(input));
}

}  // namespace shouxin::intake
