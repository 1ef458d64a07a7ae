#include "judge/reasons.h"

#include "judge/parties.h"
#include "signal/constants.h"
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
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    model::Reasons reasons;
    for (const std::size_t reason : order) {
        if (weights[reason] >= at_least && reasons.size < reasons.codes.size()) {
            reasons.add(static_cast<Reason>(reason));
        }
    }
    return reasons;
}

using ByReason = std::array<Evidence, model::reason_count>;

std::vector<Evidence> shares(
    const Trees& trees, std::span<const std::int16_t> row, std::size_t measures) {
    std::vector<Evidence> share(measures, 0);
    trees.explain(row, share);
    for (std::size_t m = 0; m < measures; ++m) {
        share[m] = row[m] == signal::missing ? 0 : share[m];  // what isn't known is no reason
    }
    return share;
}

// Leaves the loudest of the reasons that rest on company, and those of the order's own.
void keep_loudest_company(ByReason& own, const ByReason& company) {
    const auto loudest = std::ranges::max_element(company);
    own[static_cast<std::size_t>(loudest - company.begin())] += *loudest;
}

}  // namespace

model::Reasons reasons_of_order(const Model& model, std::span<const std::int16_t> row) {
    const std::vector<Evidence> alone = shares(model.alone, row, signal::measure_count);
    const std::vector<Evidence> last = shares(model.last(), row, signal::measure_count);
    ByReason own{};
    ByReason company{};
    for (std::size_t m = 0; m < signal::measure_count; ++m) {
        const auto reason = static_cast<std::size_t>(signal::measures()[m].reason);
        if (m < static_cast<std::size_t>(signal::first_company)) {
            own[reason] += alone[m];
        } else {
            company[reason] += last[m];
        }
    }
    keep_loudest_company(own, company);
    return strongest(own, Evidence{signal::constants::reason_least});
}

model::Reasons reasons_of_review(const Trees& trees, std::span<const std::int16_t> row) {
    const std::vector<Evidence> share = shares(trees, row, review_reasons.size());
    ByReason by_reason{};
    for (std::size_t m = 0; m < share.size(); ++m) {
        by_reason[static_cast<std::size_t>(review_reasons[m])] += share[m];
    }
    return strongest(by_reason, Evidence{signal::constants::reason_least});
}

void ReasonCount::add(const model::Reasons& reasons, std::uint32_t weight_ppm) {
    for (const Reason reason : reasons) {
        weight_[static_cast<std::size_t>(reason)] +=
            model::rests_on_company(reason) ? 0 : weight_ppm;
    }
}

model::Reasons ReasonCount::most() const {
    return strongest(weight_, std::uint64_t{100'000});
}

}  // namespace shouxin::judge
