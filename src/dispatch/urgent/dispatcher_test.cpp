// What holds whatever happens: random events in random order.
#include "dispatch/urgent/dispatcher.h"

#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace shouxin::dispatch::urgent {
namespace {

constexpr std::size_t people = 7;

// Plays a stormy day and checks every decision as it comes.
class StormyDay {
public:
    explicit StormyDay(std::uint64_t seed) : random_(seed) {
        policy_.answer_within = minute;
        city_.emplace(Pace(18, 1.35), minute, policy_);
        for (std::size_t t = 0; t < people; ++t) {
            hire();
        }
    }

    void play() {
        while (now_ < 20 * hour) {
            visits();
            if (now_ >= 6 * hour) {
                everybody_up();
            } else if (random_.chance(0.3)) {
                happen();
            }
            decisions_.clear();
            city_->tick(now_, decisions_);
            for (const Decision& decision : decisions_) {
                check(decision);
            }
            now_ += policy_.tick * random_.uniform_int(1, 40);
        }
    }

    [[nodiscard]] bool all_settled() const {
        return std::ranges::all_of(jobs_, [](const auto& job) { return job.second.over; });
    }

private:
    struct Known {
        JobCard card;
        std::optional<Technician> committed;
        std::optional<Technician> locked;
        std::set<Technician> declined;
        bool arrived = false;
        bool over = false;
    };

    Place place() {
        return {113.3 + random_.uniform(-0.03, 0.03), 23.1 + random_.uniform(-0.03, 0.03)};
    }

    void hire() {
        TechnicianCard card;
        card.at = place();
        card.shift = {0, 30 * hour};
        card.qualification.skills.set(0);
        card.qualification.skills.set(random_.uniform_index(3));
        cards_.push_back(card);
        up_.push_back(true);
        ASSERT_TRUE(city_->hire(card).has_value());
    }

    void happen() {
        const std::size_t what = random_.uniform_index(10);
        if (what < 4) {
            ring();
        } else if (what < 8) {
            happen_to_job(what);
        } else {
            stand_up_or_down();
        }
    }

    void ring() {
        JobCard card;
        card.at = place();
        card.opened = now_;
        card.service = random_.uniform_int(0, 40) * minute;
        card.requirement.skill = static_cast<Kind>(random_.uniform_index(4));  // nobody has 3
        const auto job = city_->open(card);
        ASSERT_TRUE(job.has_value());
        jobs_[*job] = {};
        jobs_[*job].card = card;
    }

    void happen_to_job(std::size_t what) {
        for (auto& [job, known] : jobs_) {
            if (known.over || known.arrived || !random_.chance(0.3)) {
                continue;
            }
            if (what == 4) {
                city_->cancel(job, now_);
                known.over = true;
            } else if (what == 5 && known.committed) {
                known.declined.insert(*known.committed);
                known.locked.reset();
                city_->decline(job, now_);
            } else if (what == 6 && known.committed) {
                city_->accept(job);
            } else if (what == 7 && !known.committed) {
                lock(job, known);
            }
            return;
        }
    }

    void lock(Job job, Known& known) {
        const Technician who{static_cast<std::uint32_t>(random_.uniform_index(cards_.size()))};
        const bool may = cards_[who.value].qualification.skills.test(known.card.requirement.skill);
        EXPECT_EQ(city_->lock(job, who, Lock::lock).has_value(), may);
        if (may) {
            known.locked = who;
            known.declined.erase(who);
        }
    }

    void stand_up_or_down() {
        const Technician who{static_cast<std::uint32_t>(random_.uniform_index(cards_.size()))};
        if (!up_[who.value]) {
            city_->stand_up(who, place(), now_);
        } else {
            city_->stand_down(who, now_);
            for (auto& [job, known] : jobs_) {
                known.arrived = known.arrived && known.committed != who;
                if (known.locked == who) {
                    known.locked.reset();
                }
            }
        }
        up_[who.value] = !up_[who.value];
    }

    void everybody_up() {
        for (std::uint32_t t = 0; t < cards_.size(); ++t) {
            if (!up_[t]) {
                city_->stand_up(Technician{t}, place(), now_);
                up_[t] = true;
            }
        }
    }

    void visits() {
        for (std::uint32_t t = 0; t < cards_.size(); ++t) {
            while (!city_->itinerary(Technician{t}).visits().empty()) {
                const Visit first = city_->itinerary(Technician{t}).visits().front();
                if (!first.arrived && first.arrives <= now_) {
                    city_->arrived(first.job, first.arrives);
                    jobs_[first.job].arrived = true;
                } else if (first.arrived && first.done <= now_) {
                    city_->finished(first.job, first.done);
                    jobs_[first.job].over = true;
                } else {
                    break;
                }
            }
        }
    }

    void check(const Decision& it) {
        Known& known = jobs_.at(it.job);
        if (it.what == What::committed) {
            check_commitment(it, known);
            known.committed = it.technician;
        } else if (it.what == What::withdrawn) {
            EXPECT_EQ(known.committed, it.technician);
            known.committed.reset();
            if (it.reason == Reason::silent) {
                known.declined.insert(it.technician);
                known.locked.reset();
            }
        } else if (it.what == What::refused) {
            EXPECT_NE(it.reason, Reason::none);
            EXPECT_FALSE(known.committed);
            known.over = true;
        }
    }

    void check_commitment(const Decision& it, const Known& known) const {
        EXPECT_FALSE(known.over || known.committed);
        EXPECT_TRUE(up_[it.technician.value]);
        const Kinds& skills = cards_[it.technician.value].qualification.skills;
        EXPECT_TRUE(skills.test(known.card.requirement.skill));
        EXPECT_FALSE(known.declined.contains(it.technician));
        EXPECT_TRUE(!known.locked || *known.locked == it.technician);
        EXPECT_GE(it.at, known.card.opened);
        EXPECT_GE(it.departs, it.at + minute);
        EXPECT_GE(it.arrives, it.departs);
        EXPECT_EQ(it.done, it.arrives + known.card.service);
        const auto visits = city_->itinerary(it.technician).visits();
        EXPECT_TRUE(visits.size() < 2 || visits[1].departs >= visits[0].done);
    }

    Random random_;
    Policy policy_;
    std::optional<Dispatcher> city_;
    std::vector<TechnicianCard> cards_;
    std::vector<bool> up_;
    std::map<Job, Known> jobs_;
    std::vector<Decision> decisions_;
    Millis now_ = 0;
};

TEST(Dispatcher, KeepsItsPromisesInStorms) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        StormyDay day(seed);
        day.play();
        EXPECT_TRUE(day.all_settled());  // nobody was abandoned
    }
}

TEST(Dispatcher, SaysWhenItIsFull) {
    Policy policy;
    policy.jobs_max = 1;
    policy.technicians_max = 1;
    Dispatcher city(Pace(18, 1), 0, policy);
    ASSERT_TRUE(city.hire({}).has_value());
    EXPECT_EQ(city.hire({}).error().failure, Failure::exhausted);
    const auto job = city.open({});
    ASSERT_TRUE(job.has_value());
    EXPECT_EQ(city.open({}).error().failure, Failure::exhausted);
    city.cancel(*job, 0);
    city.forget(*job);
    EXPECT_TRUE(city.open({}).has_value());
}

TEST(Qualification, NamesTheFirstBar) {
    Qualification who;
    who.skills.set(1);
    Requirement job{1, {}, {}, {}, {}};
    EXPECT_EQ(bar(who, job), Bar::none);
    job.licence = 4;
    EXPECT_EQ(bar(who, job), Bar::licence);
    who.licences.set(4);
    job.brand = 2;
    EXPECT_EQ(bar(who, job), Bar::brand);
    who.brands.set(2);
    job.area = 7;
    EXPECT_EQ(bar(who, job), Bar::none);
    who.areas.set(6);
    EXPECT_EQ(bar(who, job), Bar::area);
    who.areas.set(7);
    job.partner = 3;
    EXPECT_EQ(bar(who, job), Bar::partner);
    who.partner = 3;
    EXPECT_EQ(bar(who, job), Bar::none);
    job.skill = nobodys_skill;
    EXPECT_EQ(bar(who, job), Bar::skill);
}

TEST(Forecast, CorrectsByTheMedianError) {
    Forecast forecast;
    const Lead lead = lead_of(7 * minute);
    for (int k = 0; k < 4; ++k) {
        forecast.learn(lead, 0, minute);
    }
    EXPECT_EQ(forecast.corrected(lead, hour), hour);  // too few yet
    forecast.learn(lead, 0, 9 * minute);
    EXPECT_EQ(forecast.corrected(lead, hour), hour + minute);
    EXPECT_EQ(forecast.corrected(lead_of(0), hour), hour);
    EXPECT_NE(lead_of(-1), lead);
}

}  // namespace
}  // namespace shouxin::dispatch::urgent
