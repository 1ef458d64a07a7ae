#include "live/rulings.h"

#include <algorithm>
#include <utility>

namespace shouxin::live {

Rulings::Rulings(HashKey key, policy::Policy policy)
    : key_(key), policy_(std::move(policy)), windows_(policy_.windows), shadows_(policy_) {}

void Rulings::take_over(policy::Policy policy) {
    policy::Windows fresh(policy.windows);
    fresh.take_over(std::move(windows_));
    windows_ = std::move(fresh);
    policy_ = std::move(policy);
    shadows_ = Shadows(policy_);
    for (auto& standings : standings_) {
        for (std::uint32_t index = 0; index < standings.size(); ++index) {
            standings[SubjectIx{index}].seen = 0;
        }
    }
}

void Rulings::step(std::span<const model::Event> events) {
    if (policy_.windows.all().empty()) {
        return;
    }
    for (const model::Event& event : events) {
        if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
            windows_.step(window_order(*order), event.at_ms);
        }
    }
}

void Rulings::take_standings(
    const Rulings& old,
    const std::array<std::vector<std::uint32_t>, model::subject_kind_count>& renumbering) {
    for (std::size_t kind = 0; kind < standings_.size(); ++kind) {
        const auto standings = old.standings_[kind].all();
        const std::vector<std::uint32_t>& to = renumbering[kind];
        for (std::size_t index = 0; index < std::min(standings.size(), to.size()); ++index) {
            if (to[index] != Index<SubjectTag>::none && standings[index].grounds != 0) {
                standings_[kind][SubjectIx{to[index]}] = standings[index];
            }
        }
    }
    shadows_ = old.shadows_;
}

std::optional<Rulings::Ruling> Rulings::rule(
    const Finding& finding, const Watch& watch, const EpochView& epoch, bool asked) {
    const policy::Facts facts = facts_of(finding, watch, epoch);
    policy::evaluate(policy_, key_, facts, windows_, evaluation_);
    Standing& standing =
        standings_[static_cast<std::size_t>(finding.subject.kind)][{finding.subject.index}];
    const std::uint32_t now = grounds();
    const bool as_it_was = standing.grounds == now;
    const bool acted_before = standing.acted;
    standing.ppm = finding.ppm;
    standing.grounds = now;
    standing.outcome = evaluation_.answer();
    standing.acted = !evaluation_.to_take().empty();
    if (!evaluation_.shadow.empty()) {
        standing.seen = shadows_.count(
            evaluation_, standing.seen, facts.id, finding.ppm, amount_of(finding.subject, watch));
    }
    if (as_it_was && !asked) {
        return std::nullopt;
    }
    Ruling ruling;
    Decision& decision = ruling.decision;
    decision.subject = finding.subject;
    decision.subject_id = watch.name_of(finding.subject);
    decision.merchant_id = facts.merchant;
    decision.amount = amount_of(finding.subject, watch);
    decision.tier = finding.tier;
    decision.epoch = epoch.number;
    decision.ppm = finding.ppm;
    decision.reasons = finding.reasons;
    const std::uint32_t ring = epoch.of(finding.subject.kind).ring_of(finding.subject.index);
    decision.ring = ring == no_ring ? 0 : epoch.rings[ring].number;
    decision.outcome = evaluation_.answer();
    decision.would_be = evaluation_.outcome;
    decision.held_out = evaluation_.held_out;
    for (const std::uint16_t fired : evaluation_.live) {
        decision.rules.push_back(policy_.rules[fired].name);
    }
    for (const std::uint16_t fired : evaluation_.shadow) {
        decision.shadow.push_back(policy_.rules[fired].name);
    }
    ruling.actions.assign(evaluation_.to_take().begin(), evaluation_.to_take().end());
    ruling.acted_before = acted_before;
    return ruling;
}

// FNV-1a (Fowler, Noll and Vo 1991) over what follows; shadow rules follow too, so that they are
// told of.
std::uint32_t Rulings::grounds() const {
    const bool nothing = evaluation_.outcome == Outcome::allow && evaluation_.live.empty() &&
                         evaluation_.shadow.empty() && evaluation_.actions.empty();
    if (nothing) {
        return 0;
    }
    std::uint32_t hash = 2166136261;
    const auto add = [&](std::uint32_t value) { hash = (hash ^ value) * 16777619; };
    add(static_cast<std::uint32_t>(evaluation_.outcome));
    add(evaluation_.held_out ? 1 : 0);
    for (const std::uint16_t rule : evaluation_.live) {
        add(rule + 1U);
    }
    add(0);
    for (const std::uint16_t rule : evaluation_.shadow) {
        add(rule + 1U);
    }
    add(0);
    for (const policy::TakenAction& action : evaluation_.actions) {
        add(static_cast<std::uint32_t>(action.action) + 1);
    }
    return std::max(hash, 1U);
}

}  // namespace shouxin::live
