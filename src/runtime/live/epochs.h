// Where do snapshots and epochs lie, and who makes them? A folder with one file for the state as
// it stood at a record, and one for what the epoch taken there says. A child of the process makes
// both: it has the state as it stood when it was forked, so the server neither waits nor holds it
// twice. docs/formats/snapshot.md
#pragma once

#include "base/archive.h"
#include "base/result.h"
#include "live/state.h"
#include "port/event_log.h"
#include "port/files.h"

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace shouxin::runtime {

// Not thread-safe, but for several objects over one folder.
class EpochFolder final : public live::EpochSource {
public:
    // `state` is what states are made with. Files and log outlive this.
    EpochFolder(
        port::Files& files, port::EventLog& log, std::string path, const live::StateOptions& state)
        : files_(files),
          log_(log),
          path_(std::move(path)),
          reading_(state.reading),
          model_(state.model) {}

    Result<live::EpochView> epoch(std::uint64_t number) override;

    // What was prepared, caught up; else from the log alone, which takes its time.
    Result<std::unique_ptr<live::Successor>> successor(
        std::uint64_t from, std::uint64_t until, const live::PolicyVersion& policy) override;

    // A successor that will soon be asked for.
    struct Prepared {
        std::uint64_t from = 0;
        std::uint32_t policy = 0;  // version
        std::unique_ptr<live::Successor> successor;
    };

    void prepare(Prepared prepared) { prepared_ = std::move(prepared); }

    Result<std::unique_ptr<live::Successor>> make_successor(const std::string& policy) const;

    // Steps it over the records from its own on, up to before `until` or the log's end.
    Result<void> catch_up(
        live::Successor& successor, std::uint64_t from, std::uint64_t until) const;

    Result<void> write_epoch(live::EpochView& view);

    // Settles the state as it stands and writes the epoch, in a child, so that the state isn't used
    // up; waits for it.
    Result<void> settle_apart(live::State& state);

    // Records at which there is a snapshot, the newest last.
    [[nodiscard]] Result<std::vector<std::uint64_t>> snapshots();
    Result<void> write_snapshot(live::State& state);

    // After an error `state` is of no use.
    Result<void> load_snapshot(std::uint64_t number, live::State& state);

    // Snapshots but the newest `keep` and the newest that isn't ahead of `projected`, from which a
    // restart goes on; and epochs from before those that stay.
    Result<void> forget_all_but(std::size_t keep, std::uint64_t projected);

    // What children that were killed had begun to write, and what was made of records that never
    // became durable. REQUIRES: no child is running.
    Result<void> forget_unfinished();

private:
    [[nodiscard]] std::string name(std::uint64_t number, std::string_view kind) const;
    Result<void> forget_if(const std::function<bool(std::string_view name)>& forgotten);

    [[nodiscard]] StreamLabel label() const {
        return {.version = live::state_version, .key = reading_.key};
    }

    port::Files& files_;
    port::EventLog& log_;
    std::string path_;
    intake::Options reading_;
    judge::Model model_;
    Prepared prepared_;
};

// One child at a time.
class EpochChild {
public:
    // Told by a thread of its own how a child ended.
    using Ended = std::function<void(std::uint64_t record, bool well)>;

    explicit EpochChild(Ended ended) : ended_(std::move(ended)) {}

    ~EpochChild() { stop(); }

    EpochChild(const EpochChild&) = delete;
    EpochChild& operator=(const EpochChild&) = delete;

    [[nodiscard]] bool is_running() const { return running_; }

    // Forks. `work` is done by the child, whose exit tells whether it went well.
    // REQUIRES: none is running.
    Result<void> begin(std::uint64_t record, const std::function<bool()>& work);

    // Until the child, if one is running, has ended.
    void wait();

    // Ends the child, if one is running, and waits for it.
    void stop();

private:
    Ended ended_;
    std::atomic<bool> running_ = false;
    pid_t child_ = 0;
    std::thread reaper_;
};

}  // namespace shouxin::runtime
