#include "dispatch/urgent/itinerary.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin::dispatch::urgent {
namespace {

void plan(Visit& visit, const Place& from, Millis departs, const Pace& pace) {
    visit.departs = departs;
    visit.arrives = pace.arrival(departs, pace.millis(from, visit.at));
    visit.done = visit.arrives + visit.service;
}

}  // namespace

Place Itinerary::where(Millis now) const {
    if (count_ == 0 || (!visits_[0].arrived && now <= visits_[0].departs)) {
        return at_;
    }
    const Visit& first = visits_[0];
    if (first.arrived || now >= first.arrives) {
        return first.at;
    }
    const auto gone = static_cast<double>(now - first.departs);
    return between(at_, first.at, gone / static_cast<double>(first.arrives - first.departs));
}

const Visit& Itinerary::append(const Visit& visit, Millis ready, const Pace& pace) {
    MUST(!full());
    const Place from = free_place();
    const Millis departs = std::max(ready, free_at());
    visits_[count_] = visit;
    plan(visits_[count_], from, departs, pace);
    return visits_[count_++];
}

// The next visit's times follow those of the first; `ready_after` is handling.
void Itinerary::leave_for_next(Millis ready_after, const Pace& pace) {
    if (count_ == visits_max) {
        Visit& next = visits_[1];
        plan(next, visits_[0].at, std::max(next.committed + ready_after, visits_[0].done), pace);
    }
}

void Itinerary::arrived(Millis at, Millis ready_after, const Pace& pace) {
    MUST(count_ > 0);
    visits_[0].arrived = true;
    visits_[0].arrives = at;
    expect_done(at + visits_[0].service, ready_after, pace);
}

void Itinerary::expect_done(Millis done, Millis ready_after, const Pace& pace) {
    MUST(count_ > 0);
    visits_[0].done = done;
    leave_for_next(ready_after, pace);
}

void Itinerary::finished(Millis at, Millis ready_after, const Pace& pace) {
    expect_done(at, ready_after, pace);
    at_ = visits_[0].at;
    since_ = at;
    visits_[0] = visits_[1];
    --count_;
}

std::optional<Visit> Itinerary::drop(Job job, Millis now, Millis ready_after, const Pace& pace) {
    if (count_ == visits_max && visits_[1].job == job) {
        return visits_[--count_];
    }
    if (count_ == 0 || visits_[0].job != job) {
        return std::nullopt;
    }
    const Visit dropped = visits_[0];
    at_ = where(now);
    since_ = now;
    visits_[0] = visits_[1];
    if (--count_ > 0) {
        Visit& next = visits_[0];
        plan(next, at_, std::max(next.committed + ready_after, now), pace);
    }
    return dropped;
}

}  // namespace shouxin::dispatch::urgent
