// Who goes to which urgent job, when is it said, and what is the customer told? An online
// algorithm: events in, in the order of time; at each tick decisions out. It never sees the future.
//
// Every few seconds one assignment at the least cost over all open jobs and all technicians, with
// look-ahead to those soon free (assignment.h, pricing.h). A match is tentative until the
// technician would otherwise lose time: handling overlaps the visit before.
// docs/adr/0011-urgent-dispatch.md.
//
// One city, one Dispatcher, one thread. Memory: 600 bytes a technician, 250 a job, both bounded by
// the policy. The same events give the same decisions on any machine.
#pragma once

#include "base/result.h"
#include "dispatch/urgent/assignment.h"
#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/decision.h"
#include "dispatch/urgent/demand.h"
#include "dispatch/urgent/grid.h"
#include "dispatch/urgent/itinerary.h"
#include "dispatch/urgent/policy.h"
#include "dispatch/urgent/pricing.h"
#include "dispatch/urgent/promise.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace shouxin::dispatch::urgent {

// A dispatcher's word: `lock` keeps to all hard filters; `override_scope` may send somebody into a
// brand, an area or a partner's jobs that aren't his, never without skill or licence.
enum class Lock : std::uint8_t { lock, override_scope };

class Dispatcher {
public:
    Dispatcher(const Pace& pace, Millis handling, const Policy& policy = {});

    // Ways planned from here on take so long: traffic by the hour.
    void set_pace(const Pace& pace) { pace_ = pace; }

    // ---- Technicians -------------------------------------------------------------------------
    // `exhausted` past technicians_max.
    Result<Technician> hire(const TechnicianCard& card);

    void set_shift(Technician technician, const Shift& shift);

    // Ill, offline, gone home: jobs not yet done are open again, with their age.
    void stand_down(Technician technician, Millis now);

    // And back, at a place.
    void stand_up(Technician technician, const Place& at, Millis now);

    // ---- Jobs --------------------------------------------------------------------------------
    // `exhausted` past jobs_max; `invalid` for a service under 0.
    Result<Job> open(const JobCard& card);

    // By the customer, at any time before the visit is done.
    void cancel(Job job, Millis now);

    // By the technician who was committed: open again, and he isn't asked twice.
    void decline(Job job, Millis now);

    // The technician accepted; without it, silence ends the commitment after answer_within.
    void accept(Job job);

    // ---- Visits, as they go. REQUIRES: the job is the first visit of its technician. ------------
    void arrived(Job job, Millis at);
    void expect_done(Job job, Millis done);  // overrun, or quicker than thought
    void finished(Job job, Millis at);

    // ---- A person's word -----------------------------------------------------------------------
    // This job to this technician, as soon as he is free, even if he declined it before. `invalid`
    // with the reason if a filter forbids it, `conflict` if the job is no longer open.
    Result<void> lock(Job job, Technician technician, Lock how);
    void unlock(Job job);

    // Frees the row of a job that is done, cancelled or refused; its number will be given again.
    void forget(Job job);

    // ---- Decisions ----------------------------------------------------------------------------
    // Nothing is decided before next_due() unless an event came. REQUIRES: `now` never goes back.
    void tick(Millis now, std::vector<Decision>& out);

    [[nodiscard]] Millis next_due() const { return changed_ ? now_ : next_due_; }

    [[nodiscard]] bool wants_tick(Millis now) const { return changed_ || now >= next_due_; }

    // The technician an open job is matched with for now, or the one committed.
    [[nodiscard]] Technician technician_of(Job job) const { return jobs_[job.value].technician; }

    [[nodiscard]] const Itinerary& itinerary(Technician technician) const {
        return technicians_[technician.value].itinerary;
    }

    [[nodiscard]] std::uint32_t technicians() const {
        return static_cast<std::uint32_t>(technicians_.size());
    }

    [[nodiscard]] std::size_t open_jobs() const { return open_.size(); }

private:
    enum class Stage : std::uint8_t { open, committed, closed, forgotten };

    struct TechnicianRow {
        TechnicianCard card;
        Itinerary itinerary;
        bool up = true;
        double scarcity = 0;
    };

    struct JobRow {
        JobCard card;
        Stage stage = Stage::open;
        Lock lock = Lock::lock;
        Lead lead = 0;               // of the first forecast,
        Millis foreseen = 0;         // and what it was, uncorrected
        std::optional<Millis> told;  // the last time told
        Technician technician;
        Technician locked;
        Millis committed = 0;
        bool accepted = false;
        std::vector<Technician> declined;
    };

    // A technician as a column of one tick's assignment.
    struct Column {
        Technician technician;
        Millis ready;  // leaves at the earliest
        Millis until;  // of the shift
        Kinds skills;  // beside the place, so that most are passed over without a look at the row
    };

    struct Candidate {
        std::uint32_t column;
        float way;       // millis
        Millis arrives;  // or up to 0.1 s sooner
    };

    // dispatcher_events.cpp
    TechnicianRow& holder(Job job);
    void reopen(Job job);
    void close(Job job);
    void withdraw(Job job, Reason reason, Millis now, std::vector<Decision>& out);

    // dispatcher_tick.cpp
    void watch(Millis now, std::vector<Decision>& out);
    void match();
    void list_columns();
    void list_holders();
    void find_candidates(const JobRow& job);
    [[nodiscard]] bool may(
        const TechnicianRow& technician, Technician who, const JobRow& job) const;
    Millis keep_soonest();
    void look_at(const JobRow& job, std::uint32_t column);
    void add_row(const Pricing& pricing, Job job);

    // dispatcher_settle.cpp
    void settle(std::vector<Decision>& out);
    Stage settle_one(std::size_t row, std::vector<Decision>& out);
    Stage settle_without(std::size_t row, std::vector<Decision>& out);
    [[nodiscard]] Millis foreseen_without(std::size_t row) const;
    [[nodiscard]] std::span<const Candidate> candidates_of(std::size_t row) const;
    [[nodiscard]] bool can_come(const TechnicianRow& technician, const JobRow& job) const;
    [[nodiscard]] Reason refusal(const JobRow& job) const;
    void commit(std::size_t row, const Candidate& chosen, std::vector<Decision>& out);
    void tell(Job job, Lead lead, Millis arrives, std::vector<Decision>& out);
    void tell_delays(std::vector<Decision>& out);
    [[nodiscard]] Why why(std::size_t row, const Candidate& chosen) const;

    Pace pace_;
    Millis handling_;
    Policy policy_;
    std::vector<TechnicianRow> technicians_;
    std::vector<JobRow> jobs_;
    std::vector<Job> open_;       // oldest first
    std::vector<Job> waited_on_;  // committed, no answer yet
    std::vector<Job> forgotten_;
    std::vector<Decision> pending_;  // withdrawals by events, told at the next tick
    Demand demand_;
    Forecast forecast_;
    Millis now_ = 0;
    Millis next_due_ = 0;
    Millis scarcity_due_ = 0;
    bool changed_ = true;

    // Of one tick; members so that nothing is allocated anew.
    std::vector<Column> columns_;
    std::vector<Place> column_places_;
    std::array<std::vector<std::uint32_t>, kinds_max> holders_;  // columns, by skill that is needed
    std::vector<std::uint32_t> column_of_;                       // by technician
    Grid grid_;
    std::vector<Candidate> candidates_;        // of all open jobs, one after another
    std::vector<std::size_t> candidates_end_;  // by row of open_
    std::vector<Candidate> found_;
    std::vector<Assignment::Edge> edges_;
    Assignment assignment_;
};

}  // namespace shouxin::dispatch::urgent
