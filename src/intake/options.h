// How is the log to be read? Plain values.
#pragma once

#include "base/hash.h"

#include <cstdint>

namespace shouxin::intake {

struct Options {
    HashKey key;  // this server's secret: for tokens, image hashes and ids seen
    std::int64_t lateness_ms = 2LL * 24 * 60 * 60 * 1000;
    std::uint32_t batch_events = 1024;
};

}  // namespace shouxin::intake
