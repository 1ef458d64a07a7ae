// Interner asks: which number did this name get? It hands out dense indices from 0
// and compares whole strings, so that a collision can't convict a stranger.
//
// Made for tens of millions of names: about 26 bytes for a name of 12. A lookup is a
// cache miss or two; who has a batch of names hashes them all, prefetches, and only
// then interns. Not thread-safe for writing. Names are at most `max_length` bytes.
#pragma once

#include "base/hash.h"
#include "base/string_column.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin {

class Interner {
public:
    explicit Interner(HashKey key, std::size_t max_length = 128);

    [[nodiscard]] std::uint64_t hash(std::string_view name) const { return hash64(name, key_); }

    // Starts loading the slot of a name.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[home(tag_of(hash))]); }

    static constexpr std::uint32_t no_candidate = 0xffffffff;

    // Starts loading the name of the most likely index, which it returns, or no_candidate: for
    // batches, a pass after prefetch.
    std::uint32_t prefetch_name(std::uint64_t hash) const;

    // intern_hashed, faster where the candidate is right: the last pass.
    std::uint32_t intern_candidate(
        std::string_view name, std::uint64_t hash, std::uint32_t candidate) {
        const bool right = candidate != no_candidate && names_[candidate] == name;
        return right ? candidate : intern_hashed(name, hash);
    }

    std::uint32_t intern(std::string_view name) { return intern_hashed(name, hash(name)); }

    // REQUIRES: hash == hash(name).
    std::uint32_t intern_hashed(std::string_view name, std::uint64_t hash);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

    // REQUIRES: index < size(). The view lives as long as the interner.
    [[nodiscard]] std::string_view at(std::uint32_t index) const { return names_[index]; }

    [[nodiscard]] std::uint32_t size() const { return names_.size(); }

    // Gives back the memory that serves look-ups: from here on only at() and size().
    void seal() { std::vector<Slot>().swap(slots_); }

    template <class Archive>
    void archive(Archive& a) {
        a(names_, capacity_, slots_);
    }

    // Memory in use, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    // The table is an array of slots sorted by tag, with gaps: a slot stands at its home,
    // which grows with the tag, or a little behind it. So a search ends at the first
    // greater tag, and growing is one pass over both tables in order.
    using Slot = std::uint64_t;  // tag in the upper half, index in the lower
    static constexpr Slot empty = ~Slot{0};

    static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32);
    }

    [[nodiscard]] std::size_t home(std::uint32_t tag) const {
        return static_cast<std::size_t>((std::uint64_t{tag} * capacity_) >> 32);
    }

    // The first slot whose tag is not smaller.
    [[nodiscard]] std::size_t first_at_least(std::uint32_t tag) const {
        const Slot wanted = Slot{tag} << 32;
        std::size_t place = home(tag);
        while (slots_[place] < wanted) {
            ++place;
        }
        return place;
    }

    [[nodiscard]] std::optional<std::uint32_t> find_hashed(
        std::string_view name, std::uint64_t hash) const;
    void insert(std::size_t place, Slot slot);
    void grow();

    HashKey key_;
    StringColumn names_;
    std::uint64_t capacity_;  // homes; the slots behind them take what is pushed over the end
    std::vector<Slot> slots_;
};

}  // namespace shouxin
