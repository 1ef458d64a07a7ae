// Index<Tag> names a row of the columns of one kind of thing, densely from 0; the tag keeps a
// merchant's index from ever being passed where a buyer's is meant. A plain value.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace shouxin {

template <class Tag>
struct Index {
    static constexpr std::uint32_t none = 0xffffffff;

    std::uint32_t value = none;

    constexpr bool valid() const { return value != none; }

    constexpr explicit operator bool() const { return valid(); }

    friend constexpr auto operator<=>(const Index&, const Index&) = default;
};

}  // namespace shouxin

template <class Tag>
struct std::hash<shouxin::Index<Tag>> {
    std::size_t operator()(shouxin::Index<Tag> index) const noexcept {
        return std::hash<std::uint32_t>{}(index.value);
    }
};
