// Who puts records in the log, and in which order? One thread takes all that wait as a group, has
// it written, steps the state over it while another thread syncs, and tells everybody when both
// are done: one sync a group, and nothing is told that isn't durable.
//
// When the disk is full, or a group is more than the log takes, it is refused and the next one
// tried. After any other failure nothing more is taken, not even what waits already: what was told
// stays true, and a restart finds out what is there.
#pragma once

#include "base/result.h"
#include "base/unique_function.h"
#include "intake/delivery.h"
#include "live/effects.h"
#include "live/state.h"
#include "port/clock.h"
#include "port/event_log.h"
#include "runtime/live/latencies.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace shouxin::runtime {

// Is told, by the writer's thread, what became of a record. It must not block.
class Waiter {
public:
    virtual ~Waiter() = default;
    virtual void done(const live::Effects& effects) = 0;
    virtual void failed(const Error& error) = 0;
};

// What happens with what follows from a record, once it is durable. Called by the writer's thread.
class Follower {
public:
    virtual ~Follower() = default;
    virtual void follow(live::Effects effects) = 0;

    // Whether so much waits that nothing new should be taken. From any thread.
    [[nodiscard]] virtual bool is_behind() const = 0;

    // The state stands at the record that takes the epoch; it is stepped on when this returns.
    virtual void take_epoch(live::State& state, std::uint64_t record) = 0;

    // A group was answered.
    virtual void end_group() = 0;
};

struct Submission {
    model::RecordKind kind = model::RecordKind::events;
    intake::Delivery delivery;  // of events and questions
    std::string payload;        // of anything else
    std::unique_ptr<Waiter> waiter;

    [[nodiscard]] std::string_view bytes() const {
        return payload.empty() ? delivery.text() : std::string_view(payload);
    }
};

class Writer {
public:
    using Question = UniqueFunction<void(const live::State&)>;

    struct Options {
        std::size_t waiting_bytes_max = std::size_t{64} << 20;
        std::size_t waiting_max = 20'000;
        std::size_t group_bytes_max = std::size_t{4} << 20;
        std::int64_t tick_ms = 1000;
    };

    struct Figures {
        std::uint64_t groups = 0;
        std::uint64_t records = 0;
        std::uint64_t refused = 0;
        std::int64_t last_sync_ns = 0;
        std::size_t waiting = 0;
        std::size_t waiting_bytes = 0;
    };

    // All outlive the writer. From here on the state is its thread's.
    Writer(
        live::State& state,
        port::EventLog& log,
        const port::Clock& clock,
        Follower& follower,
        Options options);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // From any thread. `exhausted` if too much waits already, `unavailable` when nothing is taken
    // any more: then it is as it was, and its waiter isn't told.
    Result<void> submit(Submission& submission);

    // From any thread: runs `question` on the writer's thread between two groups. Dropped without
    // an answer if the writer has stopped.
    void ask(Question question);

    // No more is taken; what waits is done. Joins the threads.
    void stop();

    [[nodiscard]] std::optional<Error> failure() const;
    [[nodiscard]] Figures figures() const;

    // How long syncs of the log took.
    [[nodiscard]] const Latencies& syncs() const { return syncs_; }

private:
    using Group = std::vector<Submission>;

    void run();
    [[nodiscard]] bool is_due() const;
    [[nodiscard]] bool take(Group& group, std::vector<Question>& questions, std::int64_t tick_ms);
    void write(Group& group);
    [[nodiscard]] Result<std::uint64_t> append(const Group& group, std::int64_t at_ms);
    void step(Group& group, std::uint64_t first, std::int64_t at_ms);
    void answer(Group& group);
    void refuse(Group& group, const Error& error);
    void fail_for_good(const Error& error);
    void run_sync();
    void begin_sync();
    [[nodiscard]] Result<void> end_sync();

    live::State& state_;
    port::EventLog& log_;
    const port::Clock& clock_;
    Follower& follower_;
    Options options_;
    std::vector<port::NewRecord> records_;  // reused
    std::vector<live::Effects> effects_;    // of the group

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Group waiting_;
    std::vector<Question> questions_;
    std::size_t waiting_bytes_ = 0;
    bool stopping_ = false;
    std::optional<Error> failure_;
    Figures figures_;

    Latencies syncs_;
    std::mutex sync_mutex_;
    std::condition_variable sync_changed_;
    bool sync_wanted_ = false;
    bool sync_stopping_ = false;
    std::optional<Result<void>> synced_;

    std::thread syncer_;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace shouxin::runtime
