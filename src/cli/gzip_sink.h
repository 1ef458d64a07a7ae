// Bytes pressed by gzip on their way to another sink. The same bytes in give the same bytes out:
// the header names no time. For one thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>
#include <string_view>

namespace shouxin::cli {

class GzipSink final : public ByteSink {
public:
    // `to` must outlive this. `level` is 1 (fast) to 9 (small).
    GzipSink(ByteSink& to, int level);
    ~GzipSink() override;
    GzipSink(const GzipSink&) = delete;
    GzipSink& operator=(const GzipSink&) = delete;

    Result<void> write(std::string_view bytes) override;

    // Writes what is left. Nothing may be written afterwards.
    Result<void> finish();

private:
    struct Stream;

    Result<void> press(std::string_view bytes, bool last);

    ByteSink& to_;
    std::unique_ptr<Stream> stream_;
};

}  // namespace shouxin::cli
