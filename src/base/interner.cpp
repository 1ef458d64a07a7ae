#include "base/interner.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin {
namespace {

constexpr std::uint64_t first_capacity = 64;
constexpr std::uint64_t overflow_slots = 64;  // the last is always empty: it ends every search

}  // namespace

Interner::Interner(HashKey key, std::size_t max_length)
    : key_(key),
      names_(max_length),
      capacity_(first_capacity),
      slots_(first_capacity + overflow_slots, empty) {}

std::uint32_t Interner::prefetch_name(std::uint64_t hash) const {
    const std::uint32_t tag = tag_of(hash);
    const Slot slot = slots_[first_at_least(tag)];
    if (slot == empty || slot >> 32 != tag) {
        return no_candidate;
    }
    const auto candidate = static_cast<std::uint32_t>(slot);
    names_.prefetch(candidate);
    return candidate;
}

std::optional<std::uint32_t> Interner::find_hashed(
    std::string_view name, std::uint64_t hash) const {
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t place = first_at_least(tag); slots_[place] != empty; ++place) {
        if (slots_[place] >> 32 != tag) {
            break;
        }
        const auto index = static_cast<std::uint32_t>(slots_[place]);
        if (names_[index] == name) {
            return index;
        }
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Interner::find(std::string_view name) const {
    return find_hashed(name, hash(name));
}

std::uint32_t Interner::intern_hashed(std::string_view name, std::uint64_t hash) {
    if (const auto found = find_hashed(name, hash)) {
        return *found;
    }
    if ((std::uint64_t{names_.size()} + 1) * 5 > capacity_ * 4) {  // at most 0.8 full
        grow();
    }
    const std::uint32_t tag = tag_of(hash);
    const std::uint32_t index = names_.append(name);
    insert(first_at_least(tag), Slot{tag} << 32 | index);
    return index;
}

// Pushes the slots from `place` up to the next gap one further.
void Interner::insert(std::size_t place, Slot slot) {
    std::size_t gap = place;
    while (slots_[gap] != empty) {
        ++gap;
    }
    if (gap + 1 == slots_.size()) {
        slots_.resize(slots_.size() + overflow_slots, empty);
    }
    std::copy_backward(
        slots_.begin() + static_cast<std::ptrdiff_t>(place),
        slots_.begin() + static_cast<std::ptrdiff_t>(gap),
        slots_.begin() + static_cast<std::ptrdiff_t>(gap) + 1);
    slots_[place] = slot;
}

// By half, not double: the tables stay over 53 % full, and the strings don't move.
void Interner::grow() {
    capacity_ += capacity_ / 2;
    std::vector<Slot> grown(capacity_ + overflow_slots, empty);
    std::size_t next = 0;
    for (const Slot slot : slots_) {
        if (slot == empty) {
            continue;
        }
        const std::size_t place = std::max(next, home(static_cast<std::uint32_t>(slot >> 32)));
        if (place + 1 >= grown.size()) {
            grown.resize(grown.size() + overflow_slots, empty);
        }
        grown[place] = slot;
        next = place + 1;
    }
    slots_ = std::move(grown);
}

std::size_t Interner::bytes() const {
    return names_.bytes() + slots_.capacity() * sizeof(Slot);
}

}  // namespace shouxin
