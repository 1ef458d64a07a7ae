#include "live/batch_preview.h"

#include "live/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::live {
namespace {

using model::SubjectKind;
using proof::Json;
using Fate = Foretold::Fate;

constexpr std::size_t subjects_a_look = 500;
constexpr std::size_t orders_a_look = 16'384;

std::int64_t bounded(std::int64_t amount) {
    return std::min(amount, proof::integer_max);
}

std::string_view name_of(Fate fate) {
    return fate == Fate::taken ? "taken" : fate == Fate::joined ? "joined" : "braked";
}

}  // namespace

bool BatchPreview::look(const State& state) {
    const auto go_on = [&](std::size_t rows, std::size_t slice, Stage next, auto each) {
        const std::size_t end = std::min(rows, row_ + slice);
        for (; row_ < end; ++row_) {
            each(row_);
        }
        if (row_ >= rows) {
            row_ = 0;
            stage_ = next;
        }
    };
    switch (stage_) {
        case Stage::begin:
            possible_ = begin(state);
            stage_ = possible_ ? Stage::subjects : Stage::done;
            break;
        case Stage::subjects:
            go_on(rows_.size(), subjects_a_look, Stage::trade, [&](std::size_t at) {
                look_up(state, at);
            });
            break;
        case Stage::trade:
            go_on(
                merchants_.empty() ? 0 : state.watch().market().orders.placed().size(),
                orders_a_look,
                Stage::fates,
                [&](std::size_t order) { add_trade(state, static_cast<std::uint32_t>(order)); });
            break;
        default:
            foretell(state);
            stage_ = Stage::done;
    }
    return stage_ == Stage::done;
}

Result<void> BatchPreview::begin(const State& state) {
    row_ = 0;
    rows_.clear();
    merchants_.clear();
    epoch_ = state.epoch().number;
    now_s_ = state.watch().now();
    TRY(BatchTargets targets, targets_of(order_, state));
    action_ = targets.action;
    for (BatchTarget& target : targets.all) {
        Row row;
        row.problem = problem_with(target, action_);
        row.target = std::move(target);
        rows_.push_back(std::move(row));
    }
    return {};
}

void BatchPreview::look_up(const State& state, std::size_t at) {
    Row& row = rows_[at];
    if (!row.problem.empty()) {
        return;
    }
    const Subject subject{row.target.kind, *row.target.index};
    row.amount = amount_of(subject, state.watch());
    row.honest = row.target.ppm < state.rulings().policy().thresholds.review_ppm;
    if (const model::MerchantIx merchant = merchant_of(subject, state.watch()); merchant.valid()) {
        row.merchant = state.watch().names().merchants[merchant];
        hit(state, subject, row.amount);
    }
}

void BatchPreview::hit(const State& state, const Subject& subject, std::int64_t amount) {
    const Watch& watch = state.watch();
    const model::MerchantIx merchant = merchant_of(subject, watch);
    Merchant& one = merchants_[merchant.value];
    if (one.id.empty()) {
        one.id = watch.names().merchants[merchant];
        one.opened_s = watch.market().merchants.rows().get(merchant).opened_s;
        one.region = watch.shops().shop(merchant).region.code;
    }
    const bool order = subject.kind == SubjectKind::order;
    const signal::Seconds placed_s =
        order ? watch.market().orders.placed().get({subject.index}).placed_s : 0;
    ++one.hit.orders;
    one.hit.amount = bounded(one.hit.amount + amount);
    if (order && std::int64_t{placed_s} + recent_s > now_s_) {
        ++one.recent_hit.orders;
        one.recent_hit.amount = bounded(one.recent_hit.amount + amount);
    }
}

void BatchPreview::add_trade(const State& state, std::uint32_t order) {
    const signal::PlacedOrder& placed = state.watch().market().orders.placed().all()[order];
    if (!placed.placed() || std::int64_t{placed.placed_s} + recent_s <= now_s_) {
        return;
    }
    if (const auto found = merchants_.find(placed.merchant.value); found != merchants_.end()) {
        Trade& recent = found->second.recent;
        ++recent.orders;
        recent.amount =
            bounded(recent.amount + amount_of({SubjectKind::order, order}, state.watch()));
    }
}

// In one go, as taking them will be.
void BatchPreview::foretell(const State& state) {
    std::vector<Wanted> wanted;
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        const Row& row = rows_[at];
        if (row.problem.empty()) {
            wanted.push_back(
                wanted_by({by_, {}, {}}, action_, {row.target.kind, *row.target.index}, state));
            places.push_back(at);
        }
    }
    const std::vector<Foretold> fates = state.actions().foretell(wanted, at_ms_);
    for (std::size_t i = 0; i < fates.size(); ++i) {
        rows_[places[i]].fate = fates[i];
    }
}

Result<Json> BatchPreview::told() const {
    TRY_DONE(possible_);
    Json sums = Json::object();
    const auto many = [&](auto is) { return std::ranges::count_if(rows_, is); };
    const auto has = [](Fate fate) {
        return [fate](const Row& row) { return row.problem.empty() && row.fate.fate == fate; };
    };
    std::int64_t amount = 0;
    for (const Row& row : rows_) {
        amount = bounded(amount + (has(Fate::taken)(row) ? row.amount : 0));
    }
    sums.put("amount", amount)
        .put("braked", many(has(Fate::braked)))
        .put("honest", many([](const Row& row) { return row.honest; }))
        .put("joined", many(has(Fate::joined)))
        .put("merchants", merchants_.size())
        .put("refused", many([](const Row& row) { return !row.problem.empty(); }))
        .put("subjects", rows_.size())
        .put("taken", many(has(Fate::taken)));
    Json json = Json::object();
    json.put("action", model::text_of(action_).name)
        .put("brake", caps_json())
        .put("epoch", epoch_)
        .put("merchants", merchants_json())
        .put("subjects", rows_json())
        .put("sums", std::move(sums));
    return json;
}

Json BatchPreview::row_json(const Row& row) const {
    Json json = Json::object();
    json.put("amount", row.amount)
        .put("honest", Json::boolean(row.honest))
        .put("id", row.target.id)
        .put("kind", model::text_of(row.target.kind).name)
        .put("merchant", row.merchant.empty() ? Json() : Json(row.merchant))
        .put("probability_ppm", row.target.ppm)
        .put("problem", row.problem.empty() ? Json() : Json(row.problem))
        .put("would", row.problem.empty() ? name_of(row.fate.fate) : "refused");
    return json;
}

// Whoever looks honest comes first: those are what a person must see before.
Json::Array BatchPreview::rows_json() const {
    Json::Array rows;
    for (const bool honest : {true, false}) {
        for (const Row& row : rows_) {
            if (row.honest == honest && rows.size() < rows_max) {
                rows.push_back(row_json(row));
            }
        }
    }
    return rows;
}

Json BatchPreview::merchant_json(const Merchant& merchant, signal::Seconds now) {
    const bool known = merchant.opened_s != 0 && merchant.opened_s <= now;
    Json json = Json::object();
    json.put("age_days", known ? Json((now - merchant.opened_s) / 86'400) : Json())
        .put("amount", merchant.hit.amount)
        .put("id", merchant.id)
        .put("recent_amount", merchant.recent.amount)
        .put("recent_hit", merchant.recent_hit.orders)
        .put("recent_hit_amount", merchant.recent_hit.amount)
        .put("recent_orders", merchant.recent.orders)
        .put("region", merchant.region == 0 ? Json() : Json(fmt::format("{:012}", merchant.region)))
        .put("subjects", merchant.hit.orders);
    return json;
}

Json::Array BatchPreview::merchants_json() const {
    std::vector<const Merchant*> most;
    for (const auto& [index, merchant] : merchants_) {
        most.push_back(&merchant);
    }
    std::ranges::stable_sort(most, [](const Merchant* a, const Merchant* b) {
        return std::pair(a->hit.amount, a->hit.orders) > std::pair(b->hit.amount, b->hit.orders);
    });
    most.resize(std::min(most.size(), merchants_max));
    Json::Array merchants;
    for (const Merchant* merchant : most) {
        merchants.push_back(merchant_json(*merchant, now_s_));
    }
    return merchants;
}

// Which caps would be in the way, of how many.
Json::Array BatchPreview::caps_json() const {
    std::map<Cap, std::int64_t> stopped;
    for (const Row& row : rows_) {
        if (row.problem.empty() && row.fate.fate == Fate::braked) {
            ++stopped[row.fate.cap];
        }
    }
    Json::Array caps;
    for (const auto& [cap, many] : stopped) {
        Json one = Json::object();
        one.put("cap", live::name_of(cap)).put("subjects", many);
        caps.push_back(std::move(one));
    }
    return caps;
}

}  // namespace shouxin::live
