// Which things does the market consist of? Each kind of identifier is a dense
// index of its own type, so that a wallet is never taken for an account.
#pragma once

#include "base/index.h"

#include <cstdint>

namespace shouxin::model {

using AccountIx = Index<struct AccountTag>;    // `account`, `buyer`, `inviter`
using MerchantIx = Index<struct MerchantTag>;  // `merchant`
using ItemIx = Index<struct ItemTag>;
using CategoryIx = Index<struct CategoryTag>;
using OrderIx = Index<struct OrderTag>;
using ParcelIx = Index<struct ParcelTag>;
using ReviewIx = Index<struct ReviewTag>;
using DeviceIx = Index<struct DeviceTag>;
using IpIx = Index<struct IpTag>;
using AddressIx = Index<struct AddressTag>;
using WalletIx = Index<struct WalletTag>;  // `payer`, `payee`: a payment account
using IdentityIx = Index<struct IdentityTag>;
using CampaignIx = Index<struct CampaignTag>;
using CarrierIx = Index<struct CarrierTag>;
using StaffIx = Index<struct StaffTag>;

// An administrative division, its digits padded with zeros to twelve; 0 is unknown.
struct Division {
    std::uint64_t code = 0;

    [[nodiscard]] std::uint32_t county() const {
        return static_cast<std::uint32_t>(code / 1'000'000);
    }

    [[nodiscard]] std::uint32_t prefecture() const { return county() / 100; }

    [[nodiscard]] std::uint32_t province() const { return county() / 10'000; }

    friend bool operator==(Division, Division) = default;
};

}  // namespace shouxin::model
