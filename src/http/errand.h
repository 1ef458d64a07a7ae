// How is a request answered whose work an I/O thread must not wait for? On a worker's thread, and
// with 503 if too many wait for it already.
#pragma once

#include "http/problem.h"
#include "http/respond.h"
#include "service/people/worker.h"

#include <memory>
#include <utility>

namespace shouxin::http {

// Work that sees to a request's answer, on a worker's thread; busy() is told if it can't be done.
template <class Work, class Busy>
class Errand final : public service::Job {
public:
    Errand(Respond respond, Work work, Busy busy)
        : respond_(std::move(respond)), work_(std::move(work)), busy_(std::move(busy)) {}

    void run() override { work_(std::move(respond_)); }

    void refuse() override {
        busy_();
        respond_(problem(503, "Try again in a moment: too many others are being served."));
    }

private:
    Respond respond_;
    Work work_;
    Busy busy_;
};

// For work that hands the answer on: to the writer's thread, say.
template <class Work, class Busy>
void hand_over(service::Worker& worker, Respond respond, Work work, Busy busy) {
    worker.offer(
        std::make_unique<Errand<Work, Busy>>(std::move(respond), std::move(work), std::move(busy)));
}

template <class Work>
void hand_over(service::Worker& worker, Respond respond, Work work) {
    hand_over(worker, std::move(respond), std::move(work), [] {});
}

template <class Work, class Busy>
void answer_later(service::Worker& worker, Respond respond, Work work, Busy busy) {
    hand_over(
        worker,
        std::move(respond),
        [work = std::move(work)](Respond then) mutable { then(work()); },
        std::move(busy));
}

template <class Work>
void answer_later(service::Worker& worker, Respond respond, Work work) {
    answer_later(worker, std::move(respond), std::move(work), [] {});
}

}  // namespace shouxin::http
