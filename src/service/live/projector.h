// How do ledger and records learn what was decided? One thread writes what follows from the log
// into both, many records at a time, and with it how far each has come, so that after a crash it
// is written again from there and nothing twice.
#pragma once

#include "base/unique_function.h"
#include "live/effects.h"
#include "port/clock.h"
#include "port/ledger.h"
#include "port/records.h"
#include "proof/note.h"
#include "service/live/changed.h"
#include "service/outbox/endpoint.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace shouxin::service {

class Projector {
public:
    struct Options {
        std::size_t leaves_max = 400'000;   // that may wait; then follow() is too early
        std::size_t records_max = 200'000;  // of the log
        std::size_t leaves_a_batch = 20'000;
        // A batch costs syncs that the log's must wait for, so some are gathered, unless somebody
        // waits for one.
        std::int64_t gather_ms = 10;
        // A checkpoint syncs the whole disk, so it is signed soon when there is little to sign, and
        // at leisure under load, unless somebody asks.
        std::int64_t checkpoint_soon_ms = 2000;
        std::uint64_t checkpoint_little = 2000;  // leaves
        std::int64_t checkpoint_ms = 30'000;
        std::int64_t retry_ms = 1000;  // when ledger or records can't be written
    };

    // All outlive this. `told` hears, by this one's thread, of errors and of their end (empty).
    Projector(
        port::Ledger& ledger,
        port::Records& records,
        const port::Clock& clock,
        proof::SigningKey key,
        std::vector<Endpoint> endpoints,
        Options options,
        std::function<void(std::string_view)> told);
    ~Projector();
    Projector(const Projector&) = delete;
    Projector& operator=(const Projector&) = delete;

    // Reads how far both have come; to be called first. The lesser number.
    Result<std::uint64_t> open();

    // In the order of the log. What either has already is left out. From one thread.
    void follow(live::Effects effects);

    [[nodiscard]] bool is_behind() const;

    // The record up to which both are complete.
    [[nodiscard]] std::uint64_t reached() const;

    // Calls `then` when both are complete up to `record`: at once, or by this one's thread.
    void when_reached(std::uint64_t record, UniqueFunction<void()> then);

    // Calls `then` when a checkpoint is signed that covers the leaf: at once, or by this one's
    // thread, which then signs as soon as it can. Also when it stops without.
    void when_signed(std::uint64_t leaf, UniqueFunction<void()> then);

    // From here on calls `then` when both are complete up to a record, with what can be looked up
    // anew since the last call; counts only what follows from records behind `record`. By this
    // one's thread: it must not block.
    using Tell = std::function<void(std::uint64_t record, const Changed& changed)>;
    void tell_changes(std::uint64_t record, Tell then);

    // Writes what waits, signs, and ends the thread.
    void stop();

    [[nodiscard]] std::size_t waiting() const;

private:
    struct Later {
        std::uint64_t at;  // a record, or a number of leaves
        UniqueFunction<void()> then;
    };

    void run();
    [[nodiscard]] bool take(std::vector<live::Effects>& batch);
    Result<void> write(const std::vector<live::Effects>& batch);
    Result<void> append_leaves(const std::vector<live::Effects>& batch);
    Result<void> write_rows(const std::vector<live::Effects>& batch);
    [[nodiscard]] std::uint64_t counted_behind() const;
    void sign_if_due(bool last);
    void wait_to_retry();
    void arrive(std::uint64_t record);
    static std::vector<Later> take_due(std::vector<Later>& later, std::uint64_t reached);

    port::Ledger& ledger_;
    port::Records& records_;
    const port::Clock& clock_;
    proof::SigningKey key_;
    std::vector<Endpoint> endpoints_;
    Options options_;
    std::function<void(std::string_view)> told_;
    std::uint64_t ledger_number_ = 0;
    std::uint64_t records_number_ = 0;
    std::int64_t signed_ns_ = 0;
    Changed changed_rows_;  // of the batch at hand

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<live::Effects> waiting_;
    std::size_t waiting_leaves_ = 0;
    std::vector<Later> later_;
    std::vector<Later> until_signed_;
    std::uint64_t signed_size_ = 0;
    std::uint64_t reached_ = 0;
    std::uint64_t told_behind_ = 0;  // once tell_changes_ is there
    Tell tell_changes_;
    bool stopping_ = false;

    std::thread thread_;
};

}  // namespace shouxin::service
