// How much was held, given back, taken, decided, found, day by day? Sums over the newest days of
// the log's time, in China's civil time, and what is held now. A fold of live::State;
// not thread-safe. docs/formats/overview.md
#pragma once

#include "live/decision.h"
#include "live/exposure.h"
#include "signal/orders.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>

namespace shouxin::live {

// Days since 1970-01-01 where it is UTC+8: Asia/Shanghai has known no other time since 1991.
using Day = std::uint32_t;

constexpr Day day_of(signal::Seconds at) {
    constexpr std::uint32_t ahead_s = 8 * 3600;
    constexpr std::uint32_t day_s = 24 * 3600;
    return static_cast<Day>((std::uint64_t{at} + ahead_s) / day_s);
}

constexpr std::size_t outcomes = 3;  // of policy::Outcome

struct DayTally {
    Day day = 0;
    Sum orders;                           // that were placed
    Sum suspicious;                       // orders that became so: see Exposure
    std::array<Sum, outcomes> decisions;  // by policy::Outcome, of any subject; orders' amounts
    Sum held;                             // holds that were decided
    std::int64_t captured = 0;            // less what an undo or the marketplace turned back
    std::int64_t released = 0;            // what went back, by how the hold ended; here also the
    std::int64_t voided = 0;              // rest of a capture, and what the marketplace refused
    std::int64_t expired = 0;
    std::int64_t undone = 0;
    Sum rings;  // that no epoch before had found
    std::uint64_t labels_fake = 0;
    std::uint64_t labels_honest = 0;

    // What of a hold that ended so goes back is counted here.
    [[nodiscard]] std::int64_t& gone_back(ActionState ended);

    template <class Archive>
    void archive(Archive& a) {
        a(day, orders, suspicious, decisions, held, captured, released, voided, expired, undone);
        a(rings, labels_fake, labels_honest);
    }
};

class Tally {
public:
    static constexpr std::size_t days_max = 400;

    // From here on everything is of this moment's day. The log's time never goes back.
    void pass_time(signal::Seconds now);

    void placed(std::int64_t paid) { today().orders.add(paid); }

    void suspected(std::int64_t paid) { today().suspicious.add(paid); }

    void decided(const Decision& decision) {
        today().decisions[static_cast<std::size_t>(decision.outcome)].add(decision.amount);
    }

    void moved(const Transition& transition);

    void found_ring(std::int64_t amount) { today().rings.add(amount); }

    void labelled(bool fake) { ++(fake ? today().labels_fake : today().labels_honest); }

    // The oldest first; days on which nothing came aren't there.
    [[nodiscard]] const std::deque<DayTally>& days() const { return days_; }

    // Holds of settlements that are in force, and what they still keep back.
    [[nodiscard]] const Sum& holding() const { return holding_; }

    template <class Archive>
    void archive(Archive& a) {
        a(days_, holding_);
    }

private:
    DayTally& today();

    std::deque<DayTally> days_;
    Sum holding_;
};

}  // namespace shouxin::live
