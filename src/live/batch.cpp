#include "live/batch.h"

#include "base/must.h"
#include "base/whole_number.h"
#include "live/facts.h"
#include "live/state.h"
#include "proof/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace shouxin::live {
namespace {

using model::SubjectKind;
using proof::Json;

struct Part {
    std::string_view name;
    SubjectKind kind;
};

// What a ring has that something can be done about.
constexpr std::array<Part, 4> parts{{
    {"orders", SubjectKind::order},
    {"accounts", SubjectKind::account},
    {"merchants", SubjectKind::merchant},
    {"reviews", SubjectKind::review},
}};

tl::unexpected<Error> not_an_order() {
    return fail(Failure::corrupt, "the log holds a batch that can't be read");
}

std::string text_in(const Json& json, std::string_view key) {
    const Json* const value = json.find(key);
    return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

std::int64_t number_in(const Json& json, std::string_view key) {
    const Json* const value = json.find(key);
    return value == nullptr || value->as_integer() == nullptr ? 0 : *value->as_integer();
}

Result<std::uint32_t> place_of_ring(const BatchOrder& order, const EpochView& epoch) {
    const std::optional<std::uint64_t> number = ring_number(order.ring);
    if (!number) {
        return fail(Failure::invalid, "name the ring as R2");
    }
    if (order.epoch != 0 && std::cmp_not_equal(order.epoch, epoch.number)) {
        return fail(
            Failure::conflict,
            "a newer epoch counts by now, and the ring may have changed: look at it again");
    }
    const auto found = std::ranges::find(epoch.rings, *number, &RingView::number);
    if (found == epoch.rings.end()) {
        return fail(Failure::not_found, "the newest epoch has no ring of that name");
    }
    return static_cast<std::uint32_t>(found - epoch.rings.begin());
}

std::vector<std::uint32_t> members_of(const RingView& ring, judge::MemberKind kind) {
    std::vector<std::uint32_t> members;
    for (const judge::Member& member : ring.members) {
        if (member.kind == kind) {
            members.push_back(member.index);
        }
    }
    return members;
}

std::vector<std::uint32_t> part_of(const EpochView& epoch, std::uint32_t place, SubjectKind kind) {
    const RingView& ring = epoch.rings[place];
    switch (kind) {
        case SubjectKind::order:
            return ring.orders;
        case SubjectKind::account:
            return members_of(ring, judge::MemberKind::account);
        case SubjectKind::merchant:
            return members_of(ring, judge::MemberKind::merchant);
        default:
            break;
    }
    std::vector<std::uint32_t> reviews;
    for (std::uint32_t review = 0; review < epoch.reviews.ring.size(); ++review) {
        if (epoch.reviews.ring_of(review) == place) {
            reviews.push_back(review);
        }
    }
    return reviews;
}

tl::unexpected<Error> too_many(std::size_t many) {
    return fail(
        Failure::invalid,
        fmt::format(
            "a batch has at most {} subjects, this would have {}: ask for the most probable ones, "
            "or in parts",
            batch_subjects_max,
            many));
}

Result<std::vector<BatchTarget>> targets_of_ring(const BatchOrder& order, const State& state) {
    const EpochView& epoch = state.epoch();
    TRY(const std::uint32_t place, place_of_ring(order, epoch));
    const auto* const part = std::ranges::find(parts, order.which, &Part::name);
    if (part == parts.end()) {
        return fail(
            Failure::invalid, "say which of the ring: orders, accounts, merchants or reviews");
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> chosen;  // probability, index
    for (const std::uint32_t index : part_of(epoch, place, part->kind)) {
        const std::uint32_t ppm = state.finding({part->kind, index}).ppm;
        if (std::cmp_greater_equal(ppm, order.probability_min_ppm)) {
            chosen.emplace_back(ppm, index);
        }
    }
    if (chosen.size() > batch_subjects_max) {
        return too_many(chosen.size());
    }
    std::ranges::stable_sort(chosen, std::greater<>(), [](const auto& one) { return one.first; });
    std::vector<BatchTarget> targets;
    for (const auto& [ppm, index] : chosen) {
        const std::string_view name = state.watch().name_of({part->kind, index});
        targets.push_back({part->kind, std::string(name), index, ppm});
    }
    return targets;
}

Result<std::vector<BatchTarget>> targets_named(const BatchOrder& order, const State& state) {
    if (order.subjects.size() > batch_subjects_max) {
        return too_many(order.subjects.size());
    }
    std::vector<BatchTarget> targets;
    std::set<std::pair<SubjectKind, std::string_view>> seen;
    for (const BatchOrder::Named& named : order.subjects) {
        const std::optional<SubjectKind> kind = model::subject_kind(named.kind);
        if (!kind || *kind == SubjectKind::count) {
            return fail(
                Failure::invalid, "each subject is an order, a review, an account or a merchant");
        }
        if (!seen.emplace(*kind, named.id).second) {
            continue;
        }
        BatchTarget target{*kind, named.id, std::nullopt, 0};
        if (const std::optional<Subject> subject = state.watch().find(*kind, named.id)) {
            target.index = subject->index;
            target.ppm = state.finding(*subject).ppm;
        }
        targets.push_back(std::move(target));
    }
    return targets;
}

}  // namespace

std::string text_of(const BatchOrder& order) {
    Json::Array subjects;
    for (const BatchOrder::Named& named : order.subjects) {
        subjects.emplace_back(Json::Array{Json(named.kind), Json(named.id)});
    }
    Json json = Json::object();
    json.put("action", order.action)
        .put("epoch", order.epoch)
        .put("probability_min_ppm", order.probability_min_ppm)
        .put("ring", order.ring)
        .put("subjects", std::move(subjects))
        .put("which", order.which);
    return json.text();
}

Result<BatchOrder> read_batch_order(std::string_view text) {
    TRY(const Json json, proof::parse_canonical(text));
    BatchOrder order;
    order.action = text_in(json, "action");
    order.ring = text_in(json, "ring");
    order.which = text_in(json, "which");
    order.probability_min_ppm = number_in(json, "probability_min_ppm");
    order.epoch = number_in(json, "epoch");
    const Json* const subjects = json.find("subjects");
    if (subjects == nullptr || subjects->as_array() == nullptr) {
        return not_an_order();
    }
    for (const Json& pair : *subjects->as_array()) {
        const Json::Array* const named = pair.as_array();
        if (named == nullptr || named->size() != 2 || named->front().as_text() == nullptr ||
            named->back().as_text() == nullptr) {
            return not_an_order();
        }
        order.subjects.push_back({*named->front().as_text(), *named->back().as_text()});
    }
    return order;
}

Result<BatchTargets> targets_of(const BatchOrder& order, const State& state) {
    BatchTargets targets;
    const std::optional<model::Action> action = model::action_of(order.action);
    if (!action || *action == model::Action::count) {
        return fail(Failure::invalid, fmt::format("\"{}\" is no action", order.action));
    }
    if (order.ring.empty() == order.subjects.empty()) {
        return fail(Failure::invalid, "name either a ring or subjects, one of the two");
    }
    targets.action = *action;
    if (order.ring.empty()) {
        TRY(targets.all, targets_named(order, state));
    } else {
        TRY(targets.all, targets_of_ring(order, state));
        targets.ring = ring_number(order.ring).value_or(0);
    }
    const bool hits = std::ranges::any_of(targets.all, [&](const BatchTarget& target) {
        return problem_with(target, *action).empty();
    });
    if (!hits) {
        return fail(
            Failure::not_found,
            "nobody is meant that this action could be taken on: ask otherwise");
    }
    return targets;
}

std::string problem_with(const BatchTarget& target, model::Action action) {
    const std::string_view kind = model::text_of(target.kind).name;
    if (!model::applies_to(action, target.kind)) {
        return fmt::format("a {} can't have this action", kind);
    }
    return target.index ? std::string()
                        : fmt::format("there is no {} of that name in the log", kind);
}

Wanted wanted_by(
    const PersonsGround& who, model::Action action, const Subject& subject, const State& state) {
    const Watch& watch = state.watch();
    const model::MerchantIx merchant = merchant_of(subject, watch);
    Wanted wanted;
    wanted.kind = action;
    wanted.subject_kind = subject.kind;
    wanted.subject = subject.index;
    wanted.subject_id = watch.name_of(subject);
    if (merchant.valid()) {
        wanted.merchant = merchant.value;
        wanted.merchant_id = watch.names().merchants[merchant];
    }
    if (action == model::Action::hold_settlement) {
        wanted.amount = amount_of(subject, watch);
    }
    wanted.rule = who.by;
    wanted.decision = who.decision;
    wanted.reason = who.reason;
    wanted.reasons = state.finding(subject).reasons;
    return wanted;
}

std::string Batch::id() const {
    return fmt::format("b-{}", number);
}

std::optional<std::uint64_t> batch_number(std::string_view id) {
    return id.starts_with("b-") ? whole_number<std::uint64_t>(id.substr(2)) : std::nullopt;
}

void Batches::add(Batch batch) {
    MUST(batches_.empty() || batches_.back().number < batch.number);
    batches_.push_back(std::move(batch));
    if (batches_.size() > most) {
        batches_.pop_front();
    }
}

Batch* Batches::find(std::uint64_t number) {
    const auto found = std::ranges::lower_bound(batches_, number, {}, &Batch::number);
    return found != batches_.end() && found->number == number ? &*found : nullptr;
}

}  // namespace shouxin::live
