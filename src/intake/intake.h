// Intake turns bytes into events: lines of JSON, CSV or CloudEvents, plain, gzip or zstd,
// from one or more inputs merged by time, checked, freed of clear-text contacts and of
// duplicates, with names turned into dense indices. The vocabulary: docs/events.md.
//
// Three steps: a Cutter cuts an input into chunks of lines, a ChunkParser understands a chunk, the
// Intake takes the chunks of all inputs in order. Who does the first two, and when, is the
// ChunkSupply's affair and changes nothing.
//
// Pure: bytes come through the ByteSources it is given. Not thread-safe.
// Memory: the names, the ids seen within the lateness bound (about 25 bytes each),
// and about half a MiB a chunk, more where lines are longer.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "intake/chunk.h"
#include "intake/options.h"
#include "intake/quarantine.h"
#include "intake/totals.h"
#include "model/event.h"
#include "model/names.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace shouxin::intake {

struct NamedSource {
    std::string name;  // what a person calls it: the path, or "-"
    std::unique_ptr<ByteSource> bytes;
};

class Intake {
public:
    // `names` is filled as names come up; it, `supply` and `quarantine` outlive the intake.
    // `inputs` says what a person calls each.
    Intake(
        Options options,
        std::vector<std::string> inputs,
        ChunkSupply& supply,
        model::Names& names,
        QuarantineSink& quarantine);

    // From the inputs themselves: all work is done here.
    Intake(
        Options options,
        std::vector<NamedSource> sources,
        model::Names& names,
        QuarantineSink& quarantine);
    ~Intake();
    Intake(const Intake&) = delete;
    Intake& operator=(const Intake&) = delete;

    // The next events in the order of the log: by `at` among the inputs, ties by the order
    // of the inputs, each input's own order kept. Empty at the end. The events and all they
    // view live until the call after the next, so that a batch can be worked on while the next
    // one is made. What is wrong with a line or a stream goes to
    // quarantine and the totals; an error is only ever the quarantine's.
    Result<std::span<const model::Event>> next();

    [[nodiscard]] const Totals& totals() const;

private:
    struct State;
    std::unique_ptr<ChunkSupply> own_supply_;  // if it wasn't handed one
    std::unique_ptr<State> state_;
};

}  // namespace shouxin::intake
