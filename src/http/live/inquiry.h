// How is a question asked whose answer needs more of the state than may be looked at in one go? In
// slices: one between two groups, whoever asks, so that the writer never waits longer than for a
// slice. Thread-safe.
#pragma once

#include "base/unique_function.h"
#include "http/message.h"
#include "live/state.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace shouxin::http {

// What is asked. Of one thread at a time; the state moves on between two looks.
class Inquiry {
public:
    virtual ~Inquiry() = default;

    // At a slice, of about a millisecond at most. True when enough was seen.
    virtual bool look(const live::State& state) = 0;

    // From the beginning: the state's indices are others now.
    virtual void restart() = 0;

    // The answer. Called once, after the look that saw enough, of the same state.
    virtual Response tell(const live::State& state) = 0;
};

class Inquiries {
public:
    using Question = UniqueFunction<void(const live::State&)>;
    using Ask = UniqueFunction<void(Question)>;
    using Tell = UniqueFunction<void(Response)>;

    static constexpr std::size_t at_once_max = 32;

    // `ask` has a question answered later, on the writer's thread.
    explicit Inquiries(Ask ask) : ask_(std::move(ask)) {}

    // Answers, or at once 503 if too many are under way.
    void begin(std::unique_ptr<Inquiry> inquiry, Tell tell);

private:
    struct Asked {
        std::unique_ptr<Inquiry> inquiry;
        Tell tell;
        std::optional<std::uint64_t> generation;  // that it has looked at
    };

    void ask_next();
    void look(const live::State& state);

    Ask ask_;
    std::mutex mutex_;
    std::deque<Asked> waiting_;  // whose turn it is first
    std::size_t under_way_ = 0;  // those that wait, and the one that looks
};

}  // namespace shouxin::http
