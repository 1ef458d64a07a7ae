#include "live/leaves.h"

#include "live/decision.h"
#include "proof/commitment.h"

#include <fmt/format.h>

namespace shouxin::live {
namespace {

constexpr std::size_t audit_bytes_max = 4000;

}  // namespace

using proof::Json;

Json commitments(
    const LeafPlace& place,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    Json committed = Json::object();
    for (const auto& [field, value] : values) {
        committed.put(
            field,
            proof::hex(proof::commitment(proof::open_commitment(
                place.secret,
                {place.record, place.ordinal},
                std::string(field),
                std::string(value)))));
    }
    return committed;
}

std::string shortened(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) {
        return std::string(text);
    }
    while ((static_cast<unsigned char>(text[bytes_max]) & 0xc0) == 0x80) {
        --bytes_max;  // to the start of the character that doesn't fit
    }
    return std::string(text.substr(0, bytes_max)) + "...";
}

std::string leaf_of(const Transition& transition, const LeafPlace& place) {
    const ActionFacts& action = transition.action;
    Json leaf = Json::object();
    leaf.put("action", action.id == 0 ? Json() : Json(to_text(action.id)))
        .put("amount", transition.amount)
        .put("at", rfc3339(transition.at_ms))
        .put("by", transition.by)
        .put("cap", name_of(transition.cap))
        .put(
            "commitments",
            commitments(place, {{"merchant", action.merchant_id}, {"subject", action.subject_id}}))
        .put("decision", action.grounds.empty() ? Json() : Json(action.grounds.back().decision))
        .put("expires", rfc3339(action.expires_ms))
        .put("from", name_of(transition.from))
        .put("kind", model::text_of(action.kind).name)
        .put("log_number", place.record)
        .put("reason", transition.reason)
        .put("subject_kind", model::text_of(action.subject_kind).name)
        .put("to", name_of(transition.to))
        .put("type", "action");
    return leaf.text();
}

std::string leaf_of(const Command& command, const CommandResult& result, const LeafPlace& place) {
    Json leaf = Json::object();
    const bool audit = command.command == CommandKind::audit;
    leaf.put("audit", audit ? Json(shortened(command.text, audit_bytes_max)) : Json())
        .put("by", shortened(command.by, word_bytes_max))
        .put("command", name_of(command.command))
        .put("commitments", commitments(place, {{"subject", command.subject}}))
        .put("done", Json::boolean(result.has_value()))
        .put("log_number", place.record)
        .put("outcome", shortened(command.outcome, word_bytes_max))
        .put("reason", shortened(command.reason, reason_bytes_max))
        .put("subject_kind", shortened(command.subject_kind, word_bytes_max))
        .put("text_hash", proof::hex(proof::sha256({command.text})))
        .put("type", "command")
        .put("version", command.version);
    return leaf.text();
}

std::string leaf_of(const EpochView& epoch, std::uint64_t record) {
    Json leaf = Json::object();
    Json::Array rings;
    for (const RingView& ring : epoch.rings) {
        Json one = Json::object();
        one.put("amount", ring.amount)
            .put("members", ring.members.size())
            .put("orders", ring.orders.size())
            .put("probability_ppm", ring.ppm)
            .put("ring", ring_id(ring.number))
            .put("scheme", ring.scheme);
        rings.push_back(std::move(one));
        if (rings.size() == 200) {
            break;  // a leaf has a bound; those with most harm are first
        }
    }
    leaf.put("epoch", epoch.number)
        .put("events", epoch.events)
        .put("log_number", record)
        .put("rings", std::move(rings))
        .put("rings_found", epoch.rings.size())
        .put("type", "epoch");
    return leaf.text();
}

}  // namespace shouxin::live
