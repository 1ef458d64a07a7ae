// What did the sender call it? One interner for each kind of identifier: a
// string in, a dense index out, and back for whatever a person reads.
//
// Not thread-safe for writing: one intake fills it, everybody else reads.
#pragma once

#include "base/interner.h"
#include "model/entities.h"

#include <string_view>

namespace shouxin::model {

template <class Ix>
class NamesOf {
public:
    explicit NamesOf(HashKey key) : strings_(key) {}

    Ix intern(std::string_view name) { return Ix{strings_.intern(name)}; }

    [[nodiscard]] std::string_view operator[](Ix index) const { return strings_.at(index.value); }

    [[nodiscard]] std::uint32_t size() const { return strings_.size(); }

    [[nodiscard]] Interner& strings() { return strings_; }

    [[nodiscard]] const Interner& strings() const { return strings_; }

    template <class Archive>
    void archive(Archive& a) {
        a(strings_);
    }

private:
    Interner strings_;
};

struct Names {
    explicit Names(HashKey key)
        : accounts(key),
          merchants(key),
          items(key),
          categories(key),
          orders(key),
          parcels(key),
          reviews(key),
          devices(key),
          ips(key),
          addresses(key),
          wallets(key),
          identities(key),
          campaigns(key),
          carriers(key),
          staff(key) {}

    // Nothing comes any more: keeps what operator[] needs, gives back what interning needs.
    void seal() {
        const auto seal_each = [](auto&... each) { (each.strings().seal(), ...); };
        seal_each(accounts, merchants, items, categories, orders, parcels, reviews, devices);
        seal_each(ips, addresses, wallets, identities, campaigns, carriers, staff);
    }

    // The key is whoever makes it's.
    template <class Archive>
    void archive(Archive& a) {
        a(accounts, merchants, items, categories, orders, parcels, reviews, devices);
        a(ips, addresses, wallets, identities, campaigns, carriers, staff);
    }

    NamesOf<AccountIx> accounts;
    NamesOf<MerchantIx> merchants;
    NamesOf<ItemIx> items;
    NamesOf<CategoryIx> categories;
    NamesOf<OrderIx> orders;
    NamesOf<ParcelIx> parcels;
    NamesOf<ReviewIx> reviews;
    NamesOf<DeviceIx> devices;
    NamesOf<IpIx> ips;
    NamesOf<AddressIx> addresses;
    NamesOf<WalletIx> wallets;
    NamesOf<IdentityIx> identities;
    NamesOf<CampaignIx> campaigns;
    NamesOf<CarrierIx> carriers;
    NamesOf<StaffIx> staff;
};

}  // namespace shouxin::model
