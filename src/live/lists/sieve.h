// Is this row wanted? What is asked for, looked up once in the state, and then held against one row
// after the other. Of one generation; not thread-safe.
#pragma once

#include "live/lists/row.h"
#include "live/lists/selection.h"

#include <cstdint>
#include <optional>

namespace shouxin::live {

// A row that passed, and what lists are sorted by.
struct Sifted {
    std::int64_t amount = 0;
    std::uint32_t ppm = 0;
};

class Sieve {
public:
    // `wanted` outlives it.
    Sieve(const Selection& wanted, const State& state);

    // Whether nothing can pass: something is named that nobody knows.
    [[nodiscard]] bool lets_nothing_through() const { return nothing_; }

    // `added` is the amount of an account, which no row of its own holds.
    [[nodiscard]] std::optional<Sifted> sift(
        std::uint32_t index, std::int64_t added, const State& state);

    // What the rows so far cost, in rows of the simplest kind: for who cuts slices.
    [[nodiscard]] std::uint64_t cost() const { return cost_; }

private:
    template <class Names>
    [[nodiscard]] std::uint32_t index_of(
        const std::optional<std::string>& name, const Names& names);
    [[nodiscard]] bool of_the_named(const Row& row) const;
    [[nodiscard]] bool said_of(const Subject& subject, const State& state);

    const Selection& wanted_;
    bool nothing_ = false;
    std::uint64_t cost_ = 0;
    // The indices of what is named; anything if nothing is.
    model::MerchantIx merchant_;
    model::AccountIx account_;
    model::DeviceIx device_;
    model::WalletIx payer_;
    model::AddressIx address_;
    model::IpIx ip_;
};

}  // namespace shouxin::live
