// What do lists show and sort by of an order, a review, an account or a merchant? Read from where
// it stands anyway. Pure functions.
#pragma once

#include "live/state.h"

#include <cstdint>

namespace shouxin::live {

// What isn't known, or doesn't apply, is 0 or invalid.
struct Row {
    bool there = false;  // placed, posted, or named at all
    signal::Seconds at_s = 0;
    std::int64_t amount = 0;  // of an order or a review's order; what a merchant's fakes sum up to
    model::AccountIx account;
    model::MerchantIx merchant;
    model::DeviceIx device;
    model::WalletIx payer;  // of a merchant: its payee
    model::AddressIx address;
    model::IpIx ip;
};

Row row_of(const Subject& subject, const Watch& watch, const EpochView& epoch);

// Indices are below it.
std::uint32_t rows_of(model::SubjectKind kind, const Watch& watch);

}  // namespace shouxin::live
