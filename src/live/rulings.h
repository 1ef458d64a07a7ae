// What do the analysts want done about what Guard says? The policy in force, its windows, and how
// every subject stands: a decision is made when somebody asks, or when what follows is no longer
// what followed before. Pure; not thread-safe.
#pragma once

#include "base/column.h"
#include "base/hash.h"
#include "live/decision.h"
#include "live/epoch_view.h"
#include "live/facts.h"
#include "live/shadows.h"
#include "live/watch.h"
#include "policy/evaluate.h"
#include "policy/policy.h"
#include "policy/windows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shouxin::live {

// How a subject stands since its last evaluation.
struct Standing {
    std::uint32_t ppm = 0;
    std::uint32_t grounds = 0;  // a hash of outcome, rules and actions; 0: nothing but allow
    Outcome outcome = Outcome::allow;
    bool acted = false;      // actions were asked for, and may be in force
    bool waits = false;      // its newest decision is review, by the rules or because of a brake
    Shadows::Seen seen = 0;  // by which shadow rules

    template <class Archive>
    void archive(Archive& a) {
        a(ppm, grounds, outcome, acted, waits, seen);
    }
};

class Rulings {
public:
    Rulings(HashKey key, policy::Policy policy);

    // From here on by this policy; windows that it shares with the old one go on, and what its
    // shadow rules would have done is counted from now on.
    void take_over(policy::Policy policy);

    // Every event once, in log order, before anything is ruled on.
    void step(std::span<const model::Event> events);

    // The standings of another that rules by the same policy, under new indices; gone ones are left
    // out, but not from what its shadow rules have counted.
    void take_standings(
        const Rulings& old,
        const std::array<std::vector<std::uint32_t>, model::subject_kind_count>& renumbering);

    struct Ruling {
        Decision decision;                         // without its place, and what the record adds
        std::vector<policy::TakenAction> actions;  // that are asked for
        bool acted_before = false;                 // so some may have to be withdrawn
    };

    // Nothing if it is as it was and nobody asks.
    std::optional<Ruling> rule(
        const Finding& finding, const Watch& watch, const EpochView& epoch, bool asked);

    [[nodiscard]] Standing standing(const Subject& subject) const {
        return standings_[static_cast<std::size_t>(subject.kind)].get({subject.index});
    }

    // What was decided in the end.
    void note(const Decision& decision) {
        standings_[static_cast<std::size_t>(decision.subject.kind)][{decision.subject.index}]
            .waits = decision.outcome == Outcome::review;
    }

    // No subject of a higher index was ever ruled on.
    [[nodiscard]] std::uint32_t subjects(model::SubjectKind kind) const {
        return standings_[static_cast<std::size_t>(kind)].size();
    }

    [[nodiscard]] const policy::Policy& policy() const { return policy_; }

    // What the rules in shadow mode would have done.
    [[nodiscard]] proof::Json shadows() const { return shadows_.json(policy_); }

    // Not the policy: who loads takes it over first.
    template <class Archive>
    void archive(Archive& a) {
        std::string windows;
        if constexpr (!Archive::loading) {
            windows_.save(windows);
        }
        a(windows, standings_, shadows_);
        if constexpr (Archive::loading) {
            if (!windows_.load(windows)) {
                a.refuse();
            }
        }
    }

private:
    using SubjectIx = Index<struct SubjectTag>;

    [[nodiscard]] std::uint32_t grounds() const;

    HashKey key_;
    policy::Policy policy_;
    policy::Windows windows_;
    Shadows shadows_;
    std::array<Column<SubjectIx, Standing>, model::subject_kind_count> standings_;
    policy::Evaluation evaluation_;  // reused
};

}  // namespace shouxin::live
