// Where is a technician, what is promised of him, and when and where is he free again? At most
// two visits: the running one and the next, whose handling overlaps it. Not thread-safe.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/pace.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace shouxin::dispatch::urgent {

struct Visit {
    Job job;
    Place at;
    Millis service = 0;
    Millis committed = 0;
    Millis departs = 0;
    Millis arrives = 0;
    Millis done = 0;  // as expected until reported
    bool arrived = false;
};

class Itinerary {
public:
    static constexpr std::size_t visits_max = 2;

    Itinerary(const Place& at, Millis since) : at_(at), since_(since) {}

    [[nodiscard]] std::span<const Visit> visits() const { return {visits_.data(), count_}; }

    [[nodiscard]] bool full() const { return count_ == visits_max; }

    // After all visits.
    [[nodiscard]] Millis free_at() const { return count_ == 0 ? since_ : visits_[count_ - 1].done; }

    [[nodiscard]] const Place& free_place() const {
        return count_ == 0 ? at_ : visits_[count_ - 1].at;
    }

    [[nodiscard]] Place where(Millis now) const;

    // The visit leaves at `ready` at the earliest, and after all others. REQUIRES: not full.
    const Visit& append(const Visit& visit, Millis ready, const Pace& pace);

    // Reports of the first visit, and what follows from them for the next. REQUIRES: there is one.
    void arrived(Millis at, Millis ready_after, const Pace& pace);
    void expect_done(Millis done, Millis ready_after, const Pace& pace);
    void finished(Millis at, Millis ready_after, const Pace& pace);

    // Takes the visit out; he stays where he then is. Nothing if there is none of this job.
    std::optional<Visit> drop(Job job, Millis now, Millis ready_after, const Pace& pace);

private:
    void leave_for_next(Millis ready_after, const Pace& pace);

    Place at_;      // where he was last known to be,
    Millis since_;  // from then on
    std::array<Visit, visits_max> visits_;
    std::size_t count_ = 0;
};

}  // namespace shouxin::dispatch::urgent
