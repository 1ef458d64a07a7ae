// How is a request answered whose work an I/O thread must not wait for? On a worker's thread, and
// with 503 if too many wait for it already.
#pragma once

#include "http/problem.h"
#include "http/respond.h"
#include "service/people/worker.h"

#include <memory>
#include <utility>

namespace shouxin::http {

// Work that answers a request, on a worker's thread; busy() is told if it can't be done.
template <class Work, class Busy>
class Errand final : public service::Job {
public:
    Errand(Respond respond, Work work, Busy busy)
        : respond_(std::move(respond)), work_(std::move(work)), busy_(std::move(busy)) {}

    void run() override { respond_(work_()); }

    void refuse() override {
        busy_();
        respond_(problem(503, "Try again in a moment: too many others are being served."));
    }

private:
    Respond respond_;
    Work work_;
    Busy busy_;
};

template <class Work, class Busy>
void answer_later(service::Worker& worker, Respond respond, Work work, Busy busy) {
    worker.offer(
        std::make_unique<Errand<Work, Busy>>(std::move(respond), std::move(work), std::move(busy)));
}

template <class Work>
void answer_later(service::Worker& worker, Respond respond, Work work) {
    answer_later(worker, std::move(respond), std::move(work), [] {});
}

}  // namespace shouxin::http
