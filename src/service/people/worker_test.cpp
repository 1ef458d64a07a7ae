#include "service/people/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <utility>

namespace shouxin::service {
namespace {

struct Tally {
    std::atomic<int> ran{0};
    std::atomic<int> refused{0};
};

class Waiting final : public Job {
public:
    Waiting(Tally& tally, std::promise<void>* begun, std::shared_future<void> until)
        : tally_(tally), begun_(begun), until_(std::move(until)) {}

    void run() override {
        if (begun_ != nullptr) {
            begun_->set_value();
        }
        until_.wait();
        ++tally_.ran;
    }

    void refuse() override { ++tally_.refused; }

private:
    Tally& tally_;
    std::promise<void>* begun_;
    std::shared_future<void> until_;
};

TEST(Worker, EachJobIsRunOrRefusedOnce) {
    Tally tally;
    std::promise<void> begun;
    std::promise<void> go;
    const std::shared_future<void> until = go.get_future().share();
    {
        Worker worker(3);
        worker.offer(std::make_unique<Waiting>(tally, &begun, until));
        begun.get_future().wait();
        for (int i = 0; i < 10; ++i) {
            worker.offer(std::make_unique<Waiting>(tally, nullptr, until));
        }
        EXPECT_EQ(tally.refused, 7) << "one is at work, three wait";
        go.set_value();
    }
    EXPECT_EQ(tally.ran + tally.refused, 11) << "at the end those that still wait are refused";
}

}  // namespace
}  // namespace shouxin::service
