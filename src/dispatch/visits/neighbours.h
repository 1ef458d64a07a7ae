// Which requests are near which? The nearest of each, found when first asked for. Not thread-safe.
#pragma once

#include "dispatch/visits/instance.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace shouxin::dispatch::visits {

class Neighbours {
public:
    static constexpr std::size_t nearest_max = 128;

    explicit Neighbours(const Instance& instance);

    // Itself, then the nearest to it by the way there and back with the first vehicle.
    std::span<const RequestIndex> of(RequestIndex request);

private:
    void find(RequestIndex request);

    const Instance* instance_;
    std::size_t each_;
    std::vector<bool> known_;
    std::vector<RequestIndex> nearest_;
    std::vector<std::pair<std::int64_t, RequestIndex>> scratch_;
};

}  // namespace shouxin::dispatch::visits
