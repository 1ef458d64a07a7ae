// When does who do what? The plan of a gang's tasks, made before its run: hours, bursts, surges,
// which worker at which shop, and what its accounts buy so as to look alive.
#include "world/gang.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shouxin::world {

// Some hour of a day of the run: as tasks are given out, as people are awake, or around the clock.
Ms Gang::task_time(Random& random) const {
    const Ms moment =
        begins_ + static_cast<Ms>(random.uniform() * static_cast<double>(ends_ - begins_));
    if (!surges_.empty()) {
        const auto& [from, until] = random.pick(surges_);
        return from + static_cast<Ms>(random.uniform() * static_cast<double>(until - from));
    }
    const bool around_the_clock = traits_.farmed && traits_.care < 0.5;
    if (around_the_clock) {
        return moment;
    }
    int hour = 0;
    if (traits_.by_shift) {
        hour = random.pick(traits_.shift_hours);
    } else {
        const auto& weights = world_.knobs.calendar.hour_weights;
        double left = random.uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
        while (hour < 23 && left > weights[static_cast<std::size_t>(hour)]) {
            left -= weights[static_cast<std::size_t>(hour++)];
        }
    }
    const Ms midnight = (moment + 8 * hour_ms) / day_ms * day_ms - 8 * hour_ms;
    return midnight + hours(hour + random.uniform());
}

void Gang::plan_tasks() {
    std::vector<double> eagerness(workers_.size());
    for (double& weight : eagerness) {
        weight = random_.lognormal(1.0, traits_.unequal);
    }
    std::vector<double> demand(shops_.size());
    for (double& weight : demand) {
        weight = random_.lognormal(1.0, 0.6);
    }
    const WeightedPick pick_worker(eagerness);
    const WeightedPick pick_shop(demand);
    plan_surges();
    Ms previous = begins_;
    for (int i = 0; i < traits_.orders; ++i) {
        Task task;
        task.at = random_.chance(traits_.bursts) ? previous + seconds(random_.exponential(400.0))
                                                 : task_time(random_);
        previous = task.at;
        assign(task, pick_worker, pick_shop);
        if (task.at >= shops_[task.shop].from && task.at < shops_[task.shop].until) {
            tasks_.push_back(task);
        }
    }
    visited_.clear();
    const Ms start = world_.knobs.calendar.start;
    const Ms end = world_.last_day_end();
    std::erase_if(
        tasks_, [start, end](const Task& task) { return task.at < start || task.at >= end; });
}

// Most gangs know that nobody should come to one shop twice.
void Gang::assign(Task& task, const WeightedPick& pick_worker, const WeightedPick& pick_shop) {
    for (int tries = 0; tries < 12; ++tries) {
        task.worker = static_cast<std::uint32_t>(pick_worker(random_));
        task.shop = static_cast<std::uint16_t>(pick_shop(random_));
        const Worker& worker = workers_[task.worker];
        if (worker.staff) {
            task.shop = static_cast<std::uint16_t>(worker.shop);
        }
        if (traits_.reborn) {
            const std::size_t pairs = shops_.size() / 2;
            const bool later = task.at >= shops_[task.shop % pairs + pairs].from;
            task.shop = static_cast<std::uint16_t>(task.shop % pairs + (later ? pairs : 0));
            if (later ? !worker.at_new : !worker.at_old) {
                continue;
            }
        }
        const bool again = !visited_.insert({task.worker, task.shop}).second;
        if (!again || random_.chance(traits_.revisits)) {
            break;
        }
    }
}

// All shops at once, in waking hours.
void Gang::plan_surges() {
    for (int i = 0; i < traits_.surges; ++i) {
        const double day = std::floor(traits_.lasts_days * random_.uniform());
        const Ms from = begins_ + days(day) + hours(random_.uniform(8.0, 22.0)) -
                        (begins_ + 8 * hour_ms) % day_ms;
        surges_.emplace_back(from, from + hours(traits_.surge_h.draw(random_)));
    }
}

// Made-up accounts that must look alive buy something for themselves now and then.
void Gang::plan_cover() {
    for (std::uint32_t row = 0; row < workers_.size(); ++row) {
        if (world_.people[workers_[row].account].farmed && random_.chance(traits_.live_honestly)) {
            const Ms joined = world_.people[workers_[row].account].joined;
            for (std::int64_t i = random_.poisson(2.0); i > 0; --i) {
                Task task;
                task.honest = true;
                task.worker = row;
                const Ms from = std::max(joined, world_.knobs.calendar.start);
                const double length = static_cast<double>(world_.last_day_end() - from);
                task.at = from + static_cast<Ms>(length * random_.uniform());
                tasks_.push_back(task);
            }
        }
    }
    std::stable_sort(
        tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) { return a.at > b.at; });
}

}  // namespace shouxin::world
