#include "world/country/urgent_day.h"

#include "base/must.h"
#include "dispatch/urgent/dispatcher.h"
#include "world/country/urgent_people.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

namespace shouxin::world::country {

namespace {

using dispatch::urgent::Decision;
using dispatch::urgent::Dispatcher;
using dispatch::urgent::Job;
using dispatch::urgent::Pace;
using dispatch::urgent::Policy;
using dispatch::urgent::Reason;
using dispatch::urgent::Technician;
using dispatch::urgent::Visit;
using dispatch::urgent::What;

Policy policy_of_the_country() {
    Policy policy;
    policy.tick = 10 * second;
    policy.answer_within = silence;
    return policy;
}

Pace pace_at(Millis at) {
    return {speed_kmh / traffic_by_hour[hour_of(at)], detour};
}

enum class Kind : std::uint8_t { accepts, declines, ill, arrives, overruns, finishes, cancels };

struct Event {
    Millis at;
    std::uint64_t number;  // of two at once the one thought of first
    Kind kind;
    std::uint32_t who;   // a job; of ill a technician
    std::uint32_t turn;  // of the job's: what concerns an earlier commitment is void

    friend bool operator>(const Event& a, const Event& b) {
        return a.at != b.at ? a.at > b.at : a.number > b.number;
    }
};

enum class Stage : std::uint8_t { waiting, committed, on_the_way, there, over };

// A caller, and how far it is with it.
struct Customer {
    Caller caller;
    Stage stage = Stage::waiting;
    bool seen = false;  // somebody was at the door
    std::uint32_t turn = 0;
    Technician technician;
    std::optional<Millis> told;
};

class UrgentDay {
public:
    UrgentDay(
        const Territory& territory,
        const UrgentDemand& demand,
        const Random& random,
        CityTally& tally)
        : end_(demand.until + followed),
          random_(random.fork("day")),
          policy_(policy_of_the_country()),
          dispatcher_(pace_at(0), handling, policy_),
          tally_(tally) {
        hire(workers_of(territory, demand, random.fork("technicians")));
        for (Caller& caller : callers_of(territory, demand, random.fork("customers"))) {
            customers_.push_back({std::move(caller), {}, {}, {}, {}, {}});
        }
    }

    void play() {
        for (Millis now = 0; now < end_; now = next_tick(now)) {
            dispatcher_.set_pace(pace_at(now));
            open(now);
            happen(now);
            if (dispatcher_.wants_tick(now)) {
                decide(now);
            }
        }
        for (std::size_t i = 0; i < rung_; ++i) {
            tell(i).left_open += customers_[i].stage != Stage::over && !customers_[i].seen ? 1 : 0;
        }
    }

private:
    void hire(const std::vector<Worker>& workers) {
        for (const Worker& worker : workers) {
            const auto hired = dispatcher_.hire(worker.card);
            MUST(hired.has_value());
            if (worker.falls_ill) {
                happens(*worker.falls_ill, Kind::ill, hired->value, 0);
            }
        }
        technicians_.resize(workers.size());
        tally_.technicians += workers.size();
    }

    UrgentTally& tell(std::size_t customer) {
        return tally_.urgent[hour_of(customers_[customer].caller.card.opened)];
    }

    void happens(Millis at, Kind kind, std::uint32_t who, std::uint32_t turn) {
        events_.push({at, number_++, kind, who, turn});
    }

    void open(Millis now) {
        for (; rung_ < customers_.size() && customers_[rung_].caller.card.opened <= now; ++rung_) {
            const Customer& customer = customers_[rung_];
            const auto job = dispatcher_.open(customer.caller.card);
            MUST(job.has_value() && job->value == rung_);
            ++tell(rung_).jobs;
            happens(
                customer.caller.card.opened + customer.caller.patience,
                Kind::cancels,
                job->value,
                0);
        }
    }

    void happen(Millis now) {
        while (!events_.empty() && events_.top().at <= now) {
            const Event event = events_.top();
            events_.pop();
            happen(event);
        }
    }

    void happen(const Event& event) {
        if (event.kind == Kind::ill) {
            fall_ill({event.who}, event.at);
            return;
        }
        Customer& customer = customers_[event.who];
        if (event.kind == Kind::cancels) {
            if (customer.stage < Stage::there && !customer.seen) {
                cancel(event.who, event.at);
            }
        } else if (customer.turn == event.turn) {
            go_on(event, customer);
        }
    }

    void go_on(const Event& event, Customer& customer) {
        const Job job{event.who};
        switch (event.kind) {
            case Kind::accepts:
                dispatcher_.accept(job);
                break;
            case Kind::declines:
                ++tell(event.who).declined;
                dispatcher_.decline(job, event.at);
                release(customer, event.at);
                break;
            case Kind::arrives:
                arrive(job, customer, event.at);
                break;
            case Kind::overruns:
                dispatcher_.expect_done(
                    job,
                    event.at + sees_overrun + customer.caller.work - customer.caller.card.service);
                break;
            default:
                finish(job, customer, event.at);
                break;
        }
    }

    void arrive(Job job, Customer& customer, Millis at) {
        dispatcher_.arrived(job, at);
        customer.stage = Stage::there;
        if (!customer.seen) {
            count_arrival(job.value, customer, at);
        }
        const bool home = !random_.chance(not_at_home);
        tell(job.value).nobody_home += home ? 0 : 1;
        const Millis takes = home ? customer.caller.work : gives_up_after;
        if (takes > customer.caller.card.service + sees_overrun) {
            happens(
                at + customer.caller.card.service - sees_overrun,
                Kind::overruns,
                job.value,
                customer.turn);
        }
        happens(at + takes, Kind::finishes, job.value, customer.turn);
    }

    void count_arrival(std::uint32_t who, Customer& customer, Millis at) {
        customer.seen = true;
        UrgentTally& tally = tell(who);
        const Millis wait = at - customer.caller.card.opened;
        ++tally.served;
        tally.in_time += wait <= policy_.at_the_door ? 1 : 0;
        tally.excess += std::max<Millis>(wait - policy_.at_the_door, 0);
        if (customer.told) {
            const Millis off = std::max(at - *customer.told, *customer.told - at);
            tally.kept += off <= policy_.kept_within ? 1 : 0;
        }
        ++tally_.waits[std::min<std::size_t>(
            static_cast<std::size_t>(wait / minute), tally_.waits.size() - 1)];
    }

    void finish(Job job, Customer& customer, Millis at) {
        dispatcher_.finished(job, at);
        customer.stage = Stage::over;
        leave(customer, at);
    }

    void cancel(std::uint32_t who, Millis at) {
        Customer& customer = customers_[who];
        ++tell(who).cancelled;
        dispatcher_.cancel({who}, at);
        const bool had = customer.stage != Stage::waiting;
        customer.stage = Stage::over;
        ++customer.turn;
        if (had) {
            leave(customer, at);
        }
    }

    void fall_ill(Technician technician, Millis at) {
        dispatcher_.stand_down(technician, at);
        for (const std::uint32_t who : std::exchange(technicians_[technician.value], {})) {
            ++tell(who).fell_ill;
            customers_[who].stage = Stage::waiting;
            ++customers_[who].turn;
        }
    }

    // Nobody comes any more; somebody else may.
    void release(Customer& customer, Millis at) {
        customer.stage = Stage::waiting;
        ++customer.turn;
        leave(customer, at);
    }

    // The technician turns to the next.
    void leave(const Customer& customer, Millis at) {
        std::vector<std::uint32_t>& next = technicians_[customer.technician.value];
        std::erase_if(next, [&](std::uint32_t who) { return &customers_[who] == &customer; });
        set_out(customer.technician, at);
    }

    // To the first of his visits, if he hasn't yet.
    void set_out(Technician technician, Millis now) {
        const std::vector<std::uint32_t>& next = technicians_[technician.value];
        if (next.empty() || customers_[next.front()].stage != Stage::committed) {
            return;
        }
        Customer& customer = customers_[next.front()];
        const Visit& visit = dispatcher_.itinerary(technician).visits().front();
        const double way = static_cast<double>(visit.arrives - visit.departs);
        customer.stage = Stage::on_the_way;
        happens(
            std::max(visit.departs, now) +
                static_cast<Millis>(way * random_.lognormal(1.0, travel_sigma)),
            Kind::arrives,
            next.front(),
            customer.turn);
    }

    void decide(Millis now) {
        decisions_.clear();
        dispatcher_.tick(now, decisions_);
        for (const Decision& decision : decisions_) {
            take(decision);
        }
    }

    void take(const Decision& decision) {
        const std::uint32_t who = decision.job.value;
        Customer& customer = customers_[who];
        switch (decision.what) {
            case What::told:
                ++tell(who).promised;
                customer.told = decision.arrives;
                break;
            case What::retold:
                ++tell(who).retold;
                break;
            case What::refused:
                tell(who).refused += customer.seen ? 0 : 1;
                customer.stage = Stage::over;
                break;
            case What::committed:
                commit(decision, customer);
                break;
            case What::withdrawn:
                if (decision.reason == Reason::silent) {  // the others were ours to tell
                    ++tell(who).silent;
                    release(customer, decision.at);
                }
                break;
        }
    }

    void commit(const Decision& decision, Customer& customer) {
        customer.stage = Stage::committed;
        customer.technician = decision.technician;
        ++customer.turn;
        technicians_[decision.technician.value].push_back(decision.job.value);
        const Millis answer = decision.at + random_.uniform_int(answers_from, answers_to);
        if (random_.chance(declines)) {
            happens(answer, Kind::declines, decision.job.value, customer.turn);
        } else if (!random_.chance(keeps_silent)) {
            happens(answer, Kind::accepts, decision.job.value, customer.turn);
        }
        set_out(decision.technician, decision.at);
    }

    // Ticks at which nothing can happen are left out.
    [[nodiscard]] Millis next_tick(Millis now) const {
        Millis wanted = end_;
        if (dispatcher_.open_jobs() > 0) {
            wanted = std::min(wanted, dispatcher_.next_due());
        }
        if (!events_.empty()) {
            wanted = std::min(wanted, events_.top().at);
        }
        if (rung_ < customers_.size()) {
            wanted = std::min(wanted, customers_[rung_].caller.card.opened);
        }
        const Millis least = std::max(wanted, now + policy_.tick);
        return (least + policy_.tick - 1) / policy_.tick * policy_.tick;
    }

    Millis end_;
    Random random_;
    Policy policy_;
    Dispatcher dispatcher_;
    CityTally& tally_;
    std::vector<Customer> customers_;  // by Job
    std::size_t rung_ = 0;
    std::vector<std::vector<std::uint32_t>> technicians_;  // what each goes to, in order
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
    std::uint64_t number_ = 0;
    std::vector<Decision> decisions_;
};

}  // namespace

void play_urgent_day(
    const Territory& territory, const UrgentDemand& demand, Random random, CityTally& tally) {
    UrgentDay(territory, demand, random, tally).play();
}

}  // namespace shouxin::world::country
