// Reads back what a Saver wrote; one half of base/archive.h, which says how. Not thread-safe.
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
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shouxin {

class Loader {
public:
    static constexpr bool loading = true;

    // A stream that asks for more than about `bytes_max` of memory is refused: as a rule the size
    // of the file. `source` must outlive this.
    Loader(ByteSource& source, std::uint64_t bytes_max, const StreamLabel& label)
        : blocks_(source, label), left_(bytes_max) {}

    // What was in `values` goes. Once something failed they get zeros, or nothing.
    template <class... T>
    void operator()(T&... values) {
        (take(values), ...);
    }

    void take_bytes(void* into, std::size_t size) {
        left_ -= std::min<std::uint64_t>(left_, size);
        blocks_.take(into, size);
    }

    // For an archive() that finds what can't be.
    void refuse() {
        blocks_.refuse(
            {Failure::corrupt,
             "the snapshot says what can't be: remove it, and the log is replayed instead"});
    }

    [[nodiscard]] bool failed() const { return blocks_.failed(); }

    // `invalid` for another version, `corrupt` for what isn't whole, what goes on behind the
    // state, or was refused; the source's error, if it had one. Call once, at the end.
    Result<void> finish() { return blocks_.finish(); }

private:
    template <class T>
    requires archive_detail::Class<T>

    void take(T& value) { value.archive(*this); }

    template <class T>
    requires archive_detail::Plain<T>

    void take(T& value) { take_bytes(&value, sizeof value); }

    void take(std::string& text) { take_counted(text); }

    template <class T>
    void take(std::vector<T>& values) {
        if constexpr (archive_detail::Plain<T>) {
            take_counted(values);
        } else {
            const std::size_t count = take_count(1);
            values.clear();
            values.reserve(std::min<std::size_t>(count, left_ / sizeof(T)));
            take_each(values, count);
        }
    }

    template <class T>
    void take(std::deque<T>& values) {
        const std::size_t count = take_count(1);
        values.clear();
        take_each(values, count);
    }

    template <class T, std::size_t N>

    requires(!archive_detail::Plain<std::array<T, N>>) void take(std::array<T, N>& values) {
        for (T& value : values) {
            take(value);
        }
    }

    template <class T>
    void take(std::optional<T>& value) {
        value.reset();
        std::uint8_t there = 0;
        take(there);
        if (there != 0) {
            take(value.emplace());
        }
    }

    template <class K, class V, class... T>
    void take(std::map<K, V, T...>& values) {
        take_entries<K, V>(values);
    }

    template <class K, class V, class... T>
    void take(std::unordered_map<K, V, T...>& values) {
        take_entries<K, V>(values);
    }

    // So many values, each of at least so many bytes; 0 if there can't be as many.
    std::size_t take_count(std::size_t bytes_least) {
        std::uint64_t count = 0;
        take(count);
        if (count > left_ / bytes_least) {
            refuse();
        }
        return failed() ? 0 : static_cast<std::size_t>(count);
    }

    // In pieces, so that memory is touched while it is near.
    template <class Values>
    void take_counted(Values& values) {
        constexpr std::size_t size = sizeof(typename Values::value_type);
        constexpr std::size_t piece = std::max<std::size_t>(BlockWriter::block_bytes / size, 1);
        const std::size_t count = take_count(size);
        values.clear();
        values.reserve(count);
        while (values.size() < count && !failed()) {
            const std::size_t before = values.size();
            values.resize(std::min(count, before + piece));
            take_bytes(values.data() + before, (values.size() - before) * size);
        }
    }

    template <class Values>
    void take_each(Values& values, std::size_t count) {
        while (values.size() < count && !failed()) {
            take(values.emplace_back());
        }
    }

    template <class K, class V, class Entries>
    void take_entries(Entries& entries) {
        const std::size_t count = take_count(1);
        entries.clear();
        for (std::size_t i = 0; i < count && !failed(); ++i) {
            K key{};
            take(key);
            take(entries[std::move(key)]);
        }
    }

    BlockReader blocks_;
    std::uint64_t left_;
};

}  // namespace shouxin
