#include "live/lists/sieve.h"

#include <string_view>

namespace shouxin::live {
namespace {

constexpr std::uint64_t name_cost = 2;  // to compare a name, in rows
constexpr std::uint64_t reasons_cost = 8;

// An index that is asked for, or none.
template <class Ix>
bool is(Ix wanted, Ix found) {
    return !wanted.valid() || wanted == found;
}

}  // namespace

template <class Names>
std::uint32_t Sieve::index_of(const std::optional<std::string>& name, const Names& names) {
    if (!name) {
        return model::OrderIx().value;
    }
    const std::optional<std::uint32_t> found = names.strings().find(*name);
    nothing_ = nothing_ || !found;
    return found.value_or(0);
}

Sieve::Sieve(const Selection& wanted, const State& state) : wanted_(wanted) {
    const model::Names& names = state.watch().names();
    merchant_ = {index_of(wanted.merchant, names.merchants)};
    account_ = {index_of(wanted.account, names.accounts)};
    device_ = {index_of(wanted.device, names.devices)};
    payer_ = {index_of(wanted.payer, names.wallets)};
    address_ = {index_of(wanted.address, names.addresses)};
    ip_ = {index_of(wanted.ip, names.ips)};
}

std::optional<Sifted> Sieve::sift(std::uint32_t index, std::int64_t added, const State& state) {
    ++cost_;
    const Subject subject{wanted_.kind, index};
    Row row = row_of(subject, state.watch(), state.epoch());
    row.amount += added;
    const bool in_range =
        wanted_.at_ms.holds(std::int64_t{row.at_s} * 1000) && wanted_.amount.holds(row.amount);
    if (!row.there || !in_range || !of_the_named(row)) {
        return std::nullopt;
    }
    const std::uint32_t ppm = state.probability(subject);
    if (!wanted_.ppm.holds(ppm) || !said_of(subject, state)) {
        return std::nullopt;
    }
    return Sifted{row.amount, ppm};
}

bool Sieve::of_the_named(const Row& row) const {
    return is(merchant_, row.merchant) && is(account_, row.account) && is(device_, row.device) &&
           is(payer_, row.payer) && is(address_, row.address) && is(ip_, row.ip);
}

// The dearest question last.
bool Sieve::said_of(const Subject& subject, const State& state) {
    if (wanted_.ring) {
        const std::uint32_t ring = state.epoch().of(subject.kind).ring_of(subject.index);
        if (ring == no_ring || state.epoch().rings[ring].number != *wanted_.ring) {
            return false;
        }
    }
    if (wanted_.outcome && state.rulings().standing(subject).outcome != *wanted_.outcome) {
        return false;
    }
    if (!wanted_.id_part.empty()) {
        cost_ += name_cost;
        if (state.watch().name_of(subject).find(wanted_.id_part) == std::string_view::npos) {
            return false;
        }
    }
    if (wanted_.reason) {
        cost_ += reasons_cost;
        return state.finding(subject).reasons.holds(*wanted_.reason);
    }
    return true;
}

}  // namespace shouxin::live
