#include "service/live/engine.h"

#include "base/executor.h"
#include "runtime/live/recovery.h"
#include "service/live/tables.h"
#include "service/outbox/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::int64_t ns_a_ms = 1'000'000;
constexpr std::int64_t marks_a_stretch = 64;  // of time that is kept

Result<void> define_tables(port::Records& records) {
    std::vector<port::Table> tables = live_tables();
    for (port::Table& table : action_tables()) {
        tables.push_back(std::move(table));
    }
    return records.define(tables);
}

// Whether an epoch counts now, or can't because its record couldn't be written or a generation came
// between: another one may be taken.
class EpochWaiter final : public runtime::Waiter {
public:
    explicit EpochWaiter(std::atomic<bool>& pending) : pending_(pending) {}

    void done(const live::Effects& /*effects*/) override { pending_ = false; }

    void failed(const Error& /*error*/) override { pending_ = false; }

private:
    std::atomic<bool>& pending_;
};

}  // namespace

Result<std::unique_ptr<Engine>> Engine::start(
    const EngineParts& parts, EngineOptions options, const proof::SigningKey& key, Tell tell) {
    TRY_DONE(define_tables(parts.records));
    auto engine = std::make_unique<Engine>(parts, std::move(options), key, std::move(tell));
    TRY_DONE(engine->recover());
    return engine;
}

Engine::Engine(
    const EngineParts& parts, EngineOptions options, const proof::SigningKey& key, Tell tell)
    : parts_(parts),
      options_(std::move(options)),
      tell_(std::move(tell)),
      hashing_names_(options_.state.reading.key),
      epochs_(parts.files, parts.log, options_.epochs_folder, options_.state),
      projector_(
          parts.ledger,
          parts.records,
          parts.clock,
          key,
          options_.endpoints,
          options_.projector,
          tell_) {}

Engine::~Engine() {
    stop();
}

Result<void> Engine::recover() {
    TRY(const std::uint64_t projected, projector_.open());
    TRY(runtime::Recovered recovered,
        runtime::recover(
            options_.state, epochs_, parts_.log, projected, [this](live::Effects effects) {
                while (projector_.is_behind()) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                projector_.follow(std::move(effects));
                return Result<void>{};
            }));
    state_ = std::move(recovered.state);
    started_ = {
        .from_snapshot = recovered.from_snapshot,
        .replayed = recovered.replayed,
        .record = state_->record(),
        .events = state_->watch().totals().counts.accepted,
        .epoch = state_->epoch().number};
    child_ = std::make_unique<runtime::EpochChild>(
        [this](std::uint64_t record, bool well) { epoch_ended(record, well); });
    TRY_DONE(mark_past());
    const bool is_new = state_->policies().all().empty();
    writer_ = std::make_unique<runtime::Writer>(
        *state_, parts_.log, parts_.clock, *this, options_.writer);
    return is_new ? propose_first_policy() : Result<void>{};
}

Result<void> Engine::propose_first_policy() {
    live::Command command;
    command.command = live::CommandKind::propose_policy;
    command.by = "shouxin";
    command.reason = "the policy of a new server";
    command.text = live::first_policy();
    runtime::Submission submission;
    submission.kind = model::RecordKind::command;
    submission.payload = live::text_of(command);
    return writer_->submit(submission);
}

void Engine::stop() {
    if (!writer_ || stopping_.exchange(true)) {
        return;
    }
    writer_->stop();  // first: its thread begins children and builders
    child_->stop();
    if (builder_.joinable()) {
        builder_.join();
    }
    projector_.stop();
    if (!writer_->failure() && projector_.reached() == state_->record() && state_->record() != 0) {
        if (const Result<void> written = epochs_.write_snapshot(*state_); !written) {
            tell_(written.error().message);
        }
    }
}

void Engine::follow(live::Effects effects) {
    count(effects);
    mark_time(effects);
    projector_.follow(std::move(effects));
}

void Engine::count(const live::Effects& effects) {
    events_ += static_cast<std::uint64_t>(std::ranges::count(effects.admitted, true));
    decisions_ += effects.decisions.size();
    if (effects.epoch == 0) {
        return;
    }
    ++epochs_done_;
    EpochDone done{effects.epoch, effects.at_ms, epoch_ms_, effects.rings.size(), 0};
    for (const live::RingView& ring : effects.rings) {
        done.amount = live::plus(done.amount, ring.amount);
    }
    const std::lock_guard lock(last_epochs_mutex_);
    last_epochs_.push_back(done);
    if (last_epochs_.size() > epochs_kept) {
        last_epochs_.pop_front();
    }
}

void Engine::end_group() {
    if (on_group_) {
        on_group_();
    }
    take_epoch_if_due();
    if (options_.keep_log_ms != 0) {
        put_successor_in_place();
        begin_generation_if_due();
        forget_log();
    }
}

// ---- Generations: what is older than keep_log_ms is forgotten --------------------------------

// So that a server that is often restarted forgets as well.
Result<void> Engine::mark_past() {
    if (options_.keep_log_ms == 0) {
        return {};
    }
    generation_from_ = parts_.log.first_number();
    const std::uint64_t end = parts_.log.next_number();
    constexpr std::uint64_t marks = 8;  // each reads half a segment, as a rule
    const std::uint64_t step = std::max<std::uint64_t>((end - generation_from_) / marks, 1);
    port::LogRecord record;
    for (std::uint64_t number = generation_from_; number < end; number += step) {
        TRY(const auto reader, parts_.log.read(number));
        TRY(const bool more, reader->next(record));
        if (more) {
            marks_.push_back({record.at_ms, record.number});
        }
    }
    return {};
}

void Engine::mark_time(const live::Effects& effects) {
    if (effects.generation != 0) {
        generation_from_ = effects.generation;
        generations_.push_back({effects.record, effects.generation});
    }
    if (marks_.empty() ||
        effects.at_ms - marks_.back().at_ms >= options_.keep_log_ms / marks_a_stretch) {
        marks_.push_back({effects.at_ms, effects.record});
    }
}

void Engine::begin_generation_if_due() {
    const std::int64_t now = parts_.clock.steady_ns();
    if (building_ || stopping_ || now - generation_ns_ < options_.keep_log_ms * ns_a_ms / 4) {
        return;
    }
    generation_ns_ = now;
    const std::int64_t oldest = parts_.clock.now_ms() - options_.keep_log_ms;
    while (marks_.size() > 1 && marks_[1].at_ms <= oldest) {
        marks_.pop_front();
    }
    const bool old_enough = !marks_.empty() && marks_.front().at_ms <= oldest;
    if (!old_enough || marks_.front().record <= std::max<std::uint64_t>(generation_from_, 1)) {
        return;
    }
    if (builder_.joinable()) {
        builder_.join();
    }
    building_ = true;
    builder_ =
        std::thread([this, from = marks_.front().record, policy = state_->policies().in_force()] {
            build_successor(from, policy);
            building_ = false;
        });
}

// By a thread of its own, beside the writer; what comes meanwhile is little when it is done.
void Engine::build_successor(std::uint64_t from, const live::PolicyVersion& policy) {
    constexpr std::uint64_t little = 200;  // records
    runtime::EpochFolder folder(parts_.files, parts_.log, options_.epochs_folder, options_.state);
    Result<std::unique_ptr<live::Successor>> successor = folder.make_successor(policy.text);
    Result<void> done = successor ? Result<void>{} : tl::unexpected(successor.error());
    while (done && !stopping_) {
        const std::uint64_t end = parts_.log.next_number();
        done = folder.catch_up(**successor, from, end);
        if (parts_.log.next_number() - (*successor)->record() < little) {
            break;
        }
    }
    if (!done) {
        tell_(done.error().message);
        return;
    }
    const std::lock_guard lock(built_mutex_);
    built_ = runtime::EpochFolder::Prepared{from, policy.version, *std::move(successor)};
}

void Engine::put_successor_in_place() {
    std::optional<runtime::EpochFolder::Prepared> built;
    {
        const std::lock_guard lock(built_mutex_);
        built = std::exchange(built_, std::nullopt);
    }
    if (!built) {
        return;
    }
    runtime::Submission begin;
    begin.kind = model::RecordKind::generation;
    begin.payload = fmt::format("{} {}", built->from, built->policy);
    epochs_.prepare(*std::move(built));
    static_cast<void>(writer_->submit(begin));  // else the next one will do
}

// What no snapshot that is kept needs any more.
void Engine::forget_log() {
    if (!snapshots_changed_.exchange(false)) {
        return;
    }
    const auto snapshots = epochs_.snapshots();
    const bool safe =
        snapshots && !snapshots->empty() && snapshots->front() <= projector_.reached();
    std::uint64_t before = 0;
    while (safe && !generations_.empty() && generations_.front().record <= snapshots->front()) {
        before = generations_.front().from;
        generations_.pop_front();
    }
    if (before == 0) {
        return;
    }
    if (const Result<void> done = parts_.log.forget_before(before); !done) {
        tell_(done.error().message);
    }
}

// ---- Epochs --------------------------------------------------------------------------------

void Engine::take_epoch_if_due() {
    const std::int64_t now = parts_.clock.steady_ns();
    const std::int64_t every = std::max(options_.epoch_every_ms, 3 * epoch_ms_.load());
    const bool due = state_->events_since_epoch() >= options_.epoch_events &&
                     (epoch_began_ns_ == 0 || now - epoch_began_ns_ >= every * ns_a_ms);
    if (!due || epoch_pending_ || stopping_) {
        return;
    }
    epoch_began_ns_ = now;
    runtime::Submission take;
    take.kind = model::RecordKind::epoch;
    take.payload = "take";
    static_cast<void>(writer_->submit(take));  // else it is due again later
}

void Engine::take_epoch(live::State& state, std::uint64_t record) {
    if (child_->is_running() || epoch_pending_ || stopping_) {
        return;  // somebody asked for one meanwhile
    }
    epoch_pending_ = true;
    epoch_began_ns_ = parts_.clock.steady_ns();
    const Result<void> begun = child_->begin(record, [this, &state, record] {
        if (!epochs_.write_snapshot(state)) {
            return false;
        }
        Inline here;
        live::EpochView view = state.settle(record, here);
        return epochs_.write_epoch(view).has_value();
    });
    if (!begun) {
        epoch_pending_ = false;
        tell_(begun.error().message);
    }
}

// By the thread that waited for the child.
void Engine::epoch_ended(std::uint64_t record, bool well) {
    epoch_ms_ = (parts_.clock.steady_ns() - epoch_began_ns_) / ns_a_ms;
    if (stopping_ || !well) {
        epoch_pending_ = false;
        if (!stopping_) {
            tell_(
                "an epoch's child ended badly: its answers are left out, the next one is taken "
                "as usual");
        }
        return;
    }
    forget_old();
    while (!stopping_) {
        runtime::Submission effect;
        effect.kind = model::RecordKind::epoch;
        effect.payload = std::to_string(record);
        effect.waiter = std::make_unique<EpochWaiter>(epoch_pending_);
        const Result<void> submitted = writer_->submit(effect);
        if (submitted || submitted.error().failure != Failure::exhausted) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

void Engine::forget_old() {
    if (const Result<void> forgotten =
            epochs_.forget_all_but(options_.snapshots_kept, projector_.reached());
        !forgotten) {
        tell_(forgotten.error().message);
    }
    snapshots_changed_ = true;
}

Engine::Figures Engine::figures() const {
    return {
        .writer = writer_->figures(),
        .projecting = projector_.waiting(),
        .projected = projector_.reached(),
        .epochs = epochs_done_,
        .epoch_running = epoch_pending_,
        .epoch_ms = epoch_ms_,
        .log_bytes = parts_.log.bytes(),
        .events = events_,
        .decisions = decisions_};
}

std::vector<Engine::EpochDone> Engine::last_epochs() const {
    const std::lock_guard lock(last_epochs_mutex_);
    return {last_epochs_.begin(), last_epochs_.end()};
}

}  // namespace shouxin::service
