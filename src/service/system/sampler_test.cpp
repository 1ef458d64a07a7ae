#include "service/system/sampler.h"

#include <gtest/gtest.h>

namespace shouxin::service {
namespace {

using Column = SystemColumn;

class SetClock final : public port::Clock {
public:
    [[nodiscard]] std::int64_t now_ms() const override { return 1000 + ns / 1'000'000; }

    [[nodiscard]] std::int64_t steady_ns() const override { return ns; }

    std::int64_t ns = 0;
};

class SetVitals final : public port::Vitals {
public:
    [[nodiscard]] port::VitalSigns now() const override { return signs; }

    [[nodiscard]] port::HostLimits limits() const override { return {}; }

    [[nodiscard]] std::uint64_t data_bytes() const override { return bytes; }

    port::VitalSigns signs;
    std::uint64_t bytes = 7;
};

class Sampling : public testing::Test {
protected:
    void pass(std::int64_t ms) {
        clock.ns += ms * 1'000'000;
        sampler.sample();
    }

    SetClock clock;
    SetVitals vitals;
    SystemCounts counts;
    SystemHistory history;
    Sampler sampler{clock, vitals, [this] { return counts; }, history};
};

TEST_F(Sampling, makes_rates_of_the_time_that_went_by) {
    counts.events = 300;
    counts.decisions = 1;
    counts.waiting = 4;
    vitals.signs = {.memory = 99, .cpu_ns = 500'000'000};
    pass(2000);
    const SystemRow row = history.newest();
    EXPECT_EQ(at(row, Column::at_ms), 3000);
    EXPECT_EQ(at(row, Column::events), 150'000);
    EXPECT_EQ(at(row, Column::decisions), 500);
    EXPECT_EQ(at(row, Column::waiting), 4);
    EXPECT_EQ(at(row, Column::memory), 99);
    EXPECT_EQ(at(row, Column::cpu), 250) << "a quarter of one processor";
    EXPECT_EQ(at(row, Column::data_bytes), 7);
    pass(1000);
    EXPECT_EQ(at(history.newest(), Column::events), 0) << "nothing came since";
}

TEST_F(Sampling, quantiles_are_those_of_the_row) {
    runtime::Latencies latencies;
    latencies.add(5);
    counts.deciding = latencies.counts();
    pass(1000);
    EXPECT_EQ(at(history.newest(), Column::decision_p99_us), 5);
    pass(1000);
    EXPECT_EQ(at(history.newest(), Column::decision_p99_us), 0);
}

TEST_F(Sampling, a_minute_is_a_row_of_its_own) {
    for (int i = 0; i < 61; ++i) {
        counts.events += 2;
        vitals.bytes = 8;
        pass(1000);
    }
    ASSERT_EQ(history.minutes(0).size(), 1U);
    EXPECT_EQ(at(history.minutes(0)[0], Column::events), 2000);
    EXPECT_EQ(at(history.minutes(0)[0], Column::data_bytes), 8);
    EXPECT_EQ(history.seconds(0).size(), 61U);
    EXPECT_EQ(history.seconds(1000 + 59'000).size(), 2U) << "those behind a moment";
}

TEST_F(Sampling, is_bounded) {
    for (std::size_t i = 0; i < SystemHistory::seconds_max + 10; ++i) {
        pass(1000);
    }
    EXPECT_EQ(history.seconds(0).size(), SystemHistory::seconds_max);
}

TEST(SystemColumns, have_names) {
    for (std::size_t i = 0; i < system_columns; ++i) {
        EXPECT_FALSE(name_of(static_cast<Column>(i)).empty());
    }
}

}  // namespace
}  // namespace shouxin::service
