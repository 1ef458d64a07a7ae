#include "service/own/own_view.h"

#include "live/actions/action_state.h"
#include "live/decision.h"
#include "model/clears.h"
#include "service/live/appeal_rows.h"
#include "service/live/tables.h"
#include "service/outbox/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

using live::ActionState;
using proof::Json;

constexpr std::int64_t sure_ppm = 950'000;
constexpr std::int64_t likely_ppm = 800'000;

template <class Column>
std::string text(const port::Row& row, Column column) {
    const auto* const found = std::get_if<std::string>(&row[static_cast<std::size_t>(column)]);
    return found == nullptr ? std::string() : *found;
}

template <class Column>
std::int64_t number(const port::Row& row, Column column) {
    const auto* const found = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(column)]);
    return found == nullptr ? 0 : *found;
}

struct Words {
    std::string zh;
    std::string en;
};

std::string yuan(std::int64_t fen) {
    return fmt::format("{}.{:02}", fen / 100, fen % 100);
}

// How it stands, for who it hits.
struct Standing {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

Standing standing_of(const port::Row& action) {
    const auto state = live::action_state(text(action, ActionColumn::state));
    const auto ended = live::action_state(text(action, ActionColumn::ended));
    switch (ended.value_or(state.value_or(ActionState::none))) {
        case ActionState::released:
            return {"released", "已解除，款项照常结算", "released: it is paid as usual"};
        case ActionState::captured:
            return {"captured", "已扣划", "taken for good"};
        case ActionState::voided:
            return {"voided", "已撤销，本不应发生", "voided: it should never have been"};
        case ActionState::expired:
            return {"expired", "已到期，自动结束", "ended by time"};
        case ActionState::undone:
            return {"undone", "已由人工撤销", "taken back by a person"};
        case ActionState::refused:
            return {"not_taken", "平台未执行", "not carried out by the marketplace"};
        default:
            return {"in_force", "生效中", "in force"};
    }
}

Json reason_json(model::Reason reason) {
    const model::ReasonText& told = model::text_of(reason);
    Json json = Json::object();
    json.put("clears_en", model::clears_in_english(reason))
        .put("clears_zh", told.clears)
        .put("code", told.code)
        .put("en", told.en)
        .put("zh", told.zh);
    return json;
}

std::vector<model::Reason> reasons_of(const Json* list) {
    std::vector<model::Reason> reasons;
    const Json::Array* const array = list == nullptr ? nullptr : list->as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
        const Json* const code = (*array)[i].find("code");
        const auto& all = model::reason_texts();
        const auto found = std::ranges::find_if(all, [&](const model::ReasonText& each) {
            return code != nullptr && code->as_text() != nullptr && each.code == *code->as_text();
        });
        if (found != all.end()) {
            reasons.push_back(static_cast<model::Reason>(found - all.begin()));
        }
    }
    return reasons;
}

std::vector<model::Reason> reasons_of(const port::Row& action) {
    const auto json = proof::parse_canonical(text(action, ActionColumn::reasons));
    return json ? reasons_of(&*json) : std::vector<model::Reason>{};
}

Json why_json(const std::vector<model::Reason>& reasons) {
    Json::Array array;
    for (const model::Reason reason : reasons) {
        array.push_back(reason_json(reason));
    }
    return array;
}

Json subject_json(const std::string& kind, const std::string& id) {
    Json json = Json::object();
    json.put("id", id).put("kind", kind);
    return json;
}

Words subject_words(const std::string& kind, const std::string& id) {
    const auto known = model::subject_kind(kind);
    return {
        fmt::format("{} {}", known ? model::text_of(*known).zh : kind, id),
        fmt::format("{} {}", kind, id)};
}

Words action_words(const port::Row& action, const Standing& standing) {
    const auto kind = model::action_of(text(action, ActionColumn::kind));
    const Words subject = subject_words(
        text(action, ActionColumn::subject_kind), text(action, ActionColumn::subject));
    const std::int64_t amount = number(action, ActionColumn::amount);
    const bool in_force = standing.name == "in_force";
    const std::string ends = live::rfc3339(number(action, ActionColumn::expires_ms)).substr(0, 10);
    return {
        fmt::format(
            "{}：{}{}，{}{}。",
            subject.zh,
            kind ? model::text_of(*kind).zh : "",
            amount > 0 ? fmt::format("（{} 元）", yuan(amount)) : "",
            standing.zh,
            in_force ? fmt::format("，最迟 {} 自动结束", ends) : ""),
        fmt::format(
            "{}: {}{}, {}{}.",
            subject.en,
            kind ? model::text_of(*kind).en : "",
            amount > 0 ? fmt::format(" (CNY {})", yuan(amount)) : "",
            standing.en,
            in_force ? fmt::format("; it ends by itself on {} at the latest", ends) : "")};
}

// As sure as words say, no surer: who could read the digits could try what moves them.
Words sureness(std::int64_t ppm) {
    if (ppm >= sure_ppm) {
        return {"证据充分", "strong evidence"};
    }
    return ppm >= likely_ppm ? Words{"可能性大", "likely"} : Words{"有疑点", "some doubt"};
}

}  // namespace

bool is_shown(const port::Row& action, std::string_view merchant) {
    const auto state = live::action_state(text(action, ActionColumn::state));
    const bool known = state && *state != ActionState::decided && *state != ActionState::none;
    return known && text(action, ActionColumn::merchant) == merchant &&
           text(action, ActionColumn::subject_kind) != "account" &&
           text(action, ActionColumn::kind) != "open_case";
}

Json own_action(const port::Row& action, const std::optional<port::Row>& appeal) {
    const Standing standing = standing_of(action);
    const Words words = action_words(action, standing);
    Json json = Json::object();
    json.put("action", live::to_text(static_cast<live::ActionId>(number(action, ActionColumn::id))))
        .put("amount", number(action, ActionColumn::amount))
        .put("appeal", appeal ? own_appeal(*appeal) : Json())
        .put("captured", number(action, ActionColumn::captured))
        .put("en", words.en)
        .put("ends", live::rfc3339(number(action, ActionColumn::expires_ms)))
        .put("kind", text(action, ActionColumn::kind))
        .put("released", number(action, ActionColumn::released))
        .put("since", live::rfc3339(number(action, ActionColumn::due_ms)))
        .put("state", standing.name)
        .put(
            "subject",
            subject_json(
                text(action, ActionColumn::subject_kind), text(action, ActionColumn::subject)))
        .put("why", why_json(reasons_of(action)))
        .put("zh", words.zh);
    return json;
}

Json own_decision(const port::Row& decision, std::span<const port::Row> actions) {
    Json::Array names;
    Words done;
    for (const port::Row& action : actions) {
        const auto kind = model::action_of(text(action, ActionColumn::kind));
        names.emplace_back(
            live::to_text(static_cast<live::ActionId>(number(action, ActionColumn::id))));
        done.zh += (done.zh.empty() ? "" : "、") + std::string(kind ? text_of(*kind).zh : "");
        done.en += (done.en.empty() ? "" : ", ") + std::string(kind ? text_of(*kind).en : "");
    }
    const std::string kind = text(decision, DecisionColumn::subject_kind);
    const std::string id = text(decision, DecisionColumn::subject);
    const Words subject = subject_words(kind, id);
    const Words sure = sureness(number(decision, DecisionColumn::probability_ppm));
    const auto body = proof::parse_canonical(text(decision, DecisionColumn::body));
    Json json = Json::object();
    json.put("actions", std::move(names))
        .put("at", live::rfc3339(number(decision, DecisionColumn::at_ms)))
        .put("decision", text(decision, DecisionColumn::id))
        .put(
            "en",
            fmt::format("{}: judged not genuine ({}); done: {}.", subject.en, sure.en, done.en))
        .put("subject", subject_json(kind, id))
        .put("why", why_json(body ? reasons_of(body->find("reasons")) : reasons_of(nullptr)))
        .put("zh", fmt::format("{}：判定不真实（{}）；已采取：{}。", subject.zh, sure.zh, done.zh));
    return json;
}

Json own_appeal(const port::Row& appeal) {
    const std::int64_t answered = number(appeal, AppealColumn::answered_ms);
    Json json = Json::object();
    json.put(
            "action",
            live::to_text(static_cast<live::ActionId>(number(appeal, AppealColumn::action))))
        .put("answer", answered == 0 ? Json() : Json(text(appeal, AppealColumn::answer)))
        .put("answered", answered == 0 ? Json() : Json(live::rfc3339(answered)))
        .put("appeal", text(appeal, AppealColumn::id))
        .put("at", live::rfc3339(number(appeal, AppealColumn::at_ms)))
        .put("state", text(appeal, AppealColumn::state))
        .put("text", text(appeal, AppealColumn::text));
    return json;
}

void OwnSums::add(const port::Row& action) {
    const auto kind = model::action_of(text(action, ActionColumn::kind));
    if (!kind || standing_of(action).name != "in_force") {
        return;
    }
    Sum& sum = sums_[static_cast<std::size_t>(*kind)];
    ++sum.actions;
    sum.amount += number(action, ActionColumn::amount) - number(action, ActionColumn::captured) -
                  number(action, ActionColumn::released);
    for (const model::Reason reason : reasons_of(action)) {
        ++reasons_[static_cast<std::size_t>(reason)];
    }
}

// The most frequent first.
Json OwnSums::why() const {
    std::vector<model::Reason> reasons;
    for (std::size_t i = 0; i < reasons_.size(); ++i) {
        if (reasons_[i] > 0) {
            reasons.push_back(static_cast<model::Reason>(i));
        }
    }
    const auto many = [&](model::Reason reason) {
        return reasons_[static_cast<std::size_t>(reason)];
    };
    std::ranges::stable_sort(reasons, std::greater{}, many);
    Json::Array array;
    for (const model::Reason reason : reasons) {
        array.push_back(reason_json(reason).put("actions", many(reason)));
    }
    return array;
}

Json OwnSums::told(std::string_view merchant, std::uint32_t orders, bool complete) const {
    const Sum& held = of(model::Action::hold_settlement);
    const Sum& uncounted = of(model::Action::exclude_from_sales);
    const Sum& folded = of(model::Action::fold_review);
    Json kinds = Json::object();
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        if (sums_[i].actions > 0) {
            kinds.put(model::text_of(static_cast<model::Action>(i)).name, sums_[i].actions);
        }
    }
    Json json = Json::object();
    json.put("amount_held", std::clamp(held.amount, -proof::integer_max, proof::integer_max))
        .put("complete", Json::boolean(complete))
        .put(
            "en",
            fmt::format(
                "Of {} orders the settlement of {} is held (CNY {}), {} don't count as sold; {} "
                "reviews are folded.",
                orders,
                held.actions,
                yuan(held.amount),
                uncounted.actions,
                folded.actions))
        .put("in_force", std::move(kinds))
        .put("merchant", merchant)
        .put("orders", orders)
        .put("orders_counted", std::max<std::int64_t>(0, orders - uncounted.actions))
        .put("orders_held", held.actions)
        .put("reviews_folded", folded.actions)
        .put("why", why())
        .put(
            "zh",
            fmt::format(
                "共 {} 笔订单，其中 {} 笔暂缓结算（{} 元），{} 笔不计入销量；折叠评价 {} 条。",
                orders,
                held.actions,
                yuan(held.amount),
                uncounted.actions,
                folded.actions));
    return json;
}

}  // namespace shouxin::service
