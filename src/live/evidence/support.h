// What does a reason rest on? Which events of the log anybody should look at, and which measure
// shows it. Immutable.
#pragma once

#include "live/evidence/measures.h"
#include "model/reason.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace shouxin::live {

// How an event stands to the order (or the review, the account, the merchant) that it speaks of.
enum class Relation : std::uint32_t {
    own = 1U << 0U,             // the order itself
    parcel = 1U << 1U,          // its shipping
    registration = 1U << 2U,    // of its buyer
    money = 1U << 3U,           // that came to its payer's wallet around it
    payers = 1U << 4U,          // what those who sent it paid to others
    review = 1U << 5U,          // the review, or that of the order
    same_device = 1U << 6U,     // orders by other accounts, one each
    same_address = 1U << 7U,    //
    same_payer = 1U << 8U,      //
    same_ip = 1U << 9U,         //
    same_waybill = 1U << 10U,   // orders
    same_buyer = 1U << 11U,     // its buyer's other orders
    same_purchase = 1U << 12U,  // its buyer's other orders of the item
    same_hours = 1U << 13U,     // orders of the item within half a day
    same_item = 1U << 14U,      // other orders of the item
    same_shop = 1U << 15U,      // other orders of the shop
    same_words = 1U << 16U,     // reviews by others that say nearly the same
    same_images = 1U << 17U,    // reviews by others with the same picture
    bad_reviews = 1U << 18U,    // by the same author
    removed = 1U << 19U,        // bad reviews of the shop that were taken down
    posts = 1U << 20U,          // the account's offers of money for orders
    identity = 1U << 21U,       // registrations under the same identity
    born_there = 1U << 22U,     // on the same device or network within a day
    delivery = 1U << 23U,       // of the order
    same_payee = 1U << 24U,     // shops whose sales the same wallet is paid for
};

class Relations {
public:
    constexpr Relations() = default;

    constexpr Relations(Relation one)  // NOLINT(google-explicit-constructor): a set of one
        : bits_(static_cast<std::uint32_t>(one)) {}

    [[nodiscard]] constexpr bool hold(Relations any) const { return (bits_ & any.bits_) != 0; }

    friend constexpr Relations operator|(Relations a, Relations b) {
        Relations both;
        both.bits_ = a.bits_ | b.bits_;
        return both;
    }

private:
    std::uint32_t bits_ = 0;
};

constexpr Relations operator|(Relation a, Relation b) {
    return Relations(a) | Relations(b);
}

struct Sentence {
    std::string_view zh;
    std::string_view en;
};

struct Support {
    Relations rests_on;
    std::array<OrderMeasure, 2> measures{OrderMeasure::count, OrderMeasure::count};  // in order
    bool suspicious_only = false;  // of others, those that are suspected
    Sentence unmeasured{};         // why no measure shows it; empty if there is one

    // Nobody said yet what the reason rests on.
    [[nodiscard]] bool is_empty() const {
        return measures[0] == OrderMeasure::count && unmeasured.zh.empty();
    }
};

// REQUIRES: a reason, not count.
Support support_of(model::Reason reason);

// Why nothing is shown although it could be: the log doesn't say, or doesn't any more.
inline constexpr Sentence not_told{
    "日志里没有这一单的这个数。", "The log doesn't say this number of the order."};
inline constexpr Sentence not_kept{
    "依据的事件已经过了保存期，或者这类事件不留。",
    "The events it rests on are older than what is kept, or of a type that isn't."};

}  // namespace shouxin::live
