#include "service/live/past_jobs.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>

namespace shouxin::service {
namespace {

using proof::Json;

// Jobs that end when they are told to.
class PastJobsTest : public testing::Test {
protected:
    Result<Json> play(const std::string& subject, PastJobs::Progress& progress) {
        progress.begin(3);
        TRY_DONE(progress.step());
        running.set_value();
        while (subject == "endless") {
            TRY_DONE(progress.step());
        }
        go_on.get_future().wait();
        return subject == "bad" ? Result<Json>(fail(Failure::invalid, "broken")) : Json(subject);
    }

    PastJobs::Told wait_for(std::uint64_t number) {
        while (true) {
            PastJobs::Told told = *jobs.find(number);
            if (told.state != "waiting" && told.state != "running") {
                return told;
            }
            std::this_thread::yield();
        }
    }

    std::promise<void> running;
    std::promise<void> go_on;
    PastJobs jobs{"test", [this](const std::string& subject, PastJobs::Progress& progress) {
                      return play(subject, progress);
                  }};
};

TEST_F(PastJobsTest, TellHowFarTheyAreAndWhatCameOfThem) {
    const auto number = jobs.begin("good");
    ASSERT_TRUE(number);
    running.get_future().wait();
    const auto told = jobs.find(*number);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->state, "running");
    EXPECT_EQ(told->replayed, 1U);
    EXPECT_EQ(told->of, 3U);
    go_on.set_value();
    const PastJobs::Told done = wait_for(*number);
    EXPECT_EQ(done.state, "done");
    EXPECT_EQ(*done.report, Json("good"));
}

TEST_F(PastJobsTest, TellWhyTheyFailed) {
    const auto number = jobs.begin("bad");
    ASSERT_TRUE(number);
    go_on.set_value();
    const PastJobs::Told done = wait_for(*number);
    EXPECT_EQ(done.state, "failed");
    EXPECT_EQ(done.problem, "broken");
    EXPECT_FALSE(done.report);
}

TEST_F(PastJobsTest, CanBeCancelledWhileTheyWaitOrRun) {
    const auto runs = jobs.begin("endless", {.by = "ana", .at_ms = 7});
    const auto waits = jobs.begin("waits");
    ASSERT_TRUE(runs && waits);
    running.get_future().wait();
    EXPECT_TRUE(jobs.cancel(*waits));
    EXPECT_EQ(jobs.find(*waits)->state, "cancelled");
    EXPECT_TRUE(jobs.cancel(*runs));
    EXPECT_EQ(wait_for(*runs).state, "cancelled");
    EXPECT_EQ(wait_for(*runs).problem, "");
    EXPECT_EQ(jobs.cancel(*runs).error().failure, Failure::conflict);
    EXPECT_EQ(jobs.cancel(99).error().failure, Failure::not_found);
    const std::vector<PastJobs::Told> all = jobs.all();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].number, *waits);
    EXPECT_EQ(all[1].asker.by, "ana");
    EXPECT_EQ(all[1].asker.at_ms, 7);
}

TEST_F(PastJobsTest, RefuseMoreThanMayWaitAndEndWhenTheyAreStopped) {
    ASSERT_TRUE(jobs.begin("endless"));
    running.get_future().wait();
    for (std::size_t i = 0; i < PastJobs::waiting_max; ++i) {
        ASSERT_TRUE(jobs.begin("waits"));
    }
    const auto refused = jobs.begin("too many");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::exhausted);
    EXPECT_EQ(refused.error().message, "other tests wait already: try again when they are done");
    EXPECT_EQ(jobs.find(99).error().failure, Failure::not_found);
    jobs.stop();  // those that wait aren't begun any more
    EXPECT_EQ(jobs.find(1)->problem, "the server stopped");
    EXPECT_EQ(jobs.find(2)->state, "waiting");
}

}  // namespace
}  // namespace shouxin::service
