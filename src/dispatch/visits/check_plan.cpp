#include "dispatch/visits/check_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace shouxin::dispatch::visits {
namespace {

constexpr VehicleIndex nobody = 0xffffffff;

class PlanCheck {
public:
    explicit PlanCheck(const Problem& problem)
        : problem_(problem),
          by_(problem.requests.size(), nobody),
          dropped_(problem.requests.size()) {}

    Result<void> route(VehicleIndex vehicle, const VehiclePlan& plan) {
        vehicle_ = vehicle;
        std::uint32_t pauses = 0;
        for (const Visit& visit : plan.visits) {
            if (visit.kind == Visit::Kind::pause) {
                if (visit.index != pauses++) {
                    return wrong("has its breaks out of order");
                }
            } else {
                TRY_DONE(task(visit));
            }
        }
        if (!plan.visits.empty() && pauses != problem_.vehicles[vehicle].breaks.size()) {
            return wrong("lacks a break");
        }
        if (plan.begun.size() > plan.visits.size() || !std::ranges::is_sorted(plan.begun)) {
            return wrong("has begun more than it has to do, or not in order");
        }
        return {};
    }

    Result<void> all_dropped() const {
        for (std::size_t i = 0; i < by_.size(); ++i) {
            if (by_[i] != nobody && problem_.requests[i].drop && !dropped_[i]) {
                return fail(
                    Failure::invalid,
                    fmt::format(
                        "vehicle {} picks up {} and doesn't deliver it",
                        problem_.vehicles[by_[i]].id,
                        problem_.requests[i].task.id));
            }
        }
        return {};
    }

private:
    Result<void> task(const Visit& visit) {
        if (visit.index >= by_.size()) {
            return wrong("visits somebody who isn't in the problem");
        }
        if (visit.kind == Visit::Kind::drop) {
            if (by_[visit.index] != vehicle_ || dropped_[visit.index] ||
                !problem_.requests[visit.index].drop) {
                return wrong("delivers what it didn't pick up before");
            }
            dropped_[visit.index] = true;
            return {};
        }
        if (by_[visit.index] != nobody) {
            return wrong("visits somebody who is visited already");
        }
        by_[visit.index] = vehicle_;
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(
            Failure::invalid, fmt::format("vehicle {} {}", problem_.vehicles[vehicle_].id, what));
    }

    const Problem& problem_;
    VehicleIndex vehicle_ = 0;
    std::vector<VehicleIndex> by_;  // by request
    std::vector<bool> dropped_;
};

}  // namespace

Result<void> check_plan(const Problem& problem, const Plan& plan) {
    if (plan.size() != problem.vehicles.size()) {
        return fail(
            Failure::invalid,
            fmt::format("the plan has {} vehicles, not {}", plan.size(), problem.vehicles.size()));
    }
    PlanCheck check(problem);
    for (VehicleIndex vehicle = 0; vehicle < plan.size(); ++vehicle) {
        TRY_DONE(check.route(vehicle, plan[vehicle]));
    }
    return check.all_dropped();
}

}  // namespace shouxin::dispatch::visits
