#include "dispatch/visits/improve.h"

#include "base/portable_math.h"
#include "base/random.h"
#include "dispatch/visits/neighbours.h"
#include "dispatch/visits/recreate.h"
#include "dispatch/visits/ruin.h"
#include "dispatch/visits/solution.h"

#include <algorithm>
#include <vector>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::uint64_t steps_a_look = 8;  // between two looks at the time

// Temperatures are told in what one visit more usually costs: the mean over all, but
// no more than so many ways to a near neighbour, for far homes don't change.
constexpr double near_ways = 1.4;
constexpr std::size_t neighbour = 4;
constexpr std::size_t neighbours_asked = 64;
constexpr double first_temperature = 1.5;
constexpr double last_temperature = 0.05;

// What somebody not served counts while it anneals, in visits' costs: once for being, once for each
// of their priority, and for a promise.
constexpr double loss_in_visits = 3;
constexpr std::int64_t promise_losses = 1000;

class Improvement {
public:
    Improvement(const Instance& instance, const Budget& budget)
        : instance_(instance),
          budget_(budget),
          current_(instance),
          ruin_(instance),
          recreate_(instance),
          random_(budget.seed) {}

    Solved run(const Plan& start) {
        if (!start.empty()) {
            current_.adopt(start);
        }
        remember();
        Solved solved;
        recreate_.construct(current_, [&] {
            const bool stop = time_spent() >= 1;
            solved.all_tried = solved.all_tried && !stop;
            return stop;
        });
        remember();
        if (instance_.request_count() > 0 && instance_.vehicle_count() > 0) {
            anneal();
        }
        solved.plan = best_plan();
        solved.objective = best_;
        solved.steps = steps_;
        return solved;
    }

private:
    [[nodiscard]] double time_spent() const {
        return budget_.spent ? budget_.spent({steps_, best_}) : 0;
    }

    [[nodiscard]] double share_spent() const {
        const double steps = static_cast<double>(steps_) / static_cast<double>(budget_.steps_max);
        return std::max(steps, time_spent());
    }

    void anneal() {
        loss_cost_ = loss_in_visits * visit_cost();
        scale_ = std::min(visit_cost(), near_ways * way_to_neighbours());
        while (steps_ < budget_.steps_max) {
            if (steps_ % steps_a_look == 0) {
                const double spent = share_spent();
                if (spent >= 1) {
                    return;
                }
                temperature_ = scale_ * first_temperature * portable_exp(spent * cooling_);
            }
            step();
            ++steps_;
        }
    }

    [[nodiscard]] double visit_cost() const {
        return static_cast<double>(current_.objective().cost) /
               static_cast<double>(std::max<std::size_t>(1, current_.served()));
    }

    // What the way to one of the nearest costs, on average over some.
    [[nodiscard]] double way_to_neighbours() const {
        Neighbours neighbours(instance_);
        const std::size_t count = instance_.request_count();
        const std::size_t asked = std::min(count, neighbours_asked);
        const auto place = [&](RequestIndex request) {
            return instance_.node(instance_.task_node(request)).place;
        };
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < asked; ++i) {
            const auto request = static_cast<RequestIndex>(i * count / asked);
            const auto nearest = neighbours.of(request);
            const RequestIndex near = nearest[std::min(neighbour, nearest.size() - 1)];
            sum += instance_.ways(0).cost(place(request), place(near));
        }
        return static_cast<double>(sum) / static_cast<double>(asked);
    }

    void step() {
        if (current_.renumber()) {
            recreate_.forget();
            best_versions_.assign(best_versions_.size(), 0);
        }
        current_.begin_trial();
        const Objective before = current_.objective();
        const std::size_t absent_before = current_.absent().size();
        ruin_(current_, random_);
        if (!current_.settle()) {
            current_.undo();
            return;
        }
        recreate_(current_, current_.absent().size() - absent_before, random_);
        if (accepts(before, current_.objective())) {
            current_.keep();
            if (current_.objective() < best_) {
                remember();
            }
        } else {
            current_.undo();
        }
    }

    // Better always; worse by less than a draw that shrinks as it cools. What is saved by not
    // serving somebody counts for nothing, so that cold this doesn't happen.
    [[nodiscard]] bool accepts(const Objective& before, const Objective& after) {
        if (after <= before) {
            return true;
        }
        std::int64_t losses = promise_losses * (after.promises_broken - before.promises_broken) +
                              after.priority_unserved - before.priority_unserved + after.unserved -
                              before.unserved;
        if (after.unserved != before.unserved ||
            after.priority_unserved != before.priority_unserved) {
            losses = std::max<std::int64_t>(1, losses);
        }
        const std::int64_t dearer = std::max<std::int64_t>(0, after.cost - before.cost);
        const double worse = static_cast<double>(dearer) + loss_cost_ * static_cast<double>(losses);
        return worse < -temperature_ * portable_log(1.0 - random_.uniform());
    }

    void remember() {
        best_ = current_.objective();
        if (best_routes_.empty()) {
            best_routes_ = current_.routes();
            best_versions_.assign(best_routes_.size(), 0);
        }
        for (VehicleIndex vehicle = 0; vehicle < best_routes_.size(); ++vehicle) {
            if (best_versions_[vehicle] != current_.version(vehicle)) {
                best_routes_[vehicle] = current_.route(vehicle);
                best_versions_[vehicle] = current_.version(vehicle);
            }
        }
    }

    [[nodiscard]] Plan best_plan() const {
        Plan plan;
        for (const Route& route : best_routes_) {
            plan.push_back(route.plan());
        }
        return plan;
    }

    const Instance& instance_;
    const Budget& budget_;
    Solution current_;
    Ruin ruin_;
    Recreate recreate_;
    Random random_;
    double cooling_ = portable_log(last_temperature / first_temperature);
    double scale_ = 1;      // what is usual for one visit to cost more or less
    double loss_cost_ = 1;  // of somebody not served
    double temperature_ = 0;
    std::uint64_t steps_ = 0;
    Objective best_;
    std::vector<Route> best_routes_;
    std::vector<std::uint32_t> best_versions_;
};

}  // namespace

Solved solve(const Instance& instance, const Plan& start, const Budget& budget) {
    return Improvement(instance, budget).run(start);
}

}  // namespace shouxin::dispatch::visits
