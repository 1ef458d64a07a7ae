#include "http/live/inquiry.h"

#include "http/problem.h"

#include <utility>

namespace shouxin::http {

void Inquiries::begin(std::unique_ptr<Inquiry> inquiry, Tell tell) {
    {
        const std::lock_guard lock(mutex_);
        if (under_way_ < at_once_max) {
            waiting_.push_back({std::move(inquiry), std::move(tell), {}});
            if (++under_way_ == 1) {
                ask_next();
            }
            return;
        }
    }
    tell(problem(503, "too many look through the market at once: try again in a second"));
}

void Inquiries::ask_next() {
    ask_([this](const live::State& state) { look(state); });
}

// One slice of whoever's turn it is, who then waits behind the others.
void Inquiries::look(const live::State& state) {
    Asked asked;
    {
        const std::lock_guard lock(mutex_);
        asked = std::move(waiting_.front());
        waiting_.pop_front();
    }
    if (std::exchange(asked.generation, state.generation()).value_or(state.generation()) !=
        state.generation()) {
        asked.inquiry->restart();
    }
    const bool done = asked.inquiry->look(state);
    if (done) {
        asked.tell(asked.inquiry->tell(state));
    }
    const std::lock_guard lock(mutex_);
    if (done) {
        --under_way_;
    } else {
        waiting_.push_back(std::move(asked));
    }
    if (under_way_ > 0) {
        ask_next();
    }
}

}  // namespace shouxin::http
