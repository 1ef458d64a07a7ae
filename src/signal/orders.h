// What is known of each order? The facts of its placing and of what became of it, one row an
// order, bound in log order. A pure stage: same events, same rows. 96 bytes an order.
#pragma once

#include "base/column.h"
#include "model/event.h"

#include <cstdint>
#include <span>

namespace shouxin::signal {

// A place among the events whose ids are kept for proofs (EventIds); none is 0xffffffff.
using EventRef = std::uint32_t;
constexpr EventRef no_event = 0xffffffff;

// Seconds since 1970 fit 32 bits until 2106; 0 is "never".
using Seconds = std::uint32_t;

// Times before 1970 become its first second, those after 2104 the last of 2103 or so.
Seconds to_seconds(std::int64_t at_ms);

struct PlacedOrder {
    model::AccountIx buyer;
    model::MerchantIx merchant;
    model::ItemIx item;
    model::DeviceIx device;
    model::IpIx ip;
    model::AddressIx address;
    model::WalletIx payer;
    Seconds placed_s = 0;
    std::int64_t amount = 0;
    std::uint32_t subsidy = 0;
    std::uint32_t county = 0;
    EventRef event = no_event;
    std::uint16_t quantity = 0;
    std::uint16_t category = 0xffff;

    // An order that is only mentioned (paid, shipped, ...) but never placed has no buyer.
    [[nodiscard]] bool placed() const { return buyer.valid(); }

    [[nodiscard]] std::int64_t paid() const { return amount - subsidy; }
};

struct OrderLife {
    std::int64_t refunded = 0;
    model::ParcelIx parcel;
    Seconds shipped_s = 0;
    Seconds delivered_s = 0;  // or redeemed
    std::uint32_t delivered_county = 0;
    EventRef shipped_event = no_event;
    bool cancelled = false;
    bool redeemed = false;

    template <class Archive>
    void archive(Archive& a) {
        a(refunded, parcel, shipped_s, delivered_s, delivered_county, shipped_event);
        a(cancelled, redeemed);
    }
};

class Orders {
public:
    // `events[i]` is kept for proofs as `refs[i]`.
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] const Column<model::OrderIx, PlacedOrder>& placed() const { return placed_; }

    [[nodiscard]] const Column<model::OrderIx, OrderLife>& life() const { return life_; }

    [[nodiscard]] std::size_t bytes() const { return placed_.bytes() + life_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(placed_, life_);
    }

private:
    void take(const model::OrderPlaced& order, Seconds at, EventRef ref);
    void take_life(const model::Event& event, EventRef ref);

    Column<model::OrderIx, PlacedOrder> placed_;
    Column<model::OrderIx, OrderLife> life_;
};

}  // namespace shouxin::signal
