// Standard output as a sink of bytes.
#pragma once

#include "base/bytes.h"

#include <cstdio>
#include <string_view>

namespace shouxin::cli {

class StandardOutput final : public ByteSink {
public:
    // Passed on at once.
    Result<void> write(std::string_view bytes) override {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
            std::fflush(stdout) != 0) {
            return fail(Failure::exhausted, "standard output can't be written");
        }
        return {};
    }
};

}  // namespace shouxin::cli
