// What does the JSON in a body say? Any RFC 8259 text whose numbers are integers, read strictly:
// no key twice, no field that isn't asked for. Not thread-safe.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "proof/json.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::http {

// `invalid` with the byte for what isn't JSON, for a number with a fraction or beyond 2^53, for a
// key that is there twice or isn't plain ASCII, and deeper than proof::json_depth_max.
Result<proof::Json> read_json(std::string_view text);

// The fields of an object. Remembers the first thing that is wrong until done().
class JsonFields {
public:
    explicit JsonFields(Result<proof::Json> body);

    // Nothing if it isn't there, or null.
    std::optional<std::string> text(std::string_view name);
    std::optional<bool> boolean(std::string_view name);
    std::optional<std::int64_t> integer(std::string_view name);
    std::optional<std::vector<std::string>> texts(std::string_view name);

    // Empty if it isn't there, which is wrong.
    std::string needed_text(std::string_view name);

    // `invalid` if a field was wrong, missing, or never asked for.
    [[nodiscard]] Result<void> done() const;

private:
    const proof::Json* take(std::string_view name);
    void wrong(std::string_view name, std::string_view should_be);

    Result<proof::Json> body_;
    std::set<std::string, std::less<>> taken_;
    std::string wrong_;
};

}  // namespace shouxin::http
