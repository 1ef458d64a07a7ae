#include "base/must.h"
#include "dispatch/urgent/dispatcher.h"

#include <algorithm>

namespace shouxin::dispatch::urgent {

Dispatcher::Dispatcher(const Pace& pace, Millis handling, const Policy& policy)
    : pace_(pace), handling_(handling), policy_(policy) {
    MUST(handling >= 0);
}

Result<Technician> Dispatcher::hire(const TechnicianCard& card) {
    if (technicians_.size() >= policy_.technicians_max) {
        return fail(Failure::exhausted, "the city has as many technicians as it may have");
    }
    technicians_.push_back({card, Itinerary(card.at, card.shift.from)});
    demand_.hired(card.qualification.skills);
    changed_ = true;
    scarcity_due_ = now_;
    return Technician{static_cast<std::uint32_t>(technicians_.size() - 1)};
}

void Dispatcher::set_shift(Technician technician, const Shift& shift) {
    technicians_[technician.value].card.shift = shift;
    changed_ = true;
}

void Dispatcher::stand_down(Technician technician, Millis now) {
    TechnicianRow& row = technicians_[technician.value];
    if (!row.up) {
        return;
    }
    row.up = false;
    demand_.left(row.card.qualification.skills);
    while (!row.itinerary.visits().empty()) {
        withdraw(row.itinerary.visits().back().job, Reason::stood_down, now, pending_);
    }
    for (JobRow& job : jobs_) {
        if (job.stage == Stage::open && job.locked == technician) {
            job.locked = {};
        }
    }
    changed_ = true;
}

void Dispatcher::stand_up(Technician technician, const Place& at, Millis now) {
    TechnicianRow& row = technicians_[technician.value];
    if (row.up) {
        return;
    }
    row.up = true;
    row.itinerary = Itinerary(at, now);
    demand_.hired(row.card.qualification.skills);
    changed_ = true;
}

Result<Job> Dispatcher::open(const JobCard& card) {
    if (card.service < 0) {
        return fail(Failure::invalid, "a visit can't last less than nothing");
    }
    if (forgotten_.empty() && jobs_.size() >= policy_.jobs_max) {
        return fail(Failure::exhausted, "the city has as many jobs at a time as it may have");
    }
    Job job{static_cast<std::uint32_t>(jobs_.size())};
    if (forgotten_.empty()) {
        jobs_.emplace_back();
    } else {
        job = forgotten_.back();
        forgotten_.pop_back();
    }
    jobs_[job.value] = {};
    jobs_[job.value].card = card;
    demand_.opened(card);
    open_.push_back(job);
    changed_ = true;
    return job;
}

Dispatcher::TechnicianRow& Dispatcher::holder(Job job) {
    const JobRow& row = jobs_[job.value];
    MUST(row.stage == Stage::committed);
    return technicians_[row.technician.value];
}

void Dispatcher::reopen(Job job) {
    JobRow& row = jobs_[job.value];
    row.stage = Stage::open;
    row.technician = {};
    row.accepted = false;
    std::erase(waited_on_, job);
    const auto older = [&](Job a, Job b) {
        return jobs_[a.value].card.opened < jobs_[b.value].card.opened;
    };
    open_.insert(std::upper_bound(open_.begin(), open_.end(), job, older), job);
    changed_ = true;
}

void Dispatcher::close(Job job) {
    jobs_[job.value].stage = Stage::closed;
    std::erase(open_, job);
    std::erase(waited_on_, job);
    changed_ = true;
}

void Dispatcher::cancel(Job job, Millis now) {
    const Stage stage = jobs_[job.value].stage;
    MUST(stage == Stage::open || stage == Stage::committed);
    if (stage == Stage::committed) {
        holder(job).itinerary.drop(job, now, handling_, pace_);
    }
    close(job);
}

void Dispatcher::withdraw(Job job, Reason reason, Millis now, std::vector<Decision>& out) {
    holder(job).itinerary.drop(job, now, handling_, pace_);
    Decision said;
    said.what = What::withdrawn;
    said.job = job;
    said.technician = jobs_[job.value].technician;
    said.at = now;
    said.reason = reason;
    out.push_back(said);
    reopen(job);
}

void Dispatcher::decline(Job job, Millis now) {
    JobRow& row = jobs_[job.value];
    MUST(row.stage == Stage::committed);
    row.declined.push_back(row.technician);
    row.locked = {};
    withdraw(job, Reason::declined, now, pending_);
}

void Dispatcher::accept(Job job) {
    jobs_[job.value].accepted = true;
    std::erase(waited_on_, job);
}

void Dispatcher::arrived(Job job, Millis at) {
    accept(job);
    Itinerary& itinerary = holder(job).itinerary;
    const Millis foreseen = itinerary.free_at();
    itinerary.arrived(at, handling_, pace_);
    changed_ = changed_ || itinerary.free_at() != foreseen;
}

void Dispatcher::expect_done(Job job, Millis done) {
    holder(job).itinerary.expect_done(done, handling_, pace_);
    changed_ = true;
}

void Dispatcher::finished(Job job, Millis at) {
    TechnicianRow& row = holder(job);
    MUST(!row.itinerary.visits().empty() && row.itinerary.visits().front().job == job);
    const bool changed = changed_ || row.itinerary.visits().front().done != at;
    row.itinerary.finished(at, handling_, pace_);
    close(job);
    changed_ = changed;  // as foreseen: nothing to match anew
}

Result<void> Dispatcher::lock(Job job, Technician technician, Lock how) {
    JobRow& row = jobs_[job.value];
    if (row.stage != Stage::open) {
        return fail(Failure::conflict, "the job is no longer open; withdraw it first");
    }
    const Bar bars = bar(technicians_[technician.value].card.qualification, row.card.requirement);
    const bool never = bars == Bar::skill || bars == Bar::licence;
    if (bars != Bar::none && (never || how == Lock::lock)) {
        return fail(
            Failure::invalid,
            "the technician may not do this job (" + std::string(code_of(reason_of(bars))) + ")");
    }
    row.locked = technician;
    row.lock = how;
    std::erase(row.declined, technician);  // he is asked again
    changed_ = true;
    return {};
}

void Dispatcher::unlock(Job job) {
    jobs_[job.value].locked = {};
    changed_ = true;
}

void Dispatcher::forget(Job job) {
    MUST(jobs_[job.value].stage == Stage::closed);
    jobs_[job.value].stage = Stage::forgotten;
    forgotten_.push_back(job);
}

}  // namespace shouxin::dispatch::urgent
