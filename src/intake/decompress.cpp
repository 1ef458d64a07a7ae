#include "intake/decompress.h"

#include "intake/compressed_input.h"

#include <algorithm>

namespace shouxin::intake {
namespace {

class Plain : public ByteSource {
public:
    explicit Plain(CompressedInput input) : input_(std::move(input)) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::string_view rest = input_.rest();
        if (rest.empty()) {
            return input_.read_directly(into);
        }
        const std::size_t length = std::min(rest.size(), into.size());
        std::copy_n(rest.data(), length, into.data());
        input_.drop(length);
        return length;
    }

private:
    CompressedInput input_;
};

// Decides at the first read, when there is something to look at.
class Sniffing : public ByteSource {
public:
    explicit Sniffing(std::unique_ptr<ByteSource> bytes) : input_(std::move(bytes)) {}

    Result<std::size_t> read(std::span<char> into) override {
        if (!decoder_) {
            TRY_DONE(choose());
        }
        return decoder_->read(into);
    }

private:
    Result<void> choose() {
        bool more = true;
        while (more && input_.rest().size() < zstd_magic.size()) {
            TRY(more, input_.fill());
        }
        const std::string_view beginning = input_.rest();
        if (beginning.starts_with(gzip_magic)) {
            decoder_ = gunzipped(std::move(input_));
        } else if (beginning.starts_with(zstd_magic)) {
            decoder_ = unzstd(std::move(input_));
        } else {
            decoder_ = std::make_unique<Plain>(std::move(input_));
        }
        return {};
    }

    CompressedInput input_;
    std::unique_ptr<ByteSource> decoder_;
};

}  // namespace

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> compressed) {
    return std::make_unique<Sniffing>(std::move(compressed));
}

}  // namespace shouxin::intake
