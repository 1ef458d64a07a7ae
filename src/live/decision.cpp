#include "live/decision.h"

#include "live/actions/action_state.h"
#include "live/leaves.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace shouxin::live {
namespace {

using proof::Json;

// As many as a leaf has room for, and then how many there are.
Json names_json(const std::vector<std::string>& names) {
    constexpr std::size_t bytes_max = 4000;
    Json::Array array;
    std::size_t bytes = 0;
    for (const std::string& name : names) {
        bytes += name.size();
        if (bytes > bytes_max) {
            array.emplace_back(fmt::format("... {} in all", names.size()));
            break;
        }
        array.emplace_back(name);
    }
    return array;
}

Json codes_json(const model::Reasons& reasons) {
    Json::Array array;
    for (const model::Reason reason : reasons) {
        array.emplace_back(model::text_of(reason).code);
    }
    return array;
}

Json actions_json(const Decision& decision) {
    Json::Array array;
    for (const std::uint64_t action : decision.actions) {
        array.emplace_back(to_text(action));
    }
    return array;
}

// What the leaf and the asker are told alike.
Json common(const Decision& decision) {
    Json json = Json::object();
    json.put("actions", actions_json(decision))
        .put("answer", name_of(decision.tier))
        .put("at", rfc3339(decision.at_ms))
        .put("decision", decision.id())
        .put("epoch", decision.epoch)
        .put("held_out", Json::boolean(decision.held_out))
        .put("log_number", decision.record)
        .put("notes", names_json(decision.notes))
        .put("outcome", name_of(decision.outcome))
        .put("policy", decision.policy)
        .put("probability_ppm", decision.ppm)
        .put("rules", names_json(decision.rules))
        .put("would_be", name_of(decision.would_be));
    return json;
}

}  // namespace

std::string_view name_of(Tier tier) {
    constexpr std::array<std::string_view, 5> names{"placed", "1h", "24h", "72h", "epoch"};
    return names[static_cast<std::size_t>(tier)];
}

std::string event_name(const Hash128& identity) {
    return fmt::format("{:016x}{:016x}", identity.high, identity.low);
}

std::string Decision::id() const {
    return fmt::format("d{}-{}", record, place);
}

std::string rfc3339(std::int64_t at_ms) {
    namespace chrono = std::chrono;
    const chrono::sys_time<chrono::milliseconds> time{chrono::milliseconds(at_ms)};
    const auto day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss clock{time - day};
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count(),
        clock.subseconds().count());
}

Json reasons_json(const model::Reasons& reasons) {
    Json::Array array;
    for (const model::Reason reason : reasons) {
        const model::ReasonText& text = model::text_of(reason);
        Json one = Json::object();
        one.put("clears", text.clears).put("code", text.code).put("en", text.en);
        one.put("zh", text.zh);
        array.push_back(std::move(one));
    }
    return array;
}

Json told(const Decision& decision) {
    Json subject = Json::object();
    subject.put("id", decision.subject_id).put("kind", model::text_of(decision.subject.kind).name);
    Json json = common(decision);
    json.put("amount", decision.amount)
        .put("leaf", decision.leaf)
        .put("merchant", decision.merchant_id.empty() ? Json() : Json(decision.merchant_id))
        .put("reasons", reasons_json(decision.reasons))
        .put("ring", decision.ring == 0 ? Json() : Json(ring_id(decision.ring)))
        .put("shadow_rules", names_json(decision.shadow))
        .put("subject", std::move(subject));
    return json;
}

std::string leaf_of(const Decision& decision, std::string_view secret, std::uint64_t ordinal) {
    Json json = common(decision);
    json.put(
            "commitments",
            commitments(
                {secret, decision.record, ordinal},
                {{"merchant", decision.merchant_id}, {"subject", decision.subject_id}}))
        .put("reasons", codes_json(decision.reasons))
        .put("subject_kind", model::text_of(decision.subject.kind).name)
        .put("type", "decision");
    return json.text();
}

}  // namespace shouxin::live
