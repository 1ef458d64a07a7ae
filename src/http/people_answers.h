// What do the routes of people have in common? Answers given later, pages of lists, and how an
// account reads in JSON.
#pragma once

#include "http/authentication.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "http/respond.h"
#include "service/people/people.h"
#include "service/people/worker.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace shouxin::http {

inline constexpr std::size_t people_body_bytes_max = 8192;

// Work that answers a request, on a worker's thread; busy() is told if it can't be done.
template <class Work, class Busy>
class Errand final : public service::Job {
public:
    Errand(Respond respond, Work work, Busy busy)
        : respond_(std::move(respond)), work_(std::move(work)), busy_(std::move(busy)) {}

    void run() override { respond_(work_()); }

    void refuse() override {
        busy_();
        respond_(problem(503, "Try again in a moment: too many others are being served."));
    }

private:
    Respond respond_;
    Work work_;
    Busy busy_;
};

template <class Work, class Busy>
void answer_later(service::Worker& worker, Respond respond, Work work, Busy busy) {
    worker.offer(
        std::make_unique<Errand<Work, Busy>>(std::move(respond), std::move(work), std::move(busy)));
}

template <class Work>
void answer_later(service::Worker& worker, Respond respond, Work work) {
    answer_later(worker, std::move(respond), std::move(work), [] {});
}

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
