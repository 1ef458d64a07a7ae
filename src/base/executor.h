// Who does the work? Runs pieces of work that don't depend on each other, maybe at the same time.
// Pure code asks for one; runtime/ hands in threads.
#pragma once
#include <cstddef>
#include <functional>

namespace shouxin {
class Executor {
public:
    virtual ~Executor() = default;
    // Calls piece(0) ... piece(pieces - 1), each once, in any order, and returns when all are done.
    virtual void run(std::size_t pieces, const std::function<void(std::size_t)>& piece) = 0;
};

// One after the other, here.
class Inline final : public Executor {
public:
    void run(std::size_t pieces, const std::function<void(std::size_t)>& piece) override {
        for (std::size_t i = 0; i < pieces; ++i) {
            piece(i);
        }
    }
};
}  // namespace shouxin
