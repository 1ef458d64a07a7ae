#include "live/actions/message.h"

#include "base/must.h"

#include <nlohmann/json.hpp>

namespace shouxin::live {
namespace {

using Json = nlohmann::json;  // keys in order of bytes: as RFC 8785 wants ASCII keys

std::string canonical(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json reasons_json(const model::Reasons& reasons) {
    Json list = Json::array();
    for (const model::Reason reason : reasons) {
        const model::ReasonText& text = model::text_of(reason);
        list.push_back(
            {{"code", text.code}, {"zh", text.zh}, {"en", text.en}, {"clears", text.clears}});
    }
    return list;
}

Json grounds_json(const std::vector<Ground>& grounds) {
    Json list = Json::array();
    for (const Ground& ground : grounds) {
        list.push_back(
            {{"rule", ground.rule},
             {"policy", ground.policy},
             {"decision", ground.decision},
             {"reason", ground.reason}});
    }
    return list;
}

Json action_json(const ActionFacts& action) {
    const model::ActionText& kind = model::text_of(action.kind);
    const model::SubjectText& subject = model::text_of(action.subject_kind);
    Json json{
        {"kind", kind.name},
        {"zh", kind.zh},
        {"en", kind.en},
        {"subject", {{"kind", subject.name}, {"id", action.subject_id}}},
        {"amount", action.amount},
        {"captured", action.captured},
        {"released", action.released},
        {"decided_ms", action.decided_ms},
        {"reasons", reasons_json(action.reasons)},
        {"grounds", grounds_json(action.grounds)},
        {"grounds_known", action.grounds_known},
    };
    if (action.id != 0) {
        json["id"] = to_text(action.id);
        json["expires_ms"] = action.expires_ms;
    }
    if (!action.merchant_id.empty()) {
        json["merchant"] = action.merchant_id;
    }
    return json;
}

Json transition_json(const Transition& t) {
    Json json{
        {"action", action_json(t.action)},
        {"from", name_of(t.from)},
        {"to", name_of(t.to)},
        {"at_ms", t.at_ms},
        {"by", t.by},
        {"reason", t.reason},
        {"amount", t.amount},
    };
    if (t.cap != Cap::none) {
        json["cap"] = name_of(t.cap);
    }
    if (t.refused) {
        json["refused"] = true;
    }
    return json;
}

}  // namespace

std::string message_of(const Transition& t) {
    MUST(t.ask != Ask::nothing);
    Json json = transition_json(t);
    json["type"] = "shouxin.action";
    json["message"] = message_id(t.action.id, t.step);
    json["ask"] = name_of(t.ask);
    json["sequence"] = t.sequence;
    return canonical(json);
}

std::string text_of(const Transition& t) {
    return canonical(transition_json(t));
}

std::string reasons_text(const model::Reasons& reasons) {
    return canonical(reasons_json(reasons));
}

std::string grounds_text(const std::vector<Ground>& grounds) {
    return canonical(grounds_json(grounds));
}

}  // namespace shouxin::live
