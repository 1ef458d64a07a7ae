// Which values are written as they lie in memory? What can be copied as bytes and means the same
// elsewhere: numbers and structs of numbers, but no pointer or view, and no class that says by an
// archive() of its own what its state is (base/archive.h). A struct with padding must say it:
// padding holds whatever lay there before.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace shouxin {

class Saver;

namespace archive_detail {

template <class T>
concept Class = requires(T& value, Saver& saver) {
    value.archive(saver);
};

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_view = std::is_pointer_v<T> || std::is_same_v<T, std::string_view>;
template <class T, std::size_t N>
constexpr bool is_view<std::span<T, N>> = true;

// What is written as it lies in memory.
template <class T>
concept Plain = std::is_trivially_copyable_v<T> &&
                (std::has_unique_object_representations_v<T> ||
                 std::is_floating_point_v<T>)&&!Class<T> &&
                !is_optional<T> && !is_view<T>;

}  // namespace archive_detail

}  // namespace shouxin
