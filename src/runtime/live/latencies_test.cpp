#include "runtime/live/latencies.h"

#include <gtest/gtest.h>

namespace shouxin::runtime {
namespace {

TEST(Latencies, are_told_to_a_sixteenth) {
    for (std::int64_t time = 0; time < 60'000'000; time += 1 + time / 7) {
        Latencies latencies;
        latencies.add(time);
        const std::int64_t told = quantile_us(latencies.counts(), 500);
        EXPECT_GE(told, time);
        EXPECT_LE(told, time + time / 16);
    }
}

TEST(Latencies, quantiles_are_of_what_came_in_between) {
    Latencies latencies;
    latencies.add(1'000'000);
    const Latencies::Counts before = latencies.counts();
    EXPECT_EQ(quantile_us(difference(before, before), 500), 0) << "nothing came";
    for (std::int64_t i = 0; i < 98; ++i) {
        latencies.add(3);
    }
    latencies.add(12);
    latencies.add(13);
    const Latencies::Counts between = difference(latencies.counts(), before);
    EXPECT_EQ(quantile_us(between, 500), 3);
    EXPECT_EQ(quantile_us(between, 980), 3);
    EXPECT_EQ(quantile_us(between, 990), 12);
    EXPECT_EQ(quantile_us(between, 1000), 13);
    EXPECT_EQ(quantile_us(latencies.counts(), 0), 3);
}

TEST(Latencies, what_cannot_be_is_of_the_first_or_last_class) {
    Latencies latencies;
    latencies.add(-5);
    EXPECT_EQ(quantile_us(latencies.counts(), 1000), 0);
    latencies.add(INT64_MAX);
    EXPECT_GE(quantile_us(latencies.counts(), 1000), 60'000'000);
}

}  // namespace
}  // namespace shouxin::runtime
