// Running numbers: the logarithm is the logarithm, the quantile is found, nobody hears himself.
#include "judge/running.h"

#include "judge/probability.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <rapidcheck.h>
#include <vector>

namespace shouxin::judge {
namespace {

TEST(IntegerLn, is_within_a_hundredth_of_the_logarithm) {
    const IntegerLn ln;
    EXPECT_EQ(ln(0), 0);
    rc::check([&] {
        const auto n = *rc::gen::inRange<std::uint64_t>(1, std::uint64_t{1} << 62);
        const std::uint64_t some = n >> *rc::gen::inRange(0, 62);
        RC_ASSERT(
            std::abs(ln(some) - signal::ln(std::max<double>(static_cast<double>(some), 1))) <= 1);
    });
    rc::check([&] {
        const auto ppm = *rc::gen::inRange<std::uint32_t>(0, 1'000'000);
        RC_ASSERT(std::abs(ln.level(ppm) - level(ppm)) <= 1);
    });
}

TEST(RunningQuantile, finds_the_upper_fifth_and_stays_within_what_it_saw) {
    RunningQuantile usual;
    for (int i = 0; i < 5000; ++i) {
        usual.take(static_cast<std::int16_t>(i * 7919 % 1000), 4, 1);
    }
    EXPECT_NEAR(usual.value, 800, 60);
    rc::check([](const std::vector<std::int16_t>& values) {
        RunningQuantile one;
        for (const std::int16_t value : values) {
            one.take(value, 4, 1);
            RC_ASSERT(one.value >= *std::ranges::min_element(values));
            RC_ASSERT(one.value <= *std::ranges::max_element(values));
        }
    });
}

TEST(RunningSuspicion, hears_everybody_but_oneself) {
    RunningSuspicion shop;
    const std::uint32_t nothing = shop.mean_of_others({});
    shop.say(900'000, 5);
    EXPECT_EQ(shop.mean_of_others({900'000, 5}), nothing);
    EXPECT_GT(shop.mean_of_others({}), nothing);
    shop.say(300'000, 5);
    EXPECT_EQ(shop.mean_of_others({300'000, 5}), (2 * nothing + 900'000) / 3);
}

TEST(RunningSuspicion, takes_a_newer_answer_in_place_of_the_older) {
    RunningSuspicion corrected;
    corrected.say(900'000, 5);
    corrected.say(100'000, 6);
    corrected.replace({900'000, 5}, 200'000);
    RunningSuspicion told_at_once;
    told_at_once.say(200'000, 5);
    told_at_once.say(100'000, 6);
    EXPECT_EQ(corrected.mean_of_others({}), told_at_once.mean_of_others({}));
    corrected.say(100'000, 8);  // what was said in the fifth is carried, and can't be taken back
    told_at_once.say(100'000, 8);
    corrected.replace({200'000, 5}, 900'000);
    EXPECT_EQ(corrected.mean_of_others({}), told_at_once.mean_of_others({}));
}

}  // namespace
}  // namespace shouxin::judge
