#include "live/trial.h"

#include "live/trial_hits.h"

namespace shouxin::live {
namespace {

using proof::Json;

constexpr std::uint32_t day_s = 86'400;

Json counts_json(const std::map<std::string, std::uint64_t>& counts) {
    Json::Array rows;
    for (const auto& [name, many] : counts) {
        Json row = Json::object();
        row.put("many", many).put("name", name);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void Trial::found(const Finding& finding, const Watch& watch, const EpochView& epoch) {
    ++findings_;
    day_ = watch.now() / day_s;
    const Outcome before = candidate_.standing(finding.subject).outcome;
    const auto ruling = candidate_.rule(finding, watch, epoch, false);
    if (!ruling) {
        return;
    }
    const Decision& decision = ruling->decision;
    if (decision.outcome == Outcome::review && before != Outcome::review) {
        ++reviews_[day_].after;
    }
    for (const std::string& rule : decision.rules) {
        ++fired_[rule];
    }
    for (const policy::TakenAction& action : ruling->actions) {
        ++asked_[std::string(model::text_of(action.action).name)];
    }
}

void Trial::decided(std::span<const Decision> decisions) {
    for (const Decision& decision : decisions) {
        Outcome& last = decided_[static_cast<std::size_t>(decision.subject.kind)]
                                [SubjectIx{decision.subject.index}];
        if (decision.outcome == Outcome::review && last != Outcome::review) {
            ++reviews_[day_].before;
        }
        last = decision.outcome;
    }
}

Json Trial::reviews_json() const {
    constexpr std::int64_t day_ms = std::int64_t{day_s} * 1000;
    Json::Array days;
    for (const auto& [day, reviews] : reviews_) {
        Json row = Json::object();
        row.put("after", reviews.after).put("at_ms", day * day_ms).put("before", reviews.before);
        days.push_back(std::move(row));
    }
    return days;
}

Json Trial::report(const State& state) const {
    Json json = Json::object();
    for (std::size_t i = 0; i < model::subject_kind_count; ++i) {
        const auto kind = static_cast<model::SubjectKind>(i);
        TrialHits hits(state.watch());
        for (std::uint32_t index = 0; index < candidate_.subjects(kind); ++index) {
            const Subject subject{kind, index};
            const Standing after = candidate_.standing(subject);
            hits.add(
                {subject, state.rulings().standing(subject).outcome, after.outcome, after.ppm});
        }
        json.put(model::text_of(kind).name, hits.json());
    }
    json.put("actions_asked_for", counts_json(asked_))
        .put("events", state.watch().totals().counts.accepted)
        .put("findings", findings_)
        .put("reviews_by_day", reviews_json())
        .put("rules_fired", counts_json(fired_))
        .put("shadows", candidate_.shadows());
    return json;
}

}  // namespace shouxin::live
