#include "live/trial.h"

#include "live/facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::live {
namespace {

using proof::Json;

constexpr std::uint32_t day_s = 86'400;
constexpr std::uint32_t new_shop_s = 30 * day_s;

std::string size_of(const State& state, model::MerchantIx merchant) {
    const std::uint32_t orders = state.watch().shops().shop(merchant).orders;
    return orders < 10     ? "under 10 orders"
           : orders < 100  ? "10 to 99 orders"
           : orders < 1000 ? "100 to 999 orders"
                           : "1000 orders and more";
}

std::string age_of(const State& state, model::MerchantIx merchant) {
    const auto opened = state.watch().market().merchants.rows().get(merchant).opened_s;
    if (opened == 0) {
        return "of unknown age";
    }
    const std::uint32_t now = state.watch().now();
    return now > opened && now - opened >= new_shop_s ? "open for 30 days or more"
                                                      : "open for less than 30 days";
}

std::string region_of(const State& state, model::MerchantIx merchant) {
    const model::Division region = state.watch().shops().shop(merchant).region;
    return region.code == 0 ? "unknown" : fmt::format("{:02}0000", region.province());
}

Json counts_json(const std::map<std::string, std::uint64_t>& counts) {
    Json::Array rows;
    for (const auto& [name, many] : counts) {
        Json row = Json::object();
        row.put("many", many).put("name", name);
        rows.push_back(std::move(row));
    }
    return rows;
}

Json change_json(Outcome before, Outcome after, std::uint64_t many) {
    Json row = Json::object();
    row.put("after", policy::name_of(after))
        .put("before", policy::name_of(before))
        .put("many", many);
    return row;
}

}  // namespace

void Trial::found(const Finding& finding, const Watch& watch, const EpochView& epoch) {
    ++findings_;
    const Outcome before = candidate_.standing(finding.subject).outcome;
    const auto ruling = candidate_.rule(finding, watch, epoch, false);
    if (!ruling) {
        return;
    }
    const Decision& decision = ruling->decision;
    if (decision.outcome == Outcome::review && before != Outcome::review) {
        ++reviews_by_day_[watch.now() / day_s];
    }
    for (const std::string& rule : decision.rules) {
        ++fired_[rule];
    }
    for (const policy::TakenAction& action : ruling->actions) {
        ++asked_[std::string(model::text_of(action.action).name)];
    }
}

Json Trial::hits_json(const Hits& hits) {
    Json::Array rows;
    for (const auto& [name, hit] : hits) {
        Json row = Json::object();
        row.put("amount", hit.amount).put("name", name).put("subjects", hit.subjects);
        rows.push_back(std::move(row));
    }
    return rows;
}

void Trial::compare(const State& state, model::SubjectKind kind, Json& into) const {
    std::array<std::array<std::uint64_t, 3>, 3> matrix{};
    Hits by_size;
    Hits by_age;
    Hits by_region;
    Json::Array examples;
    for (std::uint32_t index = 0; index < candidate_.subjects(kind); ++index) {
        const Subject subject{kind, index};
        const Outcome before = state.rulings().standing(subject).outcome;
        const Outcome after = candidate_.standing(subject).outcome;
        ++matrix[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
        if (after <= before) {
            continue;
        }
        const std::int64_t amount = amount_of(subject, state.watch());
        const model::MerchantIx merchant = merchant_of(subject, state.watch());
        if (merchant.valid()) {
            for (auto* hits : {&by_size, &by_age, &by_region}) {
                Hit& hit = (*hits)
                    [hits == &by_size  ? size_of(state, merchant)
                     : hits == &by_age ? age_of(state, merchant)
                                       : region_of(state, merchant)];
                ++hit.subjects;
                hit.amount += amount;
            }
        }
        if (examples.size() < examples_max) {
            examples.emplace_back(state.watch().name_of(subject));
        }
    }
    Json::Array changes;
    for (std::size_t before = 0; before < 3; ++before) {
        for (std::size_t after = 0; after < 3; ++after) {
            if (const std::uint64_t many = matrix[before][after]; many > 0) {
                changes.push_back(
                    change_json(static_cast<Outcome>(before), static_cast<Outcome>(after), many));
            }
        }
    }
    Json one = Json::object();
    one.put("changes", std::move(changes))
        .put("hit_by_merchant_age", hits_json(by_age))
        .put("hit_by_merchant_size", hits_json(by_size))
        .put("hit_by_region", hits_json(by_region))
        .put("hit_examples", std::move(examples));
    into.put(model::text_of(kind).name, std::move(one));
}

Json Trial::report(const State& state) const {
    Json json = Json::object();
    for (std::size_t kind = 0; kind < model::subject_kind_count; ++kind) {
        compare(state, static_cast<model::SubjectKind>(kind), json);
    }
    std::uint64_t reviews = 0;
    for (const auto& [day, many] : reviews_by_day_) {
        reviews += many;
    }
    json.put("actions_asked_for", counts_json(asked_))
        .put("days_with_reviews", reviews_by_day_.size())
        .put("events", state.watch().totals().counts.accepted)
        .put("findings", findings_)
        .put("reviews", reviews)
        .put(
            "reviews_a_day",
            reviews_by_day_.empty() ? std::uint64_t{0} : reviews / reviews_by_day_.size())
        .put("rules_fired", counts_json(fired_));
    return json;
}

}  // namespace shouxin::live
