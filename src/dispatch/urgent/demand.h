// Which skills are scarce? Learned from the jobs that came in so far, never from those to come:
// hours of work an hour for each holder of a skill, older hours counting less. Not thread-safe.
#pragma once

#include "dispatch/urgent/cards.h"

#include <array>
#include <cstdint>

namespace shouxin::dispatch::urgent {

class Demand {
public:
    Demand();

    void hired(const Kinds& skills);
    void left(const Kinds& skills);
    void opened(const JobCard& job);

    // The learned demand that falls to a technician of these skills if every holder takes an even
    // share: hours an hour, at `now`.
    [[nodiscard]] double falls_to(const Kinds& skills) const;

    // Mean service of the jobs so far, in millis, with a prior of 20 jobs of 40 minutes.
    [[nodiscard]] double mean_service() const;

    // Lets time pass. REQUIRES: never back.
    void advance(Millis now);

private:
    std::array<double, kinds_max> work_{};  // millis, aged
    std::array<std::uint32_t, kinds_max> holders_{};
    std::array<double, kinds_max> per_holder_{};  // hours an hour, as of the last advance()
    double span_;                                 // of time behind work_, aged
    double service_sum_;
    double service_count_;
    Millis now_ = 0;
    bool begun_ = false;
};

}  // namespace shouxin::dispatch::urgent
