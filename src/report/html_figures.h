// What does the judgement come to, in the numbers that the page's head, charts and explanations
// show? One pass over orders and reviews. Pure.
#pragma once

#include "report/html_text.h"
#include "report/tables.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shouxin::report {

struct DaySums {
    std::uint64_t orders = 0;
    std::uint64_t fake_orders_ppm = 0;  // expected, in millionths
    std::int64_t amount = 0;
    std::int64_t fake_amount = 0;  // expected
    std::uint64_t reviews = 0;
    std::uint64_t fake_reviews_ppm = 0;
};

// Orders whose probability is from `from_ppm` up to the next bin's.
struct Bin {
    std::uint32_t from_ppm = 0;
    std::uint64_t orders = 0;
    std::uint64_t fake_ppm = 0;
};

// How often a reason was given, for what was flagged (not allowed) and for what was.
struct ReasonCount {
    std::uint64_t flagged_orders = 0;
    std::uint64_t flagged_reviews = 0;
    std::uint64_t allowed = 0;
    std::uint64_t merchants = 0;

    [[nodiscard]] bool used() const {
        return flagged_orders + flagged_reviews + allowed + merchants > 0;
    }
};

struct Figures {
    std::uint64_t blocked = 0;  // orders
    std::uint64_t to_review = 0;
    std::uint64_t folded = 0;  // reviews
    std::uint64_t reviews_to_review = 0;
    std::int64_t suspicious_amount = 0;  // of orders blocked or to review
    DaySums all;
    std::uint64_t merchants = 0;            // that had an order
    std::uint64_t accounts = 0;             // as many names of accounts
    std::uint64_t suspicious_accounts = 0;  // at or above the review threshold
    std::uint64_t suspicious_merchants = 0;
    signal::Seconds first_s = 0;  // of orders and reviews; 0 if there is none
    signal::Seconds last_s = 0;
    Day first_day = 0;
    std::vector<DaySums> days;  // from first_day on, empty days too
    std::vector<Bin> bins;
    std::array<ReasonCount, model::reason_count> reasons{};

    [[nodiscard]] std::uint64_t suspicious() const { return blocked + to_review; }
};

Figures figures_of(const Judged& judged);

}  // namespace shouxin::report
