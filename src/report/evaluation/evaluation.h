// How good was a judgement, held against the truth? Detection, ranking, calibration, fairness and
// the gangs found. Pure; the same whatever the order of the rows. A measure that has no meaning
// (the recall of nothing) is absent.
#pragma once

#include "report/evaluation/truth.h"
#include "report/evaluation/verdicts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::report::evaluation {

using Share = std::optional<double>;

// Flagged is what isn't allowed; what is true but was never judged counts as missed.
struct Detection {
    std::uint64_t judged = 0;
    std::uint64_t truths = 0;
    std::uint64_t flagged = 0;
    std::uint64_t hits = 0;  // flagged and true
    std::uint64_t blocked = 0;
    std::uint64_t false_blocks = 0;
    Share precision;
    Share recall;
    Share f1;
    Share blocked_precision;
    // Over all true ones; ties share the precision at their end.
    Share average_precision;
};

struct SchemeRecall {
    std::string scheme;
    std::uint64_t orders = 0;  // true ones
    std::uint64_t reviews = 0;
    Share order_recall;
    Share review_recall;

    // What a bound on the scheme holds: of its orders, or of its reviews if it fakes no orders.
    [[nodiscard]] Share recall() const { return orders > 0 ? order_recall : review_recall; }
};

// How much of a gang stands in the one ring that has most of it.
struct GangFound {
    std::string gang;
    std::string scheme;
    std::string ring;  // empty: no ring has any of it
    std::uint64_t accounts = 0;
    std::uint64_t merchants = 0;
    Share accounts_found;
    Share merchants_found;
    Share strangers;  // of the ring's accounts and merchants, those not of this gang
};

struct CalibrationBin {
    std::uint64_t rows = 0;
    std::uint64_t truths = 0;
    std::uint64_t ppm_sum = 0;
};

// Bin i holds probabilities in [i/10, (i+1)/10), the last 1 too.
struct Calibration {
    std::array<CalibrationBin, 10> bins{};
    Share error;            // expected calibration error: mean |said - true| over rows, by bin
    Share error_above_0_1;  // over rows of probability 0.1 and more
};

// What was blocked so many hours after the order; without an age, by the final judgement.
struct BlockedBy {
    std::optional<std::uint32_t> age_h;
    std::uint64_t blocked = 0;  // at this answer or an earlier one
    std::uint64_t hits = 0;
    Share precision;
    Share recall;
    std::int64_t counted_amount = 0;  // in fen, of true fakes not blocked by then
};

// Of the honest orders of a group, how many are blocked?
struct GroupBlocks {
    std::string group;
    std::uint64_t honest = 0;
    std::uint64_t blocked = 0;
    Share rate;
    Share lower;  // Wilson's interval, 95 %
    Share upper;
    bool above = false;  // significantly above that of all
};

struct Evaluation {
    Detection orders;
    Detection reviews;
    Detection accounts;                 // flagged: probability >= 0.5
    Detection merchants;                // the same
    std::vector<SchemeRecall> schemes;  // by name
    std::uint64_t victims = 0;
    std::vector<std::string> victims_blamed;  // probability >= 0.5
    std::vector<GangFound> gangs;
    Calibration order_calibration;
    Calibration review_calibration;
    std::vector<BlockedBy> early;       // by age; empty: the scan didn't say
    std::vector<GroupBlocks> fairness;  // all first
};

Evaluation evaluate(const Truth& truth, const Verdicts& verdicts);

}  // namespace shouxin::report::evaluation
