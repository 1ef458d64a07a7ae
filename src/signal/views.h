// How did the buyer come to the order? The last views of each account are held in a small ring;
// when an order is placed they are summed up into its path. Bounded: 8 views an account, the
// oldest forgotten; 16 bytes an order.
#pragma once

#include "base/column.h"
#include "model/event.h"
#include "signal/constants.h"
#include "signal/orders.h"

#include <array>
#include <span>

namespace shouxin::signal {

struct Path {
    std::uint32_t dwell_ds = 0;  // tenths of a second on the item bought, in the last 6 hours
    std::uint32_t keyword = 0;   // hash of the search words that led to the item; 0 is none
    std::uint16_t rank = 0;      // best rank of the item in a result list; 0 is unknown
    std::uint8_t views = 0;      // of the item bought
    std::uint8_t others = 0;     // views of other items in the last hour
    bool summed = false;         // the first placing counts
    bool seen = false;           // whether this account's views are reported at all

    template <class Archive>
    void archive(Archive& a) {
        a(dwell_ds, keyword, rank, views, others, summed, seen);
    }
};

class Views {
public:
    void step(std::span<const model::Event> events);

    // No order comes any more: the views that were held for the next ones go.
    void close() { recent_.clear(); }

    [[nodiscard]] const Column<model::OrderIx, Path>& paths() const { return paths_; }

    [[nodiscard]] std::uint64_t views() const { return views_; }

    [[nodiscard]] std::size_t bytes() const { return paths_.bytes() + recent_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(recent_, paths_, views_);
    }

private:
    struct View {
        model::ItemIx item;
        Seconds at_s = 0;
        std::uint32_t keyword = 0;
        std::uint16_t rank = 0;
        std::uint16_t dwell_s10 = 0;  // tenths of a second, saturating at 109 minutes
    };

    struct Recent {
        std::array<View, constants::views_held> ring;
        std::uint32_t next = 0;
    };

    void prefetch(const model::Event& event) const;
    void take(const model::ItemViewed& view, Seconds at);
    void sum_up(const model::OrderPlaced& order, Seconds at);

    Column<model::AccountIx, Recent> recent_;
    Column<model::OrderIx, Path> paths_;
    std::uint64_t views_ = 0;
};

}  // namespace shouxin::signal
