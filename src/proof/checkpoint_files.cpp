#include "proof/checkpoint_files.h"

#include "proof/encoding.h"
#include "proof/json.h"

#include <cstddef>
#include <utility>

namespace shouxin::proof {

std::string history_bytes(std::span<const std::string> notes) {
    std::string bytes;
    for (const std::string& note : notes) {
        bytes += note;
        bytes += '\n';
    }
    return bytes;
}

Result<std::vector<std::string>> parse_history(std::string_view bytes) {
    std::vector<std::string> notes;
    while (!bytes.empty()) {
        // A checkpoint has one blank line within, and one behind it.
        const std::size_t within = bytes.find("\n\n");
        const std::size_t behind = within == bytes.npos ? within : bytes.find("\n\n", within + 2);
        if (behind == bytes.npos) {
            return fail(Failure::invalid, "the last checkpoint isn't whole");
        }
        notes.emplace_back(bytes.substr(0, behind + 1));
        bytes.remove_prefix(behind + 2);
    }
    return notes;
}

std::string stamped_bytes(const Stamped& stamped) {
    Json json = Json::object();
    json.put("checkpoint", stamped.checkpoint).put("token", base64(stamped.token));
    return json.text() + '\n';
}

Result<Stamped> parse_stamped(std::string_view bytes) {
    const auto wrong = [] {
        return fail(Failure::invalid, "it isn't a checkpoint and its time stamp");
    };
    if (!bytes.ends_with('\n')) {
        return wrong();
    }
    TRY(const Json json, parse_canonical(bytes.substr(0, bytes.size() - 1)));
    const Json* const note = json.find("checkpoint");
    const Json* const token = json.find("token");
    if (note == nullptr || note->as_text() == nullptr || token == nullptr ||
        token->as_text() == nullptr) {
        return wrong();
    }
    auto der = from_base64(*token->as_text());
    return der ? Result<Stamped>(Stamped{*note->as_text(), *std::move(der)}) : wrong();
}

}  // namespace shouxin::proof
