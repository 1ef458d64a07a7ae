// Where does a value stand among those of its category? Exact order statistics of small
// integers, which are the honest background that the stream itself teaches: fakes are few, so
// the ranks of the crowd are those of honest orders.
#pragma once

#include "signal/constants.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::signal {

// The value at `permille` of the way up. Reorders `values`. REQUIRES: not empty.
template <class T>
T quantile(std::span<T> values, std::uint32_t permille) {
    const std::size_t place = (values.size() - 1) * permille / 1000;
    std::nth_element(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
    return values[place];
}

// Values by category, and then the rank of any value among them.
class Background {
public:
    explicit Background(std::size_t categories) : values_(categories) {}

    void add(std::size_t category, std::int32_t value) { values_[category].push_back(value); }

    void settle() {
        for (auto& values : values_) {
            std::ranges::sort(values);
        }
    }

    // Permille of the category's values below `value`, ties counted half; 500 where the
    // category has fewer than 20 values. REQUIRES: settled.
    [[nodiscard]] std::int16_t rank(std::size_t category, std::int32_t value) const {
        const auto& values = values_[category];
        if (values.size() < constants::background_min) {
            return 500;
        }
        const auto [low, high] = std::ranges::equal_range(values, value);
        const std::size_t twice =
            static_cast<std::size_t>((low - values.begin()) + (high - values.begin()));
        return static_cast<std::int16_t>(twice * 500 / values.size());
    }

private:
    std::vector<std::vector<std::int32_t>> values_;
};

}  // namespace shouxin::signal
