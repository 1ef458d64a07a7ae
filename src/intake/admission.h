// Which of the lines that were understood become events of the log, and under which names? Knows
// the ids seen a short while ago, how late an event comes, and what was counted; looks names up
// many at a time. Same lines in the same order, same events. Not thread-safe.
#pragma once

#include "intake/options.h"
#include "intake/record.h"
#include "intake/seen_ids.h"
#include "intake/totals.h"
#include "model/event.h"
#include "model/names.h"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::intake {

struct Applicant {
    const Record* record = nullptr;
    std::span<const Reference> references;
    std::uint32_t input = 0;
    bool admitted = false;  // else a duplicate
};

class Admission {
public:
    // `names` is filled as names come up, and outlives this. `inputs` says what a person calls
    // each.
    Admission(Options options, std::vector<std::string> inputs, model::Names& names);

    // In order; the events of those admitted are added to `into`.
    void admit(std::span<Applicant> applicants, std::vector<model::Event>& into);

    // Totals and clock are those of another from here on: it admitted the same and more.
    void go_on_counting(const Admission& other) {
        totals_ = other.totals_;
        clock_ms_ = other.clock_ms_;
    }

    // Counts a line that couldn't be understood.
    void reject(std::size_t input);

    // The input ended before its time.
    void breaks(std::size_t input, const std::string& reason) {
        totals_.inputs[input].broken = reason;
    }

    [[nodiscard]] const Totals& totals() const { return totals_; }

    // The greatest `at` so far, in Unix milliseconds.
    [[nodiscard]] std::int64_t clock_ms() const { return clock_ms_; }

    // Not the options: who loads makes it with the same. The names are archived where they are.
    template <class Archive>
    void archive(Archive& a) {
        a(totals_, seen_, clock_ms_);
    }

private:
    void admit_block(std::span<Applicant> block, std::vector<model::Event>& into);
    void accept(const Applicant& applicant, bool late, std::vector<model::Event>& into);
    void count_unknown(std::string_view type);
    void look_up(std::span<const Applicant> block, std::span<model::Event> events);

    std::array<Counts*, 2> counts_of(std::size_t input) {
        return {&totals_.counts, &totals_.inputs[input].counts};
    }

    [[nodiscard]] Interner& interner_of(const Reference& reference) const {
        return *interners_[static_cast<std::size_t>(reference.kind)];
    }

    Options options_;
    Totals totals_;
    std::array<Interner*, name_kinds> interners_;
    SeenIds seen_;
    std::int64_t clock_ms_ = std::numeric_limits<std::int64_t>::min() / 2;
    std::vector<std::uint32_t> candidates_;  // by reference, of the block looked up
};

}  // namespace shouxin::intake
