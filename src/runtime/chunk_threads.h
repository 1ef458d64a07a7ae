// Reads ahead: chunks of the inputs are cut and understood by threads, each as soon as there is
// room for it, and handed out in order. What is done with them goes on beside the reading. Whoever
// asks for what isn't ready works too, so one thread more is one worker more, and without any
// other the asker does it all.
//
// What is handed out is the same for any number of threads: chunks depend on bytes alone.
// One asker. Memory: `helpers` + 2 chunks an input (one without helpers, two of many inputs).
#pragma once

#include "intake/chunk.h"
#include "intake/chunk_parser.h"
#include "intake/cutter.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace shouxin::runtime {

class ChunkThreads final : public intake::ChunkSupply {
public:
    struct Source {
        std::unique_ptr<ByteSource> bytes;
        bool may_wait = false;  // a pipe may keep us waiting for bytes: only the asker reads it
    };

    // `names` only hashes here. The asker asks `go_on` at every chunk; at a false, the inputs end.
    ChunkThreads(
        std::vector<Source> sources,
        HashKey key,
        const model::Names& names,
        std::size_t helpers,
        std::function<bool()> go_on);
    ~ChunkThreads() override;
    ChunkThreads(const ChunkThreads&) = delete;
    ChunkThreads& operator=(const ChunkThreads&) = delete;

    void next(std::size_t input, intake::Chunk& into) override;

    // Has `work` done by whoever is free, after what was given before: returns when that is done,
    // and `work` may have only begun. It must be done before what it uses goes: finish().
    void beside(std::function<void()> work);

    // Returns when all work given is done.
    void finish();

private:
    enum class State : std::uint8_t { empty, cut, parsing, ready };
    enum class Beside : std::uint8_t { none, waiting, running };

    struct Place {
        intake::Chunk chunk;
        State state = State::empty;
    };

    // Places are a ring.
    struct Input {
        Input(Source source, std::size_t places)
            : cutter(std::move(source.bytes)), may_wait(source.may_wait), ring(places) {}

        intake::Cutter cutter;
        bool may_wait;
        std::vector<Place> ring;
        std::uint64_t handed = 0;  // chunks handed out so far
        std::uint64_t cut = 0;     // chunks cut so far
        bool cutting = false;      // somebody is at it
        bool ended = false;        // the last has been cut

        Place& place(std::uint64_t number) { return ring[number % ring.size()]; }

        [[nodiscard]] bool has_room() const {
            return !cutting && !ended && cut - handed < ring.size();
        }
    };

    // Something to do; without `place`, cutting the input's next chunk.
    struct Task {
        Input* input = nullptr;
        Place* place = nullptr;
    };

    void help();
    [[nodiscard]] std::optional<Task> task_for_helper();
    [[nodiscard]] std::optional<Task> task_for_asker(Input& wanted);
    void do_task(const Task& task, intake::ChunkParser& parser, std::unique_lock<std::mutex>& lock);
    void do_beside(std::unique_lock<std::mutex>& lock);
    void finish(std::unique_lock<std::mutex>& lock);
    static Place* unparsed(Input& input);

    intake::ChunkParser parser_;  // the asker's
    HashKey key_;
    const model::Names& names_;
    std::function<bool()> go_on_;
    std::vector<std::unique_ptr<Input>> inputs_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> work_beside_;
    Beside beside_ = Beside::none;
    bool stopping_ = false;

    std::vector<std::thread> helpers_;  // last: they use all of the above
};

}  // namespace shouxin::runtime
