// From inputs to a judgement: reads all events, steps the market's state, settles at one final
// epoch. Not thread-safe. Memory: names and state, about a few hundred bytes an order.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "intake/intake.h"
#include "intake/totals.h"
#include "judge/judge.h"
#include "judge/local_tier.h"
#include "model/names.h"
#include "port/files.h"
#include "report/tables.h"
#include "signal/market.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {

struct Progress {
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;  // of the inputs, as they are stored
};

struct ScanInput {
    std::string name;  // what a person calls it
    port::Input stream;
};

class Scan {
public:
    // Called often while reading; false stops it.
    using GoOn = std::function<bool(const Progress&)>;

    // With `keep_rows` what the tiers measured is kept for write_features.
    Scan(intake::Options reading, judge::Options judging, bool keep_rows = false);

    // Whether it came to the end of the inputs; what is wrong with them stands in totals().
    // Lines are understood by all `threads`; the caller's puts the events in order, while another
    // steps the state over those before. An error is only ever the quarantine's. Call once.
    Result<bool> read(
        std::vector<ScanInput> inputs,
        std::size_t threads,
        intake::QuarantineSink& quarantine,
        const GoOn& go_on);

    // Judges what was read: the final epoch. Call once, after reading.
    void settle(Executor& executor);

    // What the epoch measured, one CSV file each for orders, reviews, accounts and merchants.
    // REQUIRES: settled, with `keep_rows`.
    Result<void> write_features(port::OutputFolder& folder) const;

    [[nodiscard]] report::Judged judged() const { return {judgement_, market_, names_}; }

    [[nodiscard]] const intake::Totals& totals() const { return totals_; }

private:
    intake::Options options_;
    model::Names names_;
    signal::Market market_;
    judge::Options judging_;
    bool keep_rows_;
    judge::LocalTier local_;
    std::optional<judge::Epoch> epoch_;
    judge::Judgement judgement_;
    intake::Totals totals_;
};

}  // namespace shouxin::runtime
