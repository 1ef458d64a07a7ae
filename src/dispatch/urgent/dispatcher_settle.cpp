#include "base/must.h"
#include "dispatch/urgent/dispatcher.h"

#include <algorithm>
#include <limits>

namespace shouxin::dispatch::urgent {

void Dispatcher::settle(std::vector<Decision>& out) {
    tell_delays(out);
    std::size_t kept = 0;
    for (std::size_t row = 0; row < open_.size(); ++row) {
        const Job job = open_[row];
        const Stage stage = settle_one(row, out);
        jobs_[job.value].stage = stage;
        if (stage == Stage::open) {
            open_[kept++] = job;
        } else {
            changed_ = true;
        }
    }
    open_.resize(kept);
}

Dispatcher::Stage Dispatcher::settle_one(std::size_t row, std::vector<Decision>& out) {
    const Job job = open_[row];
    const std::uint32_t column = assignment_.column_of(row);
    if (column == Assignment::none) {
        return settle_without(row, out);
    }
    const Column& it = columns_[column];
    const TechnicianRow& technician = technicians_[it.technician.value];
    const auto candidates = candidates_of(row);
    const auto chosen = std::ranges::find(candidates, column, &Candidate::column);
    MUST(chosen != candidates.end());
    jobs_[job.value].technician = it.technician;
    // Committing at the next tick would cost the technician time.
    const Millis latest = std::max(technician.itinerary.free_at(), technician.card.shift.from) -
                          (technician.card.shift.from > now_ ? 0 : handling_);
    if (technician.itinerary.full() || technician.card.shift.from > now_ ||
        latest >= now_ + policy_.tick) {
        next_due_ = std::min(next_due_, latest - policy_.tick + 1);
        tell(job, lead_of(std::max<Millis>(latest - now_, 1)), chosen->arrives, out);
        return Stage::open;
    }
    commit(row, *chosen, out);
    return Stage::committed;
}

// Deferred; or refused, if nobody can ever come.
Dispatcher::Stage Dispatcher::settle_without(std::size_t row, std::vector<Decision>& out) {
    JobRow& job = jobs_[open_[row].value];
    job.technician = {};
    if (candidates_of(row).empty()) {
        if (job.locked && !can_come(technicians_[job.locked.value], job)) {
            job.locked = {};  // who it was kept for can't come
            changed_ = true;
            return Stage::open;
        }
        const Reason reason = job.locked ? Reason::none : refusal(job);
        if (reason != Reason::none) {
            Decision said;
            said.what = What::refused;
            said.job = open_[row];
            said.at = now_;
            said.reason = reason;
            out.push_back(said);
            return Stage::closed;
        }
    }
    tell(open_[row], lead_of(-1), foreseen_without(row), out);
    return Stage::open;
}

// Of a job that goes without for now: when who is wanted nowhere else would be there, who is sent
// as soon as nobody nearer is waited for; or what the price of deferring assumes.
Millis Dispatcher::foreseen_without(std::size_t row) const {
    const Millis sent = jobs_[open_[row].value].card.opened + policy_.nearer_within + handling_;
    Millis foreseen = std::numeric_limits<Millis>::max();
    for (const Candidate& it : candidates_of(row)) {
        if (assignment_.row_of(it.column) == Assignment::none) {
            const Millis waits = std::max<Millis>(sent - columns_[it.column].ready, 0);
            foreseen = std::min(foreseen, it.arrives + waits);
        }
    }
    return foreseen == std::numeric_limits<Millis>::max() ? now_ + policy_.deferred : foreseen;
}

std::span<const Dispatcher::Candidate> Dispatcher::candidates_of(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : candidates_end_[row - 1];
    return std::span(candidates_).subspan(begin, candidates_end_[row] - begin);
}

// At all, in the shift, as far as it is known; who is ill may come back.
bool Dispatcher::can_come(const TechnicianRow& technician, const JobRow& job) const {
    if (!technician.up) {
        return technician.card.shift.to >= now_;
    }
    const Millis ready = std::max(
        std::max(now_, technician.card.shift.from) + handling_, technician.itinerary.free_at());
    const double way = pace_.millis(technician.itinerary.free_place(), job.card.at);
    return ready <= technician.card.shift.to &&
           pace_.arrival(ready, way) <= technician.card.shift.to;
}

// Of several reasons the one of who came nearest to being allowed to go.
Reason Dispatcher::refusal(const JobRow& job) const {
    auto nearest = Reason::no_skill;
    for (std::uint32_t t = 0; t < technicians_.size(); ++t) {
        const Bar bars = bar(technicians_[t].card.qualification, job.card.requirement);
        auto reason = reason_of(bars);
        if (bars == Bar::none) {
            const bool declined =
                std::ranges::find(job.declined, Technician{t}) != job.declined.end();
            if (!declined && can_come(technicians_[t], job)) {
                return Reason::none;
            }
            reason = declined ? Reason::all_declined : Reason::no_shift;
        }
        nearest = std::max(nearest, reason);
    }
    return nearest;
}

void Dispatcher::commit(std::size_t row, const Candidate& chosen, std::vector<Decision>& out) {
    const Job job = open_[row];
    JobRow& it = jobs_[job.value];
    TechnicianRow& technician = technicians_[it.technician.value];
    Decision said;
    said.why = why(row, chosen);
    Visit visit;
    visit.job = job;
    visit.at = it.card.at;
    visit.service = it.card.service;
    visit.committed = now_;
    visit = technician.itinerary.append(visit, now_ + handling_, pace_);
    said.what = What::committed;
    said.job = job;
    said.technician = it.technician;
    said.at = now_;
    said.departs = visit.departs;
    said.arrives = visit.arrives;
    said.done = visit.done;
    it.committed = now_;
    if (policy_.answer_within > 0) {
        waited_on_.push_back(job);
    }
    if (it.told) {
        forecast_.learn(it.lead, it.foreseen, visit.arrives);
    }
    tell(job, 0, visit.arrives, out);
    out.push_back(said);
}

void Dispatcher::tell(Job job, Lead lead, Millis arrives, std::vector<Decision>& out) {
    JobRow& row = jobs_[job.value];
    const Millis time = forecast_.corrected(lead, arrives);
    const Millis moved = row.told ? time - *row.told : 0;
    if (row.told && std::max(moved, -moved) <= policy_.kept_within) {
        return;
    }
    Decision said;
    said.what = row.told ? What::retold : What::told;
    said.job = job;
    said.at = now_;
    said.arrives = time;
    out.push_back(said);
    if (!row.told) {
        row.lead = lead;
        row.foreseen = arrives;
    }
    row.told = time;
}

// A visit that lasts on, or ends early, moves the one after it.
void Dispatcher::tell_delays(std::vector<Decision>& out) {
    for (const TechnicianRow& technician : technicians_) {
        for (const Visit& visit : technician.itinerary.visits()) {
            if (!visit.arrived) {
                tell(visit.job, 0, visit.arrives, out);
            }
        }
    }
}

Why Dispatcher::why(std::size_t row, const Candidate& chosen) const {
    const Technician who = columns_[chosen.column].technician;
    const TechnicianRow& technician = technicians_[who.value];
    const JobRow& job = jobs_[open_[row].value];
    Why why;
    why.qualified = static_cast<std::uint32_t>(candidates_of(row).size());
    why.wait = chosen.arrives - job.card.opened;
    why.busy = std::max<Millis>(technician.itinerary.free_at() - now_, 0);
    why.way = static_cast<Millis>(chosen.way);
    why.locked = job.locked == who;
    for (const Candidate& other : candidates_of(row)) {
        if (other.arrives >= chosen.arrives) {
            continue;
        }
        ++why.sooner;
        const TechnicianRow& his = technicians_[columns_[other.column].technician.value];
        if (assignment_.row_of(other.column) != Assignment::none) {
            ++why.sooner_matched;
        } else if (other.way <= chosen.way && his.scarcity > technician.scarcity) {
            ++why.sooner_scarcer;
        }
    }
    return why;
}

}  // namespace shouxin::dispatch::urgent
