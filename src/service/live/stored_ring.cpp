#include "service/live/stored_ring.h"

#include "live/epoch_view.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace shouxin::service {
namespace {

using Json = nlohmann::json;

constexpr std::size_t epoch_column = 1;
constexpr std::size_t body_column = 9;

Json member_of(const Json& stored, const Json& beneficiary) {
    Json member = {
        {"kind", stored.value("kind", "")},
        {"id", stored.value("id", "")},
        {"probability_ppm", std::llround(stored.value("probability", 0.0) * 1e6)},
        {"member", true},
        {"orders", nullptr},
        {"ring_orders", nullptr},
        {"honest_orders", nullptr},
        {"amount", nullptr},
        {"first_ms", nullptr},
        {"last_ms", nullptr},
        {"actions", Json::array()}};
    member["gains"] = member["kind"] == "merchant" && member["id"] == beneficiary;
    return member;
}

}  // namespace

std::string graph_of_line(std::string_view line, std::uint64_t ring, std::int64_t epoch) {
    const Json stored = Json::parse(line, nullptr, false);
    const Json beneficiary = stored.is_object() ? stored.value("beneficiary", Json()) : Json();
    Json members = Json::array();
    if (stored.is_object() && stored.contains("members")) {
        for (const Json& member : stored["members"]) {
            members.push_back(member_of(member, beneficiary));
        }
    }
    const Json graph = {
        {"ring", live::ring_id(ring)},
        {"epoch", epoch},
        {"current", false},
        {"cut", false},
        {"events_cut", false},
        {"members", std::move(members)},
        {"links", Json::array()},
        {"events", Json::array()}};
    return graph.dump();
}

Result<std::optional<std::string>> stored_ring(port::Records& records, std::uint64_t ring) {
    if (ring > static_cast<std::uint64_t>(INT64_MAX)) {
        return std::nullopt;
    }
    TRY(const std::optional<port::Row> row, records.find("rings", static_cast<std::int64_t>(ring)));
    if (!row) {
        return std::nullopt;
    }
    return graph_of_line(
        std::get<std::string>((*row)[body_column]),
        ring,
        std::get<std::int64_t>((*row)[epoch_column]));
}

}  // namespace shouxin::service
