// How do log, state, epochs, ledger and records work together? The engine opens them as they were
// left, takes submissions, has epochs taken, and stops them again. Thread-safe.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/clock.h"
#include "port/event_log.h"
#include "port/files.h"
#include "port/ledger.h"
#include "port/records.h"
#include "runtime/live/epochs.h"
#include "runtime/live/writer.h"
#include "service/live/projector.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace shouxin::service {

// What the engine works with; all outlive it.
struct EngineParts {
    port::EventLog& log;
    port::Ledger& ledger;
    port::Records& records;
    port::Files& files;
    const port::Clock& clock;
};

struct EngineOptions {
    live::StateOptions state;
    std::string epochs_folder;
    std::string version;                   // of the program: another one's snapshots aren't read
    std::uint64_t epoch_events = 100'000;  // an epoch is taken after so many ...
    std::int64_t epoch_every_ms = 60'000;  // ... but not sooner after the last one
    std::size_t snapshots_kept = 3;
    std::int64_t ahead_ms = 0;     // what happens later than this from now isn't taken; 0: all is
    std::int64_t keep_log_ms = 0;  // 0: for good; else what is older is forgotten, in generations
    runtime::Writer::Options writer;
    Projector::Options projector;
    std::vector<Endpoint> endpoints;
};

class Engine final : public runtime::Follower {
public:
    // Tells what happens to whoever keeps the program's log: no personal data.
    using Tell = std::function<void(std::string_view)>;

    struct Start {
        std::uint64_t from_snapshot = 0;
        std::uint64_t replayed = 0;
        // As it was then:
        std::uint64_t record = 0;
        std::uint64_t events = 0;  // accepted
        std::uint64_t epoch = 0;
    };

    // Recovers; takes submissions when this returns. Errors as runtime::recover's.
    static Result<std::unique_ptr<Engine>> start(
        const EngineParts& parts, EngineOptions options, const proof::SigningKey& key, Tell tell);

    Engine(
        const EngineParts& parts, EngineOptions options, const proof::SigningKey& key, Tell tell);
    ~Engine() override;

    // As runtime::Writer's.
    Result<void> submit(runtime::Submission& submission) { return writer_->submit(submission); }

    void ask(runtime::Writer::Question question) { writer_->ask(std::move(question)); }

    // Finishes what was taken, and writes a snapshot so that the next start is quick.
    void stop();

    // Called by the writer's thread when a group has been answered, from the next one on.
    void on_group(std::function<void()> then) {
        ask([this, then = std::move(then)](const live::State& /*state*/) mutable {
            on_group_ = std::move(then);
        });
    }

    struct Figures {
        runtime::Writer::Figures writer;
        std::size_t projecting = 0;  // records of the log that wait for it
        std::uint64_t projected = 0;
        std::uint64_t epochs = 0;
        bool epoch_running = false;
        std::int64_t epoch_ms = 0;  // how long the last one took
        std::uint64_t log_bytes = 0;
        std::uint64_t events = 0;  // accepted since the start
        std::uint64_t decisions = 0;
    };

    // An epoch that came to count since the start.
    struct EpochDone {
        std::uint64_t number = 0;
        std::int64_t at_ms = 0;    // when it came to count
        std::int64_t took_ms = 0;  // to settle
        std::uint64_t rings = 0;
        std::int64_t amount = 0;  // of the rings
    };

    static constexpr std::size_t epochs_kept = 50;

    [[nodiscard]] Figures figures() const;

    // The last ones, the oldest first.
    [[nodiscard]] std::vector<EpochDone> last_epochs() const;

    // How long syncs of the log took.
    [[nodiscard]] const runtime::Latencies& syncs() const { return writer_->syncs(); }

    [[nodiscard]] std::optional<Error> failure() const { return writer_->failure(); }

    [[nodiscard]] const Start& started() const { return started_; }

    [[nodiscard]] Projector& projector() { return projector_; }

    [[nodiscard]] const EngineOptions& options() const { return options_; }

    [[nodiscard]] std::int64_t now_ms() const { return parts_.clock.now_ms(); }

    [[nodiscard]] port::Records& records() { return parts_.records; }

    [[nodiscard]] port::Ledger& ledger() { return parts_.ledger; }

    [[nodiscard]] port::EventLog& log() { return parts_.log; }

    // For lines that arrive: these names only hash, and outlive every generation.
    [[nodiscard]] const model::Names& names() const { return hashing_names_; }

    // Of the writer's thread:
    void follow(live::Effects effects) override;

    [[nodiscard]] bool is_behind() const override { return projector_.is_behind(); }

    void take_epoch(live::State& state, std::uint64_t record) override;
    void end_group() override;

private:
    Result<void> recover();
    Result<void> propose_first_policy();
    void epoch_ended(std::uint64_t record, bool well);
    void take_epoch_if_due();
    void forget_old();
    Result<void> mark_past();
    void mark_time(const live::Effects& effects);
    void count(const live::Effects& effects);
    void begin_generation_if_due();
    void build_successor(std::uint64_t from, const live::PolicyVersion& policy);
    void put_successor_in_place();
    void forget_log();

    // Where the log was at a time.
    struct Mark {
        std::int64_t at_ms = 0;
        std::uint64_t record = 0;
    };

    struct Generation {
        std::uint64_t record = 0;  // at which it began
        std::uint64_t from = 0;    // what it kept
    };

    EngineParts parts_;
    EngineOptions options_;
    Tell tell_;
    model::Names hashing_names_;
    runtime::EpochFolder epochs_;
    Projector projector_;
    std::unique_ptr<live::State> state_;
    Start started_;
    std::function<void()> on_group_;
    std::atomic<bool> epoch_pending_ = false;  // taken, and not yet counting
    std::atomic<bool> stopping_ = false;
    std::atomic<std::int64_t> epoch_began_ns_ = 0;
    std::atomic<std::int64_t> epoch_ms_ = 0;
    std::atomic<std::uint64_t> epochs_done_ = 0;
    std::atomic<std::uint64_t> events_ = 0;
    std::atomic<std::uint64_t> decisions_ = 0;
    mutable std::mutex last_epochs_mutex_;
    std::deque<EpochDone> last_epochs_;
    // Of the writer's thread:
    std::deque<Mark> marks_;
    std::int64_t generation_ns_ = 0;      // when one was begun, or looked for
    std::uint64_t generation_from_ = 0;   // what is kept since the newest one
    std::deque<Generation> generations_;  // that some snapshot may be older than
    std::atomic<bool> snapshots_changed_ = false;
    std::atomic<bool> building_ = false;
    std::mutex built_mutex_;
    std::optional<runtime::EpochFolder::Prepared> built_;
    std::thread builder_;
    std::unique_ptr<runtime::EpochChild> child_;
    std::unique_ptr<runtime::Writer> writer_;  // last: it uses all of the above
};

}  // namespace shouxin::service
