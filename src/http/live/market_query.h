// Which page of the orders, reviews, accounts or merchants does a request ask for? Pure.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "live/lists/selection.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::http {

// Where a page begins: behind a row of the list by newest, or at a place of a list that was sorted
// and kept.
struct MarketCursor {
    bool sorted = false;
    std::uint64_t of = 0;      // the generation, or the record at which the list was sorted
    std::uint64_t serial = 0;  // of the sorted list
    std::uint32_t at = 0;      // the row, or the place

    // "n0-0-17", "s1204-3-50"
    [[nodiscard]] std::string text() const;

    static std::optional<MarketCursor> read(std::string_view text);
};

struct MarketQuery {
    live::Selection wanted;
    std::size_t limit = 50;
    std::optional<MarketCursor> after;

    static constexpr std::size_t limit_max = 200;
};

// Or 400, which says what the list takes.
tl::expected<MarketQuery, Response> read_market_query(
    model::SubjectKind kind, const Request& request);

}  // namespace shouxin::http
