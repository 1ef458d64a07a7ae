// Which suspicious orders does nothing hold? Those whose newest ruling found them at or above the
// policy's review threshold, until it no longer does. One that was captured, or that a person let
// go or called honest, is settled. A fold of live::State; not thread-safe.
#pragma once

#include "live/actions/transition.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

namespace shouxin::live {

// However large the amounts of events are, a sum of them is defined: it wraps, far beyond any
// market's money.
constexpr std::int64_t plus(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

// How many, and how much money in fen.
struct Sum {
    std::uint64_t count = 0;
    std::int64_t amount = 0;

    void add(std::int64_t of) {
        ++count;
        amount = plus(amount, of);
    }

    void remove(std::int64_t of) {
        --count;
        amount = plus(amount, -of);
    }

    friend bool operator==(const Sum&, const Sum&) = default;

    template <class Archive>
    void archive(Archive& a) {
        a(count, amount);
    }
};

// 64 bytes a suspicious order.
class Exposure {
public:
    enum class Cover : std::uint8_t { open, held, settled, count };

    // True if it wasn't suspicious before. What it is worth is that of the first time.
    bool suspect(std::uint32_t order, std::int64_t amount, bool held);

    // Nothing speaks against it any more.
    void clear(std::uint32_t order);

    // What became of an order's hold; of anything else nothing follows.
    void follow(const Transition& transition);

    // A person says what it is.
    void label(std::uint32_t order, bool fake);

    // New indices by the old ones; 0xffffffff for an order that was forgotten.
    void renumber(std::span<const std::uint32_t> orders);

    [[nodiscard]] const Sum& sum(Cover cover) const {
        return sums_[static_cast<std::size_t>(cover)];
    }

    template <class Archive>
    void archive(Archive& a) {
        a(orders_);
        if constexpr (Archive::loading) {
            add_up();
        }
    }

private:
    struct Suspect {
        std::int64_t amount = 0;
        Cover cover = Cover::open;

        template <class Archive>
        void archive(Archive& a) {
            a(amount, cover);
        }
    };

    Sum& sum_of(Cover cover) { return sums_[static_cast<std::size_t>(cover)]; }

    void cover(Suspect& suspect, Cover cover);
    void add_up();

    std::map<std::uint32_t, Suspect> orders_;
    std::array<Sum, static_cast<std::size_t>(Cover::count)> sums_{};  // follow from the orders
};

}  // namespace shouxin::live
