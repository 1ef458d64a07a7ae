// What does it cost to send this technician to this job, or nobody yet? Prices of one moment, under
// one pressure. The unit is a millionth of a job that comes late. Immutable.
#pragma once

#include "dispatch/urgent/assignment.h"
#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/policy.h"

namespace shouxin::dispatch::urgent {

class Pricing {
public:
    struct Moment {
        Millis now;
        double open_a_technician;  // open jobs a technician on shift
        double mean_service;       // millis
    };

    Pricing(const Policy& policy, const Moment& moment);

    // What of a job's price is the same for everybody.
    struct JobPrice {
        Millis opened;
        double urgency;
        double late;
        double service;  // the share of the technician's time
    };

    [[nodiscard]] JobPrice job(const JobCard& card) const;

    // Arriving at `arrives` after `way` millis; `scarcity` is Demand::falls_to.
    [[nodiscard]] Cost sent(const JobPrice& job, Millis arrives, double way, double scarcity) const;

    // Without a technician for now.
    [[nodiscard]] Cost deferred(const JobPrice& job) const;

    [[nodiscard]] Cost churn() const;

private:
    [[nodiscard]] double wait(const JobPrice& job, Millis arrives) const;

    const Policy& policy_;
    Millis now_;
    double pressure_;  // 0 to 1
    double a_millisecond_;
    double mean_service_;
};

}  // namespace shouxin::dispatch::urgent
