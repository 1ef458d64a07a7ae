// Which values are there, each once? Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace shouxin {

// Sorts the values, keeps one of each, and tells how many are left.
template <class T>
std::size_t make_distinct(std::vector<T>& values) {
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    values.erase(repeated.begin(), repeated.end());
    return values.size();
}

}  // namespace shouxin
