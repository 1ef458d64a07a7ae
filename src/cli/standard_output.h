// Standard output as a sink for bytes. For one thread.
#pragma once

#include "base/bytes.h"

#include <cstdio>
#include <string_view>

namespace shouxin::cli {

class StandardOutput final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
            return fail(Failure::exhausted, "standard output can't be written");
        }
        return {};
    }
};

}  // namespace shouxin::cli
