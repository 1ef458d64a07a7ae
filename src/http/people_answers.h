// What do the routes of people have in common? Pages of lists, and how an account reads in JSON.
#pragma once

#include "http/authentication.h"
#include "http/errand.h"
#include "http/json_body.h"
#include "service/people/people.h"

#include <cstddef>
#include <string>

namespace shouxin::http {

inline constexpr std::size_t people_body_bytes_max = 8192;

proof::Json json_of(const service::Person& person);

// "NAME": the page of 1,000 behind ?after=, and `next` if there is more. `key` and `json` read one
// of `all`, which is in the order of its keys.
template <class Items, class KeyOf, class JsonOf>
Response page(
    const Request& request, std::string_view name, const Items& all, KeyOf key, JsonOf json_of) {
    constexpr std::size_t page_max = 1000;
    const std::string after(request.query_value("after").value_or(""));
    proof::Json::Array items;
    std::string last;
    auto each = all.begin();
    for (; each != all.end() && items.size() < page_max; ++each) {
        if (key(*each) > after) {
            items.push_back(json_of(*each));
            last = key(*each);
        }
    }
    auto body = proof::Json::object().put(name, std::move(items));
    return json(200, (each != all.end() ? body.put("next", last) : body).text());
}

}  // namespace shouxin::http
