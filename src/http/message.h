// What was asked, and what is answered? Plain values: as thread-safe as what they hold.
#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::http {

// HEAD comes as `get` with Request::head set; what isn't named is `other`, which no route takes.
enum class Method : std::uint8_t { get, post, put, patch, remove, other };

// As on the wire: "DELETE" for `remove`.
std::string_view name_of(Method method);

// Names are kept in lower case; several of one name are allowed.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    void add(std::string_view name, std::string_view value);

    // REQUIRES: `name` in lower case. The first of that name.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;

    [[nodiscard]] auto begin() const { return fields_.begin(); }

    [[nodiscard]] auto end() const { return fields_.end(); }

private:
    std::vector<Field> fields_;
};

// Who calls, as an Authenticate found out. `detail` is that one's own type.
struct Principal {
    std::string subject;  // empty: nobody in particular
    std::any detail;
};

struct Request {
    Method method = Method::get;
    bool head = false;  // nothing of the body will be sent
    bool tls = false;
    std::vector<std::string> segments;  // of the path, decoded: "/v1/a%20b" is {"v1", "a b"}
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    Headers headers;
    std::string body;                // decompressed
    std::string client;              // address of the peer, without its port
    std::string id;                  // made here, sent back as x-request-id
    std::size_t body_bytes_max = 0;  // what the route allows, decompressed

    // By the router: the pattern that matched, what stood for each {name} of it, and who calls.
    std::string_view route;
    std::vector<std::pair<std::string_view, std::string>> parameters;
    Principal principal;

    // The first of that name.
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;

    // REQUIRES: `name` stands in the route's pattern.
    [[nodiscard]] const std::string& parameter(std::string_view name) const;
};

// RFC 9457. Its type, title and status line follow from the status (problem.h).
struct Problem {
    int status = 500;
    std::string detail;        // one sentence that says what to do
    std::string members = {};  // more of the JSON object (RFC 9457, 3.2): R"("a":1,"b":2)"
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::string_view standing_body = {};  // instead of `body`: bytes that outlive the server
    std::optional<Problem> problem = {};  // the body is made of it, with the request's id
};

Response json(int status, std::string text);
Response text(int status, std::string text);

// Nothing to say: 204, say.
Response empty(int status);

}  // namespace shouxin::http
