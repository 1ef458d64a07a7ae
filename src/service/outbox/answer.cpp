#include "service/outbox/answer.h"

#include <nlohmann/json.hpp>

namespace shouxin::service {
namespace {

constexpr std::size_t reason_bytes_max = 500;
constexpr int depth_max = 8;

using Json = nlohmann::json;

std::string cut(std::string text) {
    if (text.size() > reason_bytes_max) {
        std::size_t end = reason_bytes_max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

}  // namespace

std::optional<ImmediateAnswer> immediate_answer(std::string_view body) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= depth_max; };
    const Json json = Json::parse(body, shallow, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    if (const auto refused = json.find("refused"); refused != json.end() && refused->is_string()) {
        return ImmediateAnswer{true, cut(refused->get<std::string>())};
    }
    const auto applied = json.find("applied");
    const bool is_applied = applied != json.end() && applied->is_boolean() && applied->get<bool>();
    return is_applied ? std::optional(ImmediateAnswer{}) : std::nullopt;
}

}  // namespace shouxin::service
