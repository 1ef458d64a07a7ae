#include "base/must.h"
#include "dispatch/urgent/dispatcher.h"

#include <algorithm>
#include <limits>

namespace shouxin::dispatch::urgent {
namespace {

constexpr Cost lock_worth = 400'000'000'000;  // above all prices of Pricing
constexpr Millis scarcity_every = minute;
constexpr Millis rounding = 100;       // an arrival is rounded up when it is committed
constexpr Millis look_again = minute;  // prices move with time, if slowly

}  // namespace

void Dispatcher::tick(Millis now, std::vector<Decision>& out) {
    MUST(now >= now_);
    now_ = now;
    out.insert(out.end(), pending_.begin(), pending_.end());
    pending_.clear();
    watch(now, out);
    if (!wants_tick(now)) {
        return;
    }
    changed_ = false;
    next_due_ = now + look_again;
    match();
    settle(out);
}

// Silence ends a commitment; a visit past its end lasts on.
void Dispatcher::watch(Millis now, std::vector<Decision>& out) {
    while (policy_.answer_within > 0 && !waited_on_.empty()) {
        const Job job = waited_on_.front();
        JobRow& row = jobs_[job.value];
        if (now < row.committed + policy_.answer_within) {
            break;
        }
        row.declined.push_back(row.technician);
        row.locked = {};
        withdraw(job, Reason::silent, now, out);
    }
    for (TechnicianRow& row : technicians_) {
        const auto visits = row.itinerary.visits();
        if (!visits.empty() && visits.front().done < now) {
            row.itinerary.expect_done(now + policy_.overrun, handling_, pace_);
            changed_ = true;
        }
    }
}

void Dispatcher::match() {
    demand_.advance(now_);
    if (now_ >= scarcity_due_) {
        scarcity_due_ = now_ + scarcity_every;
        for (TechnicianRow& row : technicians_) {
            row.scarcity = demand_.falls_to(row.card.qualification.skills);
        }
    }
    list_columns();
    list_holders();
    grid_.build(column_places_);
    const double on_shift = static_cast<double>(std::max<std::size_t>(columns_.size(), 1));
    const Pricing pricing(
        policy_, {now_, static_cast<double>(open_.size()) / on_shift, demand_.mean_service()});
    assignment_.clear(static_cast<std::uint32_t>(columns_.size()));
    candidates_.clear();
    candidates_end_.clear();
    for (const Job job : open_) {
        find_candidates(jobs_[job.value]);
        candidates_.insert(candidates_.end(), found_.begin(), found_.end());
        candidates_end_.push_back(candidates_.size());
        add_row(pricing, job);
    }
    assignment_.solve();
}

void Dispatcher::list_columns() {
    columns_.clear();
    column_places_.clear();
    column_of_.assign(technicians_.size(), Assignment::none);
    for (std::uint32_t t = 0; t < technicians_.size(); ++t) {
        const TechnicianRow& row = technicians_[t];
        const Millis starts = std::max(now_, row.card.shift.from) + handling_;
        const Millis ready = std::max(starts, row.itinerary.free_at());
        if (!row.up || ready > row.card.shift.to) {
            continue;
        }
        if (row.card.shift.from > now_) {
            next_due_ = std::min(next_due_, row.card.shift.from);
        }
        column_of_[t] = static_cast<std::uint32_t>(columns_.size());
        columns_.push_back(
            {Technician{t}, ready, row.card.shift.to, row.card.qualification.skills});
        column_places_.push_back(row.itinerary.free_place());
    }
}

// Of the skills that open jobs need: a rare one isn't searched for all over the city.
void Dispatcher::list_holders() {
    Kinds needed;
    for (const Job job : open_) {
        const Kind skill = jobs_[job.value].card.requirement.skill;
        if (skill < kinds_max && !needed.test(skill)) {
            needed.set(skill);
            holders_[skill].clear();
            for (std::uint32_t column = 0; column < columns_.size(); ++column) {
                if (columns_[column].skills.test(skill)) {
                    holders_[skill].push_back(column);
                }
            }
        }
    }
}

bool Dispatcher::may(const TechnicianRow& technician, Technician who, const JobRow& job) const {
    const Bar bars = bar(technician.card.qualification, job.card.requirement);
    if (bars != Bar::none && !(job.locked == who && job.lock == Lock::override_scope)) {
        return false;
    }
    return job.declined.empty() || std::ranges::find(job.declined, who) == job.declined.end();
}

void Dispatcher::look_at(const JobRow& job, std::uint32_t column) {
    const Column& it = columns_[column];
    const Kind skill = job.card.requirement.skill;
    if (skill >= kinds_max || !it.skills.test(skill) ||
        !may(technicians_[it.technician.value], it.technician, job)) {
        return;
    }
    const double way = pace_.millis(column_places_[column], job.card.at);
    const Millis arrives = it.ready + static_cast<Millis>(way) + rounding;
    if (arrives <= it.until) {
        found_.push_back({column, static_cast<float>(way), arrives});
    }
}

// The candidates_max who would be there first, ring by ring of the grid; or the one of a lock.
void Dispatcher::find_candidates(const JobRow& job) {
    found_.clear();
    if (job.locked) {
        const std::uint32_t column = column_of_[job.locked.value];
        if (column != Assignment::none) {
            look_at(job, column);
        }
        return;
    }
    const Kind skill = job.card.requirement.skill;
    if (skill >= kinds_max) {
        return;
    }
    if (holders_[skill].size() < 2 * policy_.candidates_max) {
        for (const std::uint32_t column : holders_[skill]) {
            look_at(job, column);
        }
        keep_soonest();
        return;
    }
    double reached = 0;
    Millis last = std::numeric_limits<Millis>::max();  // who comes later isn't kept
    grid_.rings(job.card.at, [&](std::span<const std::uint32_t> points, double least) {
        if (least > reached) {  // a new ring: is it worth going on?
            reached = least;
            last = found_.size() < 2 * policy_.candidates_max ? last : keep_soonest();
            const double way = least * pace_.millis_a_metre();
            if (now_ + handling_ + static_cast<Millis>(way) > last) {
                return false;
            }
        }
        for (const std::uint32_t point : points) {
            look_at(job, point);
        }
        return true;
    });
    keep_soonest();
}

// When the last of those kept arrives.
Millis Dispatcher::keep_soonest() {
    const auto sooner = [](const Candidate& a, const Candidate& b) {
        return std::pair(a.arrives, a.column) < std::pair(b.arrives, b.column);
    };
    const std::size_t keep = policy_.candidates_max;
    if (found_.size() <= keep) {
        return std::numeric_limits<Millis>::max();
    }
    const auto last = found_.begin() + static_cast<std::ptrdiff_t>(keep) - 1;
    std::nth_element(found_.begin(), last, found_.end(), sooner);
    found_.resize(keep);
    return found_.back().arrives;
}

void Dispatcher::add_row(const Pricing& pricing, Job job) {
    const JobRow& row = jobs_[job.value];
    const Pricing::JobPrice price = pricing.job(row.card);
    Cost without = pricing.deferred(price);
    edges_.clear();
    for (const Candidate& it : found_) {
        const TechnicianRow& who = technicians_[columns_[it.column].technician.value];
        const bool other = row.technician && row.technician != columns_[it.column].technician;
        edges_.push_back(
            {it.column,
             pricing.sent(price, it.arrives, static_cast<double>(it.way), who.scarcity) +
                 (other ? pricing.churn() : 0) - (row.locked ? lock_worth : 0)});
    }
    // Then who is wanted nowhere else goes, however far or long: nobody nearer came meanwhile.
    const auto least = std::ranges::min_element(edges_, {}, &Assignment::Edge::cost);
    if (least != edges_.end() && now_ - row.card.opened > policy_.nearer_within) {
        without = std::max(without, least->cost + 1);
    }
    assignment_.add_row(edges_, without);
}

}  // namespace shouxin::dispatch::urgent
