// Writes state as bytes; one half of base/archive.h, which says how. Not thread-safe.
#pragma once

#include "base/block_stream.h"
#include "base/plain.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shouxin {

class Saver {
public:
    static constexpr bool loading = false;

    // `sink` must outlive this.
    Saver(ByteSink& sink, const StreamLabel& label) : blocks_(sink, label) {}

    // An archive() changes nothing when it saves.
    template <class... T>
    void operator()(T&... values) {
        (put(values), ...);
    }

    void put_bytes(const void* from, std::size_t size) { blocks_.put(from, size); }

    // The sink's first error, if it had one. Call once, at the end.
    Result<void> finish() { return blocks_.finish(); }

private:
    template <class T>
    requires archive_detail::Class<T>

    void put(T& value) { value.archive(*this); }

    template <class T>
    requires archive_detail::Plain<T>

    void put(const T& value) { put_bytes(&value, sizeof value); }

    void put(const std::string& text) { put_counted(std::span(text)); }

    template <class T>
    void put(std::vector<T>& values) {
        if constexpr (archive_detail::Plain<T>) {
            put_counted(std::span<const T>(values));
        } else {
            put_each(values);
        }
    }

    template <class T>
    void put(std::deque<T>& values) {
        put_each(values);
    }

    template <class T, std::size_t N>

    requires(!archive_detail::Plain<std::array<T, N>>) void put(std::array<T, N>& values) {
        for (T& value : values) {
            put(value);
        }
    }

    template <class T>
    void put(std::optional<T>& value) {
        put(std::uint8_t{value.has_value()});
        if (value) {
            put(*value);
        }
    }

    template <class... T>
    void put(std::map<T...>& values) {
        put(std::uint64_t{values.size()});
        for (auto& [key, value] : values) {
            put(key);
            put(value);
        }
    }

    template <class K, class V, class... T>
    void put(std::unordered_map<K, V, T...>& values) {
        std::vector<std::pair<const K, V>*> sorted;
        sorted.reserve(values.size());
        for (auto& entry : values) {
            sorted.push_back(&entry);
        }
        std::ranges::sort(sorted, {}, [](const auto* entry) -> const K& { return entry->first; });
        put(std::uint64_t{sorted.size()});
        for (auto* const entry : sorted) {
            put(entry->first);
            put(entry->second);
        }
    }

    template <class T>
    void put_counted(std::span<const T> values) {
        put(std::uint64_t{values.size()});
        put_bytes(values.data(), values.size_bytes());
    }

    template <class Values>
    void put_each(Values& values) {
        put(std::uint64_t{values.size()});
        for (auto& value : values) {
            put(value);
        }
    }

    BlockWriter blocks_;
};

}  // namespace shouxin
