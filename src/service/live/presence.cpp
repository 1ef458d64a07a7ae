#include "service/live/presence.h"

#include <algorithm>
#include <iterator>

namespace shouxin::service {
namespace {

void drop_silent(std::vector<Presence::Person>& people, std::int64_t now_ms) {
    std::erase_if(people, [&](const Presence::Person& person) {
        return now_ms - person.seen_ms > Presence::silent_ms_max;
    });
}

}  // namespace

std::vector<Presence::Person> Presence::open(
    const std::string& what, const std::string& name, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    if (cases_.size() >= cases_max && !cases_.contains(what)) {
        forget_silent(now_ms);
        if (cases_.size() >= cases_max) {
            return {};
        }
    }
    std::vector<Person>& people = cases_[what];
    drop_silent(people, now_ms);
    std::vector<Person> others;
    std::ranges::copy_if(people, std::back_inserter(others), [&](const Person& person) {
        return person.name != name;
    });
    if (others.size() < people.size()) {
        std::ranges::find(people, name, &Person::name)->seen_ms = now_ms;
    } else if (people.size() < names_max) {
        people.push_back({.name = name, .since_ms = now_ms, .seen_ms = now_ms});
    }
    return others;
}

void Presence::forget_silent(std::int64_t now_ms) {
    for (auto& [what, people] : cases_) {
        drop_silent(people, now_ms);
    }
    std::erase_if(cases_, [](const auto& each) { return each.second.empty(); });
}

}  // namespace shouxin::service
