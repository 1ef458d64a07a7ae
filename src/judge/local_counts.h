// What runs along at the local tier? Counts by device, address, wallet, buyer, item, category, shop
// and parcel: a bounded update an event, a few bytes a thing. Its state depends on the events
// alone, one by one. Not thread-safe.
#pragma once

#include "base/column.h"
#include "judge/awaiting.h"
#include "judge/local_measures.h"
#include "judge/running.h"
#include "model/event.h"
#include "signal/orders.h"
#include "signal/views.h"

#include <array>
#include <cstdint>

namespace shouxin::judge {

class LocalCounts {
public:
    // Asks for the memory that `event` will need soon.
    void prefetch(const model::Event& event) const;

    // Measures an order that is placed, and counts it.
    void take(
        const model::OrderPlaced& order,
        signal::Seconds at,
        const signal::Path& path,
        Awaiting& into);

    void take(const model::MerchantOpened& opened) { wallets_[opened.payee].of_shop = true; }

    void take(const model::AccountRegistered& made, signal::Seconds at) {
        registered_[made.account] = at;
    }

    void take(const model::TransferMade& transfer, signal::Seconds at, AwaitingOrders& awaiting);

    // `placed` is the order it ships, `order` the same while it awaits answers, or null.
    void take(
        const model::ParcelShipped& shipped,
        signal::Seconds at,
        const signal::PlacedOrder& placed,
        Awaiting* order);

    void take(const model::ParcelScanned& scanned) { count(parcels_[scanned.parcel].scans); }

    // What runs, as it stands now, over what is known of the order itself.
    void fill(const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const;

    // The levels of suspicion against its item and its shop.
    [[nodiscard]] std::int16_t suspicion(
        const signal::PlacedOrder& placed, const Awaiting& order) const;

    // An answer to an order: its first, or the newest.
    void say(
        const signal::PlacedOrder& placed,
        std::uint32_t ppm,
        std::uint32_t period,
        Awaiting& order);

    [[nodiscard]] const IntegerLn& ln() const { return ln_; }

    // How often the account that uses a thing changed: accounts, at least; 0 if it wasn't used.
    [[nodiscard]] std::uint32_t accounts_on(model::DeviceIx device) const {
        return devices_.get(device).changes;
    }

    [[nodiscard]] std::uint32_t accounts_at(model::AddressIx address) const {
        return addresses_.get(address).changes;
    }

    [[nodiscard]] std::uint32_t accounts_of(model::WalletIx payer) const {
        return payers_.get(payer).changes;
    }

    // Orders that it placed.
    [[nodiscard]] std::uint32_t orders_of(model::AccountIx buyer) const {
        return buyers_.get(buyer).orders;
    }

    template <class Archive>
    void archive(Archive& a) {
        a(devices_, addresses_, payers_, wallets_, buyers_, registered_, items_, categories_);
        a(shops_, parcels_);
    }

private:
    // Who used a thing last, and how often that changed: a lower bound of its accounts.
    struct Usage {
        model::AccountIx last;
        std::uint32_t changes = 0;
    };

    struct Bought {
        OrderNumber number = 0;
        std::uint32_t price = 0;  // in fen, at most what fits; 0 is none
    };

    struct Wallet {
        signal::Seconds funded_s = 0;
        model::WalletIx funder;
        std::int64_t funded = 0;
        std::int64_t received = 0;
        std::uint32_t payments = 0;  // transfers out
        std::uint32_t covering = 0;  // of these, those that covered an order
        std::uint32_t covered = 0;   // transfers in that covered one of its orders
        std::uint32_t payer_fan = 0;
        std::array<Bought, 3> bought;  // the last ones
        std::uint8_t next = 0;
        bool of_shop = false;
        bool funded_counts = false;  // the last transfer in is among its payer's `covering`

        template <class Archive>
        void archive(Archive& a) {
            a(funded_s, funder, funded, received, payments, covering, covered, payer_fan);
            a(bought, next, of_shop, funded_counts);
        }
    };

    struct Buyer {
        model::ItemIx item;
        signal::Seconds last_s = 0;
        std::uint32_t orders = 0;
        std::uint32_t most_ppm = 0;    // the highest answer so far ...
        OrderNumber most_of = 0;       // ... and whose it is
        std::uint32_t others_ppm = 0;  // the highest of other orders
    };

    struct Item {
        std::uint32_t half_day = 0;
        std::uint32_t now = 0;     // orders in this half day
        std::uint32_t before = 0;  // and in the one before
        std::uint32_t orders = 0;
        RunningQuantile weight;
        RunningSuspicion suspicion;

        template <class Archive>
        void archive(Archive& a) {
            a(half_day, now, before, orders, weight, suspicion);
        }
    };

    struct Waybill {
        std::uint16_t orders = 0;
        std::uint16_t scans = 0;
    };

    static void count(std::uint16_t& counter) {
        counter = static_cast<std::uint16_t>(std::min(counter + 1, 0xffff));
    }

    void measure_buyer(const model::OrderPlaced& order, signal::Seconds at, LocalRow& row);
    void measure_money(const model::OrderPlaced& order, signal::Seconds at, Awaiting& into);
    void remember(const model::OrderPlaced& order, signal::Seconds at, OrderNumber number);
    void cover(Awaiting& order, model::WalletIx payer, std::int64_t excess) const;
    void fill_money(const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const;
    void fill_parcel(const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const;

    IntegerLn ln_;
    Column<model::DeviceIx, Usage> devices_;
    Column<model::AddressIx, Usage> addresses_;
    Column<model::WalletIx, Usage> payers_;
    Column<model::WalletIx, Wallet> wallets_;
    Column<model::AccountIx, Buyer> buyers_;
    Column<model::AccountIx, signal::Seconds> registered_;
    Column<model::ItemIx, Item> items_;
    Column<model::CategoryIx, RunningQuantile> categories_;
    Column<model::MerchantIx, RunningSuspicion> shops_;
    Column<model::ParcelIx, Waybill> parcels_;
};

}  // namespace shouxin::judge
