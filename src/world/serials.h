// Which number is the next free one? Every kind of thing is numbered from its own counter; names
// are made from numbers (ids.h). A plain value.
#pragma once

#include <cstdint>

namespace shouxin::world {

struct Serials {
    std::uint32_t wallet = 1;  // 0 is the platform
    std::uint32_t device = 0;
    std::uint32_t address = 0;
    std::uint32_t identity = 0;
    std::uint64_t order = 0;
    std::uint64_t parcel = 0;
    std::uint64_t review = 0;
    std::uint64_t image = 0;
    std::uint64_t campaign = 0;
};

}  // namespace shouxin::world
