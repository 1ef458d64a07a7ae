// A Record is one line that was understood: an event whose names are still strings, to be
// looked up later, many at a time. Plain values.
#pragma once

#include "base/hash.h"
#include "model/event.h"
#include "model/names.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace shouxin::intake {

enum class NameKind : std::uint8_t {
    account,
    merchant,
    item,
    category,
    order,
    parcel,
    review,
    device,
    ip,
    address,
    wallet,
    identity,
    campaign,
    carrier,
    staff,
};

inline constexpr std::size_t name_kinds = static_cast<std::size_t>(NameKind::staff) + 1;

// The interners of `names` by NameKind.
inline std::array<Interner*, name_kinds> interners_of(model::Names& names) {
    return {
        &names.accounts.strings(),
        &names.merchants.strings(),
        &names.items.strings(),
        &names.categories.strings(),
        &names.orders.strings(),
        &names.parcels.strings(),
        &names.reviews.strings(),
        &names.devices.strings(),
        &names.ips.strings(),
        &names.addresses.strings(),
        &names.wallets.strings(),
        &names.identities.strings(),
        &names.campaigns.strings(),
        &names.carriers.strings(),
        &names.staff.strings()};
}

// A name in an event: where its index belongs once it has one.
struct Reference {
    std::uint64_t hash;
    const char* name;
    std::uint8_t length;  // names have at most 128 bytes
    NameKind kind;
    std::uint16_t offset;  // of the index in the Event

    [[nodiscard]] std::string_view text() const { return {name, length}; }
};

inline constexpr std::size_t name_bytes_max = 128;

struct Record {
    model::Event event;                 // `number`, `late` and the indices come later
    Hash128 identity;                   // of (source, id)
    std::uint32_t first_reference = 0;  // its references: a stretch of the batch's
    std::uint32_t end_reference = 0;
    std::uint32_t contacts = 0;
    bool says_more = false;  // than was read: fields that this type doesn't have
    std::string_view type;   // as written
};

}  // namespace shouxin::intake
