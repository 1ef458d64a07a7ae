// What does one ring come to? Counts of its members, orders, payments and shared things, and its
// days, for a card of the report. Pure.
#pragma once

#include "report/graph.h"
#include "report/html_figures.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace shouxin::report {

struct RingSums {
    std::array<std::uint64_t, 5> members{};  // by judge::MemberKind
    std::uint64_t buyers = 0;                // distinct, of its orders and reviews
    std::uint64_t shops = 0;
    std::uint64_t payers = 0;  // of accounts
    std::uint64_t paid = 0;    // accounts that were paid
    std::uint64_t payments = 0;
    std::int64_t paid_amount = 0;
    std::uint64_t funders = 0;  // shops that paid the ring's wallets
    std::int64_t funds = 0;
    std::uint64_t sharing = 0;              // accounts that share something
    std::array<std::uint64_t, 5> shared{};  // things shared, by kind
    std::vector<std::pair<model::Reason, std::uint64_t>>
        reasons;  // of its orders and reviews, most first

    Day first_day = 0;
    std::vector<std::uint32_t> acts_by_day;      // orders and reviews
    std::vector<std::uint32_t> payments_by_day;  // empty if none is known
};

RingSums sums_of(const judge::Ring& ring, const Graph& members, const Judged& judged);

}  // namespace shouxin::report
