// What the writer does when the log fails it.
#include "runtime/live/writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <utility>

namespace shouxin::runtime {
namespace {

class NoEpochs final : public live::EpochSource {
public:
    Result<live::EpochView> epoch(std::uint64_t /*number*/) override {
        return fail(Failure::not_found, "no epoch");
    }

    Result<std::unique_ptr<live::Successor>> successor(
        std::uint64_t /*from*/,
        std::uint64_t /*until*/,
        const live::PolicyVersion& /*policy*/) override {
        return fail(Failure::not_found, "no successor");
    }
};

class Ignores final : public Follower {
public:
    void follow(live::Effects /*effects*/) override {}

    bool is_behind() const override { return false; }

    void take_epoch(live::State& /*state*/, std::uint64_t /*record*/) override {}

    void end_group() override {}
};

class StandingClock final : public port::Clock {
public:
    std::int64_t now_ms() const override { return 1'700'000'000'000; }

    std::int64_t steady_ns() const override { return 0; }
};

// Takes records of up to ten bytes, and syncs when it is told to and as it is told to.
class FaultyLog final : public port::EventLog {
public:
    Result<std::uint64_t> append(std::span<const port::NewRecord> records) override {
        for (const port::NewRecord& record : records) {
            if (record.payload.size() > 10) {
                return fail(Failure::invalid, "too long");
            }
        }
        ++groups;
        return std::exchange(next_, next_ + records.size());
    }

    Result<void> sync() override { return synced.get_future().get(); }

    std::uint64_t next_number() const override { return next_; }

    std::uint64_t first_number() const override { return 1; }

    Result<std::unique_ptr<port::LogReader>> read(std::uint64_t /*from*/) override {
        return fail(Failure::unavailable, "can't be read");
    }

    Result<void> forget_before(std::uint64_t /*number*/) override { return {}; }

    std::uint64_t bytes() const override { return 0; }

    std::atomic<int> groups = 0;
    std::promise<Result<void>> synced;

private:
    std::uint64_t next_ = 1;
};

class Tells final : public Waiter {
public:
    explicit Tells(std::promise<std::string> told) : told_(std::move(told)) {}

    void done(const live::Effects& /*effects*/) override { told_.set_value("done"); }

    void failed(const Error& error) override { told_.set_value(error.message); }

private:
    std::promise<std::string> told_;
};

class Writers : public testing::Test {
protected:
    std::future<std::string> submit(std::string payload) {
        std::promise<std::string> told;
        std::future<std::string> future = told.get_future();
        Submission submission;
        submission.kind = model::RecordKind::tick;
        submission.payload = std::move(payload);
        submission.waiter = std::make_unique<Tells>(std::move(told));
        EXPECT_TRUE(writer.submit(submission).has_value());
        return future;
    }

    NoEpochs epochs;
    live::State state{{}, epochs};
    FaultyLog log;
    StandingClock clock;
    Ignores follower;
    Writer writer{state, log, clock, follower, {}};
};

TEST_F(Writers, WriteNothingMoreBehindWhatMayBeLost) {
    std::future<std::string> first = submit(" ");
    while (log.groups == 0) {
        std::this_thread::yield();
    }
    std::future<std::string> second = submit(" ");
    log.synced.set_value(fail(Failure::unavailable, "the disk is broken"));
    EXPECT_EQ(first.get(), "the disk is broken");
    EXPECT_EQ(second.get(), "the disk is broken");
    EXPECT_EQ(log.groups, 1);
    EXPECT_TRUE(writer.failure().has_value());
}

TEST_F(Writers, RefuseWhatTheLogCantTakeAndGoOn) {
    EXPECT_EQ(submit("more than ten bytes").get(), "too long");
    log.synced.set_value({});
    EXPECT_EQ(submit(" ").get(), "done");
    EXPECT_FALSE(writer.failure().has_value());
}

}  // namespace
}  // namespace shouxin::runtime
