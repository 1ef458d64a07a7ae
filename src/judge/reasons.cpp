#include "judge/reasons.h"

#include "signal/constants.h"
#include "judge/parties.h"
#include "signal/sheet.h"

#include <algorithm>
#include <array>
#include <vector>

namespace shouxin::judge {

namespace {

using model::Reason;

// In the order of ReviewSheet::names.
constexpr std::array<Reason, ReviewSheet::names.size()> review_reasons{
    Reason::rushed_review,    Reason::rushed_review,    Reason::template_text,
    Reason::template_text,    Reason::reused_image,     Reason::reused_image,
    Reason::same_likers,      Reason::same_likers,      Reason::shared_device,
    Reason::bad_review_trade, Reason::contact_in_text,  Reason::bad_review_trade,
    Reason::bad_review_trade, Reason::bad_review_trade, Reason::bad_review_trade,
    Reason::known_buyer,      Reason::known_buyer,      Reason::known_item,
    Reason::known_merchant,   Reason::known_words,      Reason::same_likers,
    Reason::known_buyer};

template <class Weight>
model::Reasons strongest(const std::array<Weight, model::reason_count>& weights, Weight at_least) {
    std::array<std::size_t, model::reason_count> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    model::Reasons reasons;
    for (const std::size_t reason : order) {
        if (weights[reason] >= at_least && reasons.size < reasons.codes.size()) {
            reasons.add(static_cast<Reason>(reason));
        }
    }
    return reasons;
}

template <class ReasonOf>
model::Reasons explain(
    const Trees& trees, std::span<const std::int16_t> row, std::size_t measures, ReasonOf reason_of) {
    std::vector<Evidence> share(measures, 0);
    trees.explain(row, share);
    std::array<Evidence, model::reason_count> by_reason{};
    for (std::size_t m = 0; m < measures; ++m) {
        by_reason[static_cast<std::size_t>(reason_of(m))] += share[m];
    }
    return strongest(by_reason, Evidence{signal::constants::reason_least});
}

}  // namespace

model::Reasons reasons_of_order(const Trees& trees, std::span<const std::int16_t> row) {
    return explain(trees, row, signal::measure_count, [](std::size_t m) {
        return signal::measures()[m].reason;
    });
}

model::Reasons reasons_of_review(const Trees& trees, std::span<const std::int16_t> row) {
    return explain(
        trees, row, review_reasons.size(), [](std::size_t m) { return review_reasons[m]; });
}

void ReasonCount::add(const model::Reasons& reasons, std::uint32_t weight_ppm) {
    for (const Reason reason : reasons) {
        weight_[static_cast<std::size_t>(reason)] += weight_ppm;
    }
}

model::Reasons ReasonCount::most() const {
    return strongest(weight_, std::uint64_t{100'000});
}

}  // namespace shouxin::judge
