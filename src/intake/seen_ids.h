// Was this id seen a short while ago? Remembers ids for a window of stream time, by 96 bits
// of a keyed hash: among a billion ids one in 10^11 streams confuses two.
//
// Memory: 16 bytes an id of the window over a load between 0.53 and 0.8. Not thread-safe.
#pragma once

#include "base/hash.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::intake {

class SeenIds {
public:
    // Ids are forgotten `window_ms` of stream time after they were first seen, to the minute.
    explicit SeenIds(std::int64_t window_ms);

    // Starts loading what first_time needs.
    void prefetch(Hash128 id) const { __builtin_prefetch(&slots_[home(id.high)]); }

    // Remembers `id`; false if it was seen within the window before `now_ms`.
    // REQUIRES: `now_ms`, the stream's time, never runs backwards.
    bool first_time(Hash128 id, std::int64_t now_ms);

    // Ids remembered, forgotten ones not yet swept out included.
    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

    // The window is whoever makes it's.
    template <class Archive>
    void archive(Archive& a) {
        a(size_, capacity_, slots_);
    }

private:
    // Sorted by `high` with gaps, as in Interner: sweeping and growing are one pass.
    struct Slot {
        std::uint64_t high = ~std::uint64_t{0};
        std::uint32_t low = ~std::uint32_t{0};
        std::int32_t seen_min = 0;  // stream time in minutes since 1970
    };

    static bool is_empty(const Slot& slot) {
        return slot.high == Slot{}.high && slot.low == Slot{}.low;
    }

    [[nodiscard]] std::size_t home(std::uint64_t high) const {
        return static_cast<std::size_t>(((high >> 32) * capacity_) >> 32);
    }

    [[nodiscard]] bool forgotten(const Slot& slot, std::int32_t now_min) const {
        return std::int64_t{now_min} - slot.seen_min > window_min_;
    }

    [[nodiscard]] std::size_t first_at_least(std::uint64_t high) const;
    void insert(std::size_t place, const Slot& slot);
    void sweep(std::int32_t now_min);

    std::int64_t window_min_;
    std::size_t size_ = 0;
    std::uint64_t capacity_;
    std::vector<Slot> slots_;
};

}  // namespace shouxin::intake
