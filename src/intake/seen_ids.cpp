#include "intake/seen_ids.h"

#include <algorithm>
#include <limits>

namespace shouxin::intake {
namespace {

constexpr std::uint64_t capacity_min = 1024;
constexpr std::uint64_t overflow_slots = 64;  // the last is always empty: it ends every search

std::int32_t minutes_of(std::int64_t ms) {
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(ms / 60'000, Limits::min(), Limits::max()));
}

}  // namespace

SeenIds::SeenIds(std::int64_t window_ms)
    : window_min_(window_ms / 60'000),
      capacity_(capacity_min),
      slots_(capacity_min + overflow_slots) {}

std::size_t SeenIds::first_at_least(std::uint64_t high) const {
    std::size_t place = home(high);
    while (slots_[place].high < high) {
        ++place;
    }
    return place;
}

bool SeenIds::first_time(Hash128 id, std::int64_t now_ms) {
    const std::int32_t now_min = minutes_of(now_ms);
    const auto low = static_cast<std::uint32_t>(id.low);
    std::size_t place = first_at_least(id.high);
    for (std::size_t i = place; slots_[i].high == id.high && !is_empty(slots_[i]); ++i) {
        if (slots_[i].low == low) {
            const bool expired = forgotten(slots_[i], now_min);
            slots_[i].seen_min = expired ? now_min : slots_[i].seen_min;
            return expired;
        }
    }
    if ((size_ + 1) * 5 > capacity_ * 4) {  // at most 0.8 full
        sweep(now_min);
        place = first_at_least(id.high);
    }
    insert(place, {id.high, low, now_min});
    ++size_;
    return true;
}

void SeenIds::insert(std::size_t place, const Slot& slot) {
    std::size_t gap = place;
    while (!is_empty(slots_[gap])) {
        ++gap;
    }
    if (gap + 1 == slots_.size()) {
        slots_.resize(slots_.size() + overflow_slots);
    }
    std::copy_backward(
        slots_.begin() + static_cast<std::ptrdiff_t>(place),
        slots_.begin() + static_cast<std::ptrdiff_t>(gap),
        slots_.begin() + static_cast<std::ptrdiff_t>(gap) + 1);
    slots_[place] = slot;
}

// Drops the forgotten, and fits the table to the others: 0.53 full.
void SeenIds::sweep(std::int32_t now_min) {
    const auto stays = [&](const Slot& slot) {
        return !is_empty(slot) && !forgotten(slot, now_min);
    };
    size_ = static_cast<std::size_t>(std::ranges::count_if(slots_, stays));
    capacity_ = std::max(capacity_min, size_ * 15 / 8);
    std::vector<Slot> swept(capacity_ + overflow_slots);
    std::size_t next = 0;
    for (const Slot& slot : slots_) {
        if (!stays(slot)) {
            continue;
        }
        const std::size_t place = std::max(next, home(slot.high));
        if (place + 1 >= swept.size()) {
            swept.resize(swept.size() + overflow_slots);
        }
        swept[place] = slot;
        next = place + 1;
    }
    slots_ = std::move(swept);
}

}  // namespace shouxin::intake
