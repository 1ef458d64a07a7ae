// Adjacency answers "which rows belong to this key?" in one lookup: rows grouped by key, in
// their old order (compressed sparse rows, filled by counting). Immutable once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin {

class Adjacency {
public:
    Adjacency() = default;

    // `key_of(row)` for rows 0..rows-1; a key at or above `keys` leaves the row out.
    template <class KeyOf>
    Adjacency(std::uint32_t keys, std::uint32_t rows, KeyOf key_of)
        : first_(std::size_t{keys} + 1, 0) {
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (const std::uint32_t key = key_of(row); key < keys) {
                ++first_[std::size_t{key} + 1];
            }
        }
        for (std::size_t key = 1; key < first_.size(); ++key) {
            first_[key] += first_[key - 1];
        }
        rows_.resize(first_.back());
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (const std::uint32_t key = key_of(row); key < keys) {
                rows_[next[key]++] = row;
            }
        }
    }

    // The same, with the rows of a key in the order of `rows` instead.
    template <class KeyOf>
    static Adjacency in_order(
        std::uint32_t keys, std::span<const std::uint32_t> rows, KeyOf key_of) {
        Adjacency made(keys, static_cast<std::uint32_t>(rows.size()), [&](std::uint32_t place) {
            return key_of(rows[place]);
        });
        for (std::uint32_t& place : made.rows_) {
            place = rows[place];
        }
        return made;
    }

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t key) const {
        if (std::size_t{key} + 1 >= first_.size()) {
            return {};
        }
        return std::span(rows_).subspan(first_[key], first_[std::size_t{key} + 1] - first_[key]);
    }

    [[nodiscard]] std::uint32_t keys() const {
        return first_.empty() ? 0 : static_cast<std::uint32_t>(first_.size() - 1);
    }

private:
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> rows_;
};

}  // namespace shouxin
