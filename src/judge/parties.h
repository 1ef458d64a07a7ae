// What do the verdicts on orders say about reviews, accounts and merchants? Their rows of
// measures, for the trees that judge them.
#pragma once

#include "signal/links.h"
#include "signal/market.h"
#include "signal/review_sheet.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::judge {

// A level of suspicion p is written as 100 ln(1 + 1000 p): 0 to 691.
struct ReviewSheet {
    static constexpr std::array<std::string_view, 22> names{
        "stars",      "delay_h",        "letters",    "nearest",  "images",   "images_reused",
        "likes",      "liker_tempo",    "device",     "removed",  "contacts", "paid_after",
        "author_bad", "author_reviews", "price_rank", "order",    "author",   "item",
        "shop",       "words",          "likers",     "has_order"};
    std::vector<std::array<std::int16_t, names.size()>> rows;  // by ReviewIx
};

struct AccountSheet {
    static constexpr std::array<std::string_view, 7> names{
        "most", "second", "mean", "expected", "orders", "most_review", "expected_reviews"};
    std::vector<std::array<std::int16_t, names.size()>> rows;  // by AccountIx
};

struct MerchantSheet {
    static constexpr std::array<std::string_view, 12> names{
        "expected",      // 100 ln(1 + expected fake orders)
        "share",         // permille of the shop's orders
        "orders",        // ln
        "paid_by_shop",  // 100 ln(1 + expected fakes here whose buyers the shop's wallet pays)
        "fed_by_shop",   // ... whose buyers a hub pays that the shop's wallet funds
        "fed_by_clean",  // ... that another shop funds which has no fakes itself: a rival
        "fed_share",     // permille of its expected fakes that such a shop funds
        "fed_siblings",  // how many shops that funder feeds: a rival has one victim, an agent many
        "refunded",      // permille of its expected fakes whose money went back in full
        "feeds_others",  // 100 ln(1 + expected fakes elsewhere paid by hubs that this shop funds)
        "most",          // ln of the highest probability
        "tenth"};        // ln of the tenth highest
    std::vector<std::array<std::int16_t, names.size()>> rows;  // by MerchantIx
};

// `alone` is what signal::measure_reviews saw; the rest comes from the orders' verdicts.
ReviewSheet measure_reviews(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const signal::ReviewMeasures> alone,
    const signal::Sheet& orders,
    std::span<const std::uint32_t> order_ppm);

AccountSheet measure_accounts(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const std::uint32_t> order_ppm,
    std::span<const std::uint32_t> review_ppm);

// For every order: the merchants whose wallets fund a hub that pays its buyer.
struct Funding {
    std::uint32_t hub = signal::nobody;     // the wallet that pays the buyer
    std::uint32_t funder = signal::nobody;  // the merchant who pays that wallet, if one does
    bool shop_pays = false;                 // the hub is the shop's own wallet
};

// Among several hubs the one whose payees' orders are most suspicious.
std::vector<Funding> trace_funding(
    const signal::Links& links, std::span<const std::uint32_t> order_ppm);

// Whether a rival brushes this shop: another, clean shop's money pays nearly all of its fakes, its
// own pays none, and that shop feeds nobody else. `row` is one of MerchantSheet.
bool is_victim(std::span<const std::int16_t> row);

MerchantSheet measure_merchants(
    const signal::Links& links,
    const signal::Sheet& orders,
    std::span<const std::uint32_t> order_ppm,
    std::span<const Funding> funding);

}  // namespace shouxin::judge
