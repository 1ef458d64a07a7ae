#include "dispatch/city/simulate.h"

#include "base/must.h"
#include "dispatch/urgent/dispatcher.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace shouxin::dispatch::city {
namespace {

using urgent::Decision;
using urgent::Job;
using urgent::Millis;
using urgent::What;

class Day {
public:
    Day(const CityDay& day, const urgent::Policy& policy)
        : day_(day), policy_(policy), dispatcher_(day.pace(), day.handling, policy) {
        for (const NamedTechnician& technician : day.technicians) {
            MUST(dispatcher_.hire(technician.card).has_value());
        }
        in_order_.resize(day.jobs.size());
        std::iota(in_order_.begin(), in_order_.end(), 0U);
        std::ranges::stable_sort(
            in_order_, {}, [&](std::uint32_t row) { return day.jobs[row].card.opened; });
        played_.outcomes.resize(day.jobs.size());
    }

    Played play(const std::function<bool(std::size_t)>& go_on) {
        Millis now = 0;
        while (settled_ < day_.jobs.size()) {
            if (go_on && !go_on(settled_)) {
                played_.stopped = true;
                break;
            }
            report(now);
            open(now);
            if (dispatcher_.wants_tick(now)) {
                decide(now);
            }
            now = next_tick(now);
        }
        return std::move(played_);
    }

private:
    // An arrival or the end of a visit.
    struct Report {
        Millis at;
        std::uint64_t number;  // visits in the order of their commitments, arrival before end
        Job job;
        bool done;

        auto operator<=>(const Report& other) const {
            return std::pair(at, number) <=> std::pair(other.at, other.number);
        }
    };

    void report(Millis now) {
        while (!reports_.empty() && reports_.top().at <= now) {
            const Report it = reports_.top();
            reports_.pop();
            if (it.done) {
                dispatcher_.finished(it.job, it.at);
            } else {
                dispatcher_.arrived(it.job, it.at);
            }
        }
    }

    void open(Millis now) {
        while (rung_ < in_order_.size() && day_.jobs[in_order_[rung_]].card.opened <= now) {
            const auto job = dispatcher_.open(day_.jobs[in_order_[rung_]].card);
            MUST(job.has_value() && job->value == rung_);
            ++rung_;
        }
    }

    void decide(Millis now) {
        ++played_.ticks;
        decisions_.clear();
        dispatcher_.tick(now, decisions_);
        for (const Decision& decision : decisions_) {
            take(decision);
        }
    }

    void take(const Decision& decision) {
        Outcome& outcome = played_.outcomes[in_order_[decision.job.value]];
        switch (decision.what) {
            case What::told:
                outcome.promised_at = decision.arrives;
                break;
            case What::retold:
                ++outcome.retold;
                break;
            case What::refused:
                outcome.refused = true;
                outcome.reason = decision.reason;
                outcome.refused_at = decision.at;
                ++settled_;
                break;
            case What::committed:
                commit(decision, outcome);
                break;
            case What::withdrawn:
                MUST(false);
                break;  // nobody declines here
        }
    }

    void commit(const Decision& decision, Outcome& outcome) {
        outcome.technician = decision.technician.value;
        outcome.assigned_at = decision.at;
        outcome.departs_at = decision.departs;
        outcome.arrives_at = decision.arrives;
        outcome.done_at = decision.done;
        outcome.why = decision.why;
        reports_.push({decision.arrives, 2 * settled_, decision.job, false});
        reports_.push({decision.done, 2 * settled_ + 1, decision.job, true});
        ++settled_;
    }

    // Ticks are multiples of the policy's; those at which nothing can happen are left out.
    [[nodiscard]] Millis next_tick(Millis now) const {
        const Millis least = now + policy_.tick;
        Millis wanted = dispatcher_.next_due();
        if (rung_ < in_order_.size()) {
            const Millis rings = day_.jobs[in_order_[rung_]].card.opened;
            wanted = dispatcher_.open_jobs() == 0 ? rings : std::min(wanted, rings);
        }
        const Millis ticks = (std::max(wanted, least) + policy_.tick - 1) / policy_.tick;
        return ticks * policy_.tick;
    }

    const CityDay& day_;
    urgent::Policy policy_;
    urgent::Dispatcher dispatcher_;
    std::vector<std::uint32_t> in_order_;  // rows of jobs by time
    std::size_t rung_ = 0;
    std::size_t settled_ = 0;
    std::priority_queue<Report, std::vector<Report>, std::greater<>> reports_;
    std::vector<Decision> decisions_;
    Played played_;
};

}  // namespace

Played simulate(
    const CityDay& day,
    const urgent::Policy& policy,
    const std::function<bool(std::size_t)>& go_on) {
    return Day(day, policy).play(go_on);
}

}  // namespace shouxin::dispatch::city
