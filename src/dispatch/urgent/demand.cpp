#include "dispatch/urgent/demand.h"

#include <algorithm>

namespace shouxin::dispatch::urgent {
namespace {

constexpr double prior_jobs = 20;
constexpr double prior_service = 2'400'000;
constexpr double prior_span = 3'600'000;  // the first hour is thin: rates start low
constexpr double prior_work = 10;         // seconds a skill
constexpr double way = 500'000;           // a job costs its way, too
constexpr Millis quarter = 15 * 60 * 1000;
constexpr double kept = 0.96;  // of older work, from quarter to quarter: 4 hours

}  // namespace

Demand::Demand()
    : span_(prior_span), service_sum_(prior_jobs * prior_service), service_count_(prior_jobs) {
    work_.fill(prior_work * 1000);
}

void Demand::hired(const Kinds& skills) {
    for (std::size_t k = 0; k < kinds_max; ++k) {
        holders_[k] += skills.test(k) ? 1 : 0;
    }
}

void Demand::left(const Kinds& skills) {
    for (std::size_t k = 0; k < kinds_max; ++k) {
        holders_[k] -= skills.test(k) ? 1 : 0;
    }
}

void Demand::opened(const JobCard& job) {
    const auto service = static_cast<double>(job.service);
    service_sum_ += service;
    service_count_ += 1;
    if (job.requirement.skill < kinds_max) {
        work_[job.requirement.skill] += service + way;
    }
}

double Demand::falls_to(const Kinds& skills) const {
    double sum = 0;
    for (std::size_t k = skills._Find_first(); k < kinds_max; k = skills._Find_next(k)) {
        sum += per_holder_[k];
    }
    return sum;
}

double Demand::mean_service() const {
    return service_sum_ / service_count_;
}

void Demand::advance(Millis now) {
    if (!begun_) {
        now_ = now;
        begun_ = true;
    }
    while (now - now_ >= quarter) {
        now_ += quarter;
        span_ = (span_ + static_cast<double>(quarter)) * kept;
        for (double& work : work_) {
            work *= kept;
        }
    }
    const double span = span_ + static_cast<double>(now - now_);
    for (std::size_t k = 0; k < kinds_max; ++k) {
        per_holder_[k] = work_[k] / span / std::max<double>(holders_[k], 1);
    }
}

}  // namespace shouxin::dispatch::urgent
