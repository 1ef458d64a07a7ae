#include "policy/evaluate.h"

#include <algorithm>

namespace shouxin::policy {
namespace {

// Whether `id` falls into a share; another draw for each `purpose`, and who is in a smaller share
// is in a larger one too.
bool is_drawn(std::string_view id, std::string_view purpose, HashKey key, std::int64_t share_ppm) {
    if (share_ppm >= whole_ppm) {
        return true;
    }
    const HashKey drawn{key.a ^ hash64(purpose, HashKey{}), key.b};
    const hash_detail::Uint128 scaled =
        static_cast<hash_detail::Uint128>(siphash(id, drawn)) * std::uint64_t{whole_ppm};
    return static_cast<std::int64_t>(scaled >> 64) < share_ppm;
}

// A shop is in a roll-out with all that is its own.
bool is_rolled_out(const Rule& rule, const Facts& facts, HashKey key) {
    const std::string_view whose = facts.merchant.empty() ? facts.id : facts.merchant;
    return is_drawn(whose, rule.name, key, rule.rollout_ppm);
}

Outcome outcome_by_thresholds(const Thresholds& thresholds, const Facts& facts) {
    switch (facts.kind) {
        case model::SubjectKind::order:
            return thresholds.outcome(facts.number(Field::order_probability));
        case model::SubjectKind::review:
            return thresholds.outcome(facts.number(Field::review_probability));
        default:
            return Outcome::allow;
    }
}

void take_action(Evaluation& into, const RuleAction& wanted, std::uint16_t rule) {
    const auto same =
        std::find_if(into.actions.begin(), into.actions.end(), [&](const TakenAction& taken) {
            return taken.action == wanted.action;
        });
    if (same == into.actions.end()) {
        into.actions.push_back({wanted.action, wanted.expiry_s, rule});
    } else if (wanted.expiry_s > same->expiry_s) {
        *same = {wanted.action, wanted.expiry_s, rule};
    }
}

void fire(Evaluation& into, const Rule& rule, std::uint16_t place) {
    into.live.push_back(place);
    if (rule.is_final) {
        into.final_rule = place;
        into.outcome = Outcome::allow;
        into.actions.clear();
    }
    into.outcome = std::max(into.outcome, rule.outcome.value_or(Outcome::allow));
    for (const RuleAction& action : rule.actions) {
        take_action(into, action, place);
    }
}

}  // namespace

bool is_held_out(const Policy& policy, HashKey key, std::string_view id) {
    return policy.hold_out_ppm > 0 && is_drawn(id, "[hold_out]", key, policy.hold_out_ppm);
}

void evaluate(
    const Policy& policy,
    HashKey key,
    const Facts& facts,
    const Windows& windows,
    Evaluation& into) {
    into.outcome = outcome_by_thresholds(policy.thresholds, facts);
    into.held_out = is_held_out(policy, key, facts.id);
    into.final_rule.reset();
    into.live.clear();
    into.shadow.clear();
    into.actions.clear();
    Program::Scratch scratch;
    for (const Policy::Active& active : policy.active[static_cast<std::size_t>(facts.kind)]) {
        if (!policy.program.run(active.entry, facts, windows, scratch)) {
            continue;
        }
        const Rule& rule = policy.rules[active.rule];
        if (!is_rolled_out(rule, facts, key)) {
            continue;
        }
        if (rule.mode == Mode::shadow) {
            into.shadow.push_back(active.rule);
            continue;
        }
        fire(into, rule, active.rule);
        if (rule.is_final) {
            break;
        }
    }
    std::sort(into.actions.begin(), into.actions.end(), [](const auto& one, const auto& than) {
        return model::is_graver(one.action, than.action);
    });
}

}  // namespace shouxin::policy
