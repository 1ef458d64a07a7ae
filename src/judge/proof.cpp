#include "judge/proof.h"

#include "judge/facts.h"
#include "judge/families.h"
#include "judge/probability.h"
#include "judge/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

namespace shouxin::judge {

namespace {

using signal::Family;

constexpr std::size_t orders_heard = 2000;  // of a larger ring, evenly
constexpr std::uint32_t own_families = static_cast<std::uint32_t>(Family::company);

using FamilySet = std::uint32_t;  // a bit a family

// What the trees say of each order of a ring alone, by family.
class Hearing {
public:
    Hearing(const Findings& findings, const Options& options, const Ring& ring)
        : prior_(options.model.alone.prior()), block_ppm_(options.thresholds.block_ppm) {
        const std::size_t step = ring.orders.size() / orders_heard + 1;
        std::array<std::int16_t, signal::measure_count> row{};
        for (std::size_t i = 0; i < ring.orders.size(); i += step) {
            findings.orders.copy_row(ring.orders[i].value, row);
            orders_.push_back(evidence_by_family(options.model.alone, row));
        }
    }

    // How many orders are blocked when only these families may speak against them.
    [[nodiscard]] std::size_t blocked(FamilySet heard) const {
        return static_cast<std::size_t>(std::ranges::count_if(orders_, [&](const ByFamily& order) {
            Evidence sum = prior_;
            for (std::uint32_t family = 0; family < order.size(); ++family) {
                const bool counts = order[family] < 0 || (heard >> family & 1U) != 0;
                sum += counts ? order[family] : 0;
            }
            return to_ppm(sum) >= block_ppm_;
        }));
    }

    [[nodiscard]] FamilySet smallest() const {
        constexpr FamilySet all = (1U << own_families) - 1;
        const std::size_t enough = (blocked(all) * 3 + 3) / 4;
        FamilySet best = all;
        std::size_t best_blocked = 0;
        for (int size = 1; size <= static_cast<int>(own_families) && best_blocked == 0; ++size) {
            for (FamilySet set = 1; set <= all; ++set) {
                const std::size_t many = std::popcount(set) == size ? blocked(set) : 0;
                if (many >= enough && many > best_blocked) {
                    best = set;
                    best_blocked = many;
                }
            }
        }
        return best;
    }

private:
    Evidence prior_;
    std::uint32_t block_ppm_;
    std::vector<ByFamily> orders_;
};

// The orders of a ring that show each reason, by family.
using Shown = std::array<std::vector<signal::EventRef>, model::reason_count>;
using ShownByFamily = std::array<Shown, own_families>;

ShownByFamily shown_by_family(
    const signal::Links& links,
    const Findings& findings,
    const Options& options,
    const Ring& ring) {
    ShownByFamily shown;
    std::array<std::int16_t, signal::measure_count> row{};
    for (const model::OrderIx order : ring.orders) {
        findings.orders.copy_row(order.value, row);
        const OwnReasons own = own_reasons(options.model, row);
        for (std::size_t family = 0; family < shown.size(); ++family) {
            for (const model::Reason reason : own[family]) {
                shown[family][static_cast<std::size_t>(reason)].push_back(
                    links.orders[order.value].event);
            }
        }
    }
    return shown;
}

// "So many of the ring's orders show this", for each reason that a quarter of them shows; the most
// frequent first, at most two.
std::vector<Fact> frequent(Shown shown, const Ring& ring) {
    std::vector<Fact> facts;
    while (facts.size() < 2) {
        const auto most =
            std::ranges::max_element(shown, {}, [](const auto& events) { return events.size(); });
        if (most->size() * 4 < ring.orders.size() || most->empty()) {
            break;
        }
        const auto reason = static_cast<model::Reason>(most - shown.begin());
        const model::ReasonText& text = model::text_of(reason);
        facts.push_back(
            {reason,
             fmt::format("本团伙 {} 单中有 {} 单：{}。", ring.orders.size(), most->size(), text.zh),
             fmt::format("{} of {} orders: {}.", most->size(), ring.orders.size(), text.en),
             cited(std::exchange(*most, {}))});
    }
    return facts;
}

void append(std::vector<Fact>& to, std::vector<Fact>& from) {
    std::ranges::move(from, std::back_inserter(to));
}

}  // namespace

void prove(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Findings& findings,
    const Options& options,
    Ring& ring) {
    Facts facts = facts_of(market, links, names, ring);
    const FamilySet needed = Hearing(findings, options, ring).smallest();
    ShownByFamily shown = shown_by_family(links, findings, options, ring);
    for (std::uint32_t family = 0; family < own_families; ++family) {
        std::vector<Fact>& told = facts.evidence[family];
        const bool needs = ring.orders.empty() || (needed >> family & 1U) != 0;
        if (needs && told.empty()) {
            told = frequent(std::move(shown[family]), ring);
        }
        append(needs ? ring.proof : ring.also, told);
    }
    append(ring.beneficiary.valid() ? ring.proof : ring.also, facts.funding);
    append(ring.also, facts.circumstances);
}

}  // namespace shouxin::judge
