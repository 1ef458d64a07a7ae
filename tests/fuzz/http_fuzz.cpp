// libFuzzer: no target of a request may make decoding or routing crash, name something that could
// be taken for another place, match a route that it doesn't spell, or break a problem document.
// The first line is the method, the rest the target.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/must.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/url.h"
#include "intake/utf8.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

class Everyone final : public Authenticate {
public:
    tl::expected<Principal, Response> principal(
        const Request& /*request*/, std::string_view /*needs*/) override {
        return Principal();
    }
};

Route route(Method method, std::string pattern) {
    return {method, std::move(pattern), std::string(anyone), [](Request, Respond) {}};
}

// Spelled out again from what matched, name by name.
std::string spelled(const Route& matched, const Request& request) {
    std::string path = matched.pattern;
    for (const auto& [name, value] : request.parameters) {
        const std::string place = "{" + std::string(name) + "}";
        path.replace(path.find(place), place.size(), value);
    }
    return path;
}

void check_segment(const std::string& segment) {
    MUST(!segment.empty() && segment != "." && segment != ".." && intake::is_utf8(segment));
    MUST(std::none_of(segment.begin(), segment.end(), [](unsigned char letter) {
        return letter < 0x20 || letter == 0x7f || letter == '\\';
    }));
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = segment.find('/') != std::string::npos;
    MUST(!canary);
#endif
}

void check(std::string_view method, std::string_view target) {
    Everyone everyone;
    Router router(
        {route(Method::get, "/"),
         route(Method::get, "/v1/{kind}"),
         route(Method::get, "/v1/actions/{id}"),
         route(Method::post, "/v1/actions/{id}/release")},
        everyone);
    auto decoded = decode_target(target);
    if (!decoded) {
        MUST(decoded.error().message.ends_with('.'));
        return;
    }
    MUST(decoded->segments.size() <= segments_max && decoded->query.size() <= parameters_max);
    std::string path;
    for (const std::string& segment : decoded->segments) {
        check_segment(segment);
        path += "/" + segment;
    }
    Request request;
    request.method = method == "POST" ? Method::post : Method::get;
    request.segments = std::move(decoded->segments);
    request.query = std::move(decoded->query);
    if (const Route* matched = router.match(request.method, request.segments, request.parameters)) {
        MUST(spelled(*matched, request) == (path.empty() ? "/" : path));
    }
    const auto admitted = router.admit(request);
    MUST(admitted || admitted.error().problem);
    MUST(intake::is_utf8(json_string(target)));
}

}  // namespace
}  // namespace shouxin::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(bytes.find('\n'), bytes.size());
    shouxin::http::check(bytes.substr(0, line), bytes.substr(std::min(line + 1, bytes.size())));
    return 0;
}
