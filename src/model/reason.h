// Why was this judged so? The closed list of reasons: a short code for files, a sentence for
// people, and what would clear it. The codes are a contract (docs/reasons.md).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::model {

enum class Reason : std::uint8_t {
    cash_back,
    split_cash_back,
    paying_hub,
    prefunded,
    merchant_pays_buyer,
    light_parcel,
    odd_parcel,
    reused_waybill,
    missing_scans,
    wrong_place,
    fast_parcel,
    keyword_task,
    brief_view,
    same_dwell,
    shared_device,
    shared_address,
    shared_wallet,
    shared_ip,
    shared_identity,
    hosting_ip,
    crew,
    repeat_purchase,
    surge,
    young_account,
    born_together,
    busy_account,
    template_text,
    reused_image,
    rushed_review,
    same_likers,
    subsidy_edge,
    refunded,
    bad_review_trade,
    bad_reviewer,
    contact_in_text,
    recruiting_post,
    staff_trail,
    hidden_reviews,
    reborn_shop,
    unpaid_worker,
    known_buyer,
    known_item,
    known_merchant,
    known_wallet,
    known_resource,
    known_words,
    count,  // also: nothing that could be said
};

constexpr std::size_t reason_count = static_cast<std::size_t>(Reason::count);

struct ReasonText {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view clears;  // what would clear it, in Chinese
};

// One row a reason, in the order of the enumeration.
const std::array<ReasonText, reason_count>& reason_texts();

inline const ReasonText& text_of(Reason reason) {
    return reason_texts()[static_cast<std::size_t>(reason)];
}

// Whether it says that others are suspicious, rather than what was done: the last ones of the list.
constexpr bool rests_on_company(Reason reason) {
    return reason >= Reason::known_buyer;
}

// The strongest first; at most four.
struct Reasons {
    std::array<Reason, 4> codes{};
    std::uint8_t size = 0;

    void add(Reason reason) {
        if (size < codes.size()) {
            codes[size++] = reason;
        }
    }

    // Says it even if there are four: then instead of the last. Once.
    void tell(Reason reason) {
        if (holds(reason)) {
            return;
        }
        size = size < codes.size() ? static_cast<std::uint8_t>(size + 1) : size;
        codes[size - 1] = reason;
    }

    [[nodiscard]] bool holds(Reason reason) const {
        return std::find(begin(), end(), reason) != end();
    }

    [[nodiscard]] const Reason* begin() const { return codes.data(); }

    [[nodiscard]] const Reason* end() const { return codes.data() + size; }
};

}  // namespace shouxin::model
