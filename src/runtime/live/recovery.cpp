#include "runtime/live/recovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::runtime {
namespace {

// From the newest snapshot up to `most` that can be read; else an empty state.
Result<Recovered> from_snapshot(
    const live::StateOptions& options, EpochFolder& epochs, std::uint64_t most) {
    TRY(std::vector<std::uint64_t> numbers, epochs.snapshots());
    std::ranges::reverse(numbers);
    for (const std::uint64_t number : numbers) {
        if (number > most) {
            continue;
        }
        auto state = std::make_unique<live::State>(options, epochs);
        if (epochs.load_snapshot(number, *state)) {
            return Recovered{std::move(state), number, 0};
        }
    }
    return Recovered{std::make_unique<live::State>(options, epochs), 0, 0};
}

// Whether the epoch that was taken at `number` takes effect later in the log.
Result<bool> takes_effect(port::EventLog& log, std::uint64_t number) {
    if (number + 1 >= log.next_number()) {
        return false;
    }
    TRY(const auto reader, log.read(number + 1));
    port::LogRecord record;
    while (true) {
        TRY(const bool more, reader->next(record));
        if (!more) {
            return false;
        }
        if (record.kind == model::RecordKind::epoch && record.payload != "take") {
            return record.payload == std::to_string(number);
        }
    }
}

// An epoch that was forgotten, or written by another version, is settled again from the state
// that it was taken from: the same answers, for the record that puts them into effect.
Result<void> settle_again(live::State& state, EpochFolder& epochs, port::EventLog& log) {
    const std::uint64_t number = state.record();
    if (epochs.epoch(number)) {
        return {};
    }
    TRY(const bool used, takes_effect(log, number));
    return used ? epochs.settle_apart(state) : Result<void>{};
}

}  // namespace

Result<Recovered> replay(
    const live::StateOptions& options,
    EpochFolder& epochs,
    port::EventLog& log,
    const Stretch& stretch,
    const std::function<Result<void>(live::Effects)>& follow) {
    TRY(Recovered recovered, from_snapshot(options, epochs, std::min(stretch.from, stretch.until)));
    recovered.state->be_seen_by(stretch.witness);
    const std::uint64_t first = recovered.state->record() + 1;
    if (first < log.first_number()) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "the log begins at record {}, but no snapshot that can be read reaches so far: "
                "restore the snapshots of this data folder from a copy",
                log.first_number()));
    }
    TRY(const auto reader, log.read(first));
    port::LogRecord record;
    while (recovered.state->record() < stretch.until) {
        TRY(const bool more, reader->next(record));
        if (!more) {
            break;
        }
        if (stretch.pass) {
            TRY_DONE(stretch.pass(stretch.until + 1 - first));
        }
        TRY(live::Effects effects,
            recovered.state->step(
                {record.number, record.kind, record.at_ms, record.payload, nullptr}));
        ++recovered.replayed;
        if (effects.takes_epoch) {
            TRY_DONE(settle_again(*recovered.state, epochs, log));
        }
        if (record.number > stretch.from) {
            TRY_DONE(follow(std::move(effects)));
        }
    }
    recovered.state->be_seen_by(nullptr);
    return recovered;
}

Result<Recovered> recover(
    const live::StateOptions& options,
    EpochFolder& epochs,
    port::EventLog& log,
    std::uint64_t projected,
    const std::function<Result<void>(live::Effects)>& follow) {
    if (projected >= log.next_number()) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "records and ledger know of record {}, but the log ends at {}: this log isn't "
                "theirs, or a part of it was lost",
                projected,
                log.next_number() - 1));
    }
    TRY_DONE(epochs.forget_unfinished());
    constexpr auto all = std::numeric_limits<std::uint64_t>::max();
    return replay(
        options, epochs, log, {.from = projected, .until = all, .witness = nullptr}, follow);
}

}  // namespace shouxin::runtime
