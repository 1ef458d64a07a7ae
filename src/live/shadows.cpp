#include "live/shadows.h"

#include <algorithm>

namespace shouxin::live {

using policy::Outcome;
using proof::Json;

namespace {

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

}  // namespace

Shadows::Shadows(const policy::Policy& policy) {
    for (std::size_t i = 0; i < policy.rules.size() && counts_.size() < counted_max; ++i) {
        if (policy.rules[i].mode == policy::Mode::shadow) {
            counts_.emplace_back().rule = static_cast<std::uint16_t>(i);
        }
    }
}

Shadows::Seen Shadows::count(
    const policy::Evaluation& evaluation,
    Seen seen,
    std::string_view subject,
    std::uint32_t ppm,
    std::int64_t amount) {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        Count& count = counts_[i];
        const auto bit = static_cast<Seen>(1U << i);
        if ((seen & bit) != 0 || !std::ranges::count(evaluation.shadow, count.rule)) {
            continue;
        }
        seen = static_cast<Seen>(seen | bit);
        Answered& answered = count.answered[static_cast<std::size_t>(evaluation.answer())];
        ++answered.subjects;
        answered.amount += amount;
        count.ppm += ppm;
        if (count.newest.size() == examples_max) {
            count.newest.erase(count.newest.begin());
        }
        count.newest.emplace_back(subject);
    }
    return seen;
}

Json Shadows::json(const Count& count) {
    std::uint64_t subjects = 0;
    std::int64_t amount = 0;
    Json::Array answers;
    for (std::size_t i = 0; i < count.answered.size(); ++i) {
        const Answered& each = count.answered[i];
        Json one = Json::object();
        one.put("amount", fen(each.amount))
            .put("outcome", policy::name_of(static_cast<Outcome>(i)))
            .put("subjects", each.subjects);
        answers.push_back(std::move(one));
        subjects += each.subjects;
        amount += each.amount;
    }
    Json json = Json::object();
    json.put("amount", fen(amount))
        .put("answered", std::move(answers))
        .put("examples", Json::Array(count.newest.rbegin(), count.newest.rend()))
        .put("probability_ppm", subjects == 0 ? Json() : Json(count.ppm / subjects))
        .put("subjects", subjects);
    return json;
}

Json Shadows::json(const policy::Policy& policy) const {
    Json::Array rules;
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
        const policy::Rule& rule = policy.rules[i];
        if (rule.mode != policy::Mode::shadow) {
            continue;
        }
        const auto counted = std::ranges::find(counts_, i, &Count::rule);
        Json::Array asked;
        for (const policy::RuleAction& action : rule.actions) {
            asked.emplace_back(model::text_of(action.action).name);
        }
        Json one = Json::object();
        one.put("actions", std::move(asked))
            .put("counts", counted == counts_.end() ? Json() : json(*counted))
            .put("line", rule.place.line)
            .put("name", rule.name)
            .put("on", model::text_of(rule.on).name)
            .put("outcome", rule.outcome ? Json(policy::name_of(*rule.outcome)) : Json());
        rules.push_back(std::move(one));
    }
    return rules;
}

}  // namespace shouxin::live
