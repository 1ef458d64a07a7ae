#include "http/message.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin::http {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

Response with_body(int status, std::string_view type, std::string body) {
    Response response;
    response.status = status;
    response.headers.add("content-type", type);
    response.body = std::move(body);
    return response;
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::remove:
            return "DELETE";
        case Method::other:
            break;
    }
    return "other";
}

void Headers::add(std::string_view name, std::string_view value) {
    std::string& added = fields_.emplace_back(name, value).first;
    std::transform(added.begin(), added.end(), added.begin(), lower);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (field.first == name) {
            return field.second;
        }
    }
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
    const auto named = [&](const Field& field) { return field.first == name; };
    return static_cast<std::size_t>(std::count_if(fields_.begin(), fields_.end(), named));
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

const std::string& Request::parameter(std::string_view name) const {
    const auto found = std::find_if(
        parameters.begin(), parameters.end(), [&](const auto& each) { return each.first == name; });
    MUST(found != parameters.end());
    return found->second;
}

Response json(int status, std::string text) {
    return with_body(status, "application/json", std::move(text));
}

Response text(int status, std::string text) {
    return with_body(status, "text/plain; charset=utf-8", std::move(text));
}

Response empty(int status) {
    Response response;
    response.status = status;
    return response;
}

}  // namespace shouxin::http
