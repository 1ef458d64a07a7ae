#include "dispatch/urgent/pricing.h"

#include "base/portable_math.h"

#include <algorithm>

namespace shouxin::dispatch::urgent {
namespace {

constexpr double service_least = 60'000;

double urgency_of(const Policy& policy, Urgency urgency) {
    if (urgency == Urgency::standard) {
        return 1;
    }
    return urgency == Urgency::danger ? policy.danger : policy.comfort;
}

// No price may drown a lock, or overflow a sum.
Cost in_millionths(double price) {
    constexpr double most = 1e5;
    return static_cast<Cost>(std::clamp(price, -most, most) * 1e6);
}

}  // namespace

Pricing::Pricing(const Policy& policy, const Moment& moment)
    : policy_(policy),
      now_(moment.now),
      pressure_(std::clamp(
          (moment.open_a_technician - policy.pressure_from) /
              (policy.pressure_full - policy.pressure_from),
          0.0,
          1.0)),
      a_millisecond_(
          (policy.an_hour + policy.an_hour_pressed * pressure_) / static_cast<double>(hour)),
      mean_service_(moment.mean_service) {}

Pricing::JobPrice Pricing::job(const JobCard& card) const {
    const double service = static_cast<double>(card.service);
    const double shorter = mean_service_ / std::max(service, service_least);
    const double late =
        policy_.late * portable_exp(portable_log(shorter) * policy_.short_first * pressure_);
    return {
        card.opened,
        urgency_of(policy_, card.urgency),
        late,
        a_millisecond_ * policy_.service_share * (service - mean_service_)};
}

double Pricing::wait(const JobPrice& job, Millis arrives) const {
    const Millis waited = arrives - job.opened;
    const double z = static_cast<double>(waited) / static_cast<double>(policy_.at_the_door);
    const double in_time = std::min(z, 1.0);
    double price = policy_.wait_squared * in_time * in_time;
    if (waited > policy_.at_the_door) {
        const double over = z - 1;
        price += job.late + policy_.late_slope * over + policy_.late_cubed * over * over * over;
    }
    return job.urgency * price;
}

Cost Pricing::sent(const JobPrice& job, Millis arrives, double way, double scarcity) const {
    return in_millionths(
        wait(job, arrives) + a_millisecond_ * way + job.service + policy_.scarcity * scarcity);
}

Cost Pricing::deferred(const JobPrice& job) const {
    return in_millionths(wait(job, now_ + policy_.deferred));
}

Cost Pricing::churn() const {
    return in_millionths(policy_.churn);
}

}  // namespace shouxin::dispatch::urgent
