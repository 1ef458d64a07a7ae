#include "judge/reasons.h"

#include "judge/literal.h"
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
    Reason::count,             // stars
    Reason::rushed_review,     // delay_h
    Reason::count,             // letters
    Reason::template_text,     // nearest
    Reason::count,             // images
    Reason::reused_image,      // images_reused
    Reason::same_likers,       // likes
    Reason::same_likers,       // liker_tempo
    Reason::count,             // device
    Reason::bad_review_trade,  // removed
    Reason::contact_in_text,   // contacts
    Reason::bad_review_trade,  // paid_after
    Reason::bad_reviewer,      // author_bad
    Reason::bad_reviewer,      // author_reviews
    Reason::count,             // price_rank
    Reason::known_buyer,       // order
    Reason::known_buyer,       // author
    Reason::known_item,        // item
    Reason::known_merchant,    // shop
    Reason::known_words,       // words
    Reason::same_likers,       // likers
    Reason::count};            // has_order

// Money that came before the order was lent, not given back.
Reason reason_of(std::size_t measure, std::span<const std::int16_t> row) {
    const Reason reason = signal::measures()[measure].reason;
    const std::int16_t delay = row[static_cast<std::size_t>(signal::Measure::cover_delay_h)];
    const bool lent = reason == Reason::cash_back && delay != signal::missing && delay < 0;
    return lent ? Reason::prefunded : reason;
}

// The reasons in order of weight, as places.
template <class Weight>
std::array<std::size_t, model::reason_count> by_weight(
    std::span<const Weight, model::reason_count> weights) {
    std::array<std::size_t, model::reason_count> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    return order;
}

template <class Weight>
model::Reasons strongest(std::span<const Weight, model::reason_count> weights, Weight at_least) {
    model::Reasons reasons;
    for (const std::size_t reason : by_weight(weights)) {
        if (weights[reason] >= at_least) {
            reasons.add(static_cast<Reason>(reason));
        }
    }
    return reasons;
}

// The kind of evidence a reason belongs to; company for those that no measure gives.
signal::Family family_of(Reason reason) {
    const auto& infos = signal::measures();
    const auto found = std::ranges::find(infos, reason, &signal::MeasureInfo::reason);
    return found == infos.end() ? signal::Family::company : found->family;
}

// The strongest of each kind of evidence first: four ways to say "money came back" tell less than
// one of each.
model::Reasons strongest_of_each(
    std::span<const Evidence, model::reason_count> weights, Evidence at_least) {
    model::Reasons reasons;
    std::array<bool, signal::family_count> told{};
    const auto order = by_weight(weights);
    for (const bool again : {false, true}) {
        for (const std::size_t i : order) {
            if (weights[i] < at_least) {
                break;
            }
            const auto reason = static_cast<Reason>(i);
            const auto family = static_cast<std::size_t>(family_of(reason));
            if (told[family] == again && !reasons.holds(reason)) {
                reasons.add(reason);
                told[family] = true;
            }
        }
    }
    return reasons;
}

// One more for what has no name.
using ByReason = std::array<Evidence, model::reason_count + 1>;

std::span<const Evidence, model::reason_count> named(const ByReason& all) {
    return std::span(all).first<model::reason_count>();
}

std::vector<Evidence> shares(
    const Trees& trees, std::span<const std::int16_t> row, std::size_t measures) {
    std::vector<Evidence> share(measures, 0);
    trees.explain(row, share);
    for (std::size_t m = 0; m < measures; ++m) {
        share[m] = row[m] == signal::missing ? 0 : share[m];  // what isn't known is no reason
    }
    return share;
}

// Forgets what isn't literally true of the order.
void keep_literal(ByReason& own, std::span<const std::int16_t> row) {
    for (std::size_t i = 0; i < model::reason_count; ++i) {
        own[i] = literally(static_cast<Reason>(i), row) ? own[i] : 0;
    }
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
        const auto reason = static_cast<std::size_t>(reason_of(m, row));
        if (m < static_cast<std::size_t>(signal::first_company)) {
            own[reason] += alone[m];
        } else {
            company[reason] += last[m];
        }
    }
    keep_literal(own, row);
    keep_loudest_company(own, company);
    return strongest_of_each(named(own), Evidence{signal::constants::reason_least});
}

OwnReasons own_reasons(const Model& model, std::span<const std::int16_t> row) {
    const std::vector<Evidence> share = shares(model.alone, row, signal::measure_count);
    std::array<ByReason, signal::family_count> weights{};
    for (std::size_t m = 0; m < signal::measure_count; ++m) {
        const auto family = static_cast<std::size_t>(signal::measures()[m].family);
        weights[family][static_cast<std::size_t>(reason_of(m, row))] += share[m];
    }
    OwnReasons reasons;
    for (std::size_t family = 0; family < weights.size(); ++family) {
        for (std::size_t i = 0; i < model::reason_count; ++i) {
            const auto reason = static_cast<Reason>(i);
            if (weights[family][i] >= signal::constants::reason_least && literally(reason, row)) {
                reasons[family].push_back(reason);
            }
        }
    }
    return reasons;
}

model::Reasons reasons_of_review(const Trees& trees, std::span<const std::int16_t> row) {
    const std::vector<Evidence> share = shares(trees, row, review_reasons.size());
    ByReason own{};
    ByReason company{};
    for (std::size_t m = 0; m < share.size(); ++m) {
        const Reason reason = review_reasons[m];
        const bool of_company = reason == Reason::count || model::rests_on_company(reason);
        (of_company ? company : own)[static_cast<std::size_t>(reason)] += share[m];
    }
    company[model::reason_count] = 0;
    keep_loudest_company(own, company);
    return strongest(named(own), Evidence{signal::constants::reason_least});
}

void ReasonCount::add(const model::Reasons& reasons, std::uint32_t weight_ppm) {
    for (const Reason reason : reasons) {
        weight_[static_cast<std::size_t>(reason)] +=
            model::rests_on_company(reason) ? 0 : weight_ppm;
    }
}

model::Reasons ReasonCount::most() const {
    return strongest(
        std::span<const std::uint64_t, model::reason_count>(weight_), std::uint64_t{100'000});
}

}  // namespace shouxin::judge
