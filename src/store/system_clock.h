// port::Clock: this machine's. Thread-safe.
#pragma once

#include "port/clock.h"

namespace shouxin::store {

class SystemClock final : public port::Clock {
public:
    [[nodiscard]] std::int64_t now_ms() const override;
    [[nodiscard]] std::int64_t steady_ns() const override;
};

}  // namespace shouxin::store
