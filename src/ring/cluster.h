// Which shops belong together? Shops whose suspicious buyers, or payers of those buyers, are the
// same few. A ring is a connected component of shops under strong links; strength is relative to
// the smaller shop, so that one large shop doesn't glue everything together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

// One suspicious order: who bought where, and who paid the buyer for it.
struct Act {
    std::uint32_t account = 0;
    std::uint32_t merchant = 0;
    std::uint32_t payer = 0xffffffff;  // a wallet that pays many; none if unknown
};

struct Limits {
    std::uint32_t least_common = 3;             // common accounts or payees that join two shops
    std::uint32_t least_common_permille = 120;  // of the smaller shop's suspicious accounts
};

struct Group {
    std::vector<std::uint32_t> merchants;  // ascending
    std::vector<std::uint32_t> acts;       // places in `acts`, ascending
};

// Every act is in exactly one group. Groups in the order of their first act.
std::vector<Group> cluster(std::span<const Act> acts, const Limits& limits);

}  // namespace shouxin::ring
