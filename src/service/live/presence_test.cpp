#include "service/live/presence.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::service {
namespace {

TEST(Presence, TellsWhoElseHasTheCaseOpen) {
    Presence presence;
    EXPECT_TRUE(presence.open("order/o-1", "ana", 1000).empty());
    EXPECT_TRUE(presence.open("order/o-1", "ana", 2000).empty()) << "oneself isn't another";
    EXPECT_TRUE(presence.open("order/o-2", "lea", 3000).empty()) << "another case";
    const auto others = presence.open("order/o-1", "lea", 3000);
    ASSERT_EQ(others.size(), 1U);
    EXPECT_EQ(others[0].name, "ana");
    EXPECT_EQ(others[0].since_ms, 1000);
    EXPECT_EQ(presence.open("order/o-1", "ana", 4000).at(0).since_ms, 3000);
}

TEST(Presence, ForgetsWhoFallsSilent) {
    Presence presence;
    presence.open("order/o-1", "ana", 0);
    EXPECT_EQ(presence.open("order/o-1", "lea", Presence::silent_ms_max).size(), 1U);
    EXPECT_TRUE(presence.open("order/o-1", "lea", Presence::silent_ms_max + 1).empty());
    EXPECT_EQ(presence.open("order/o-1", "ana", Presence::silent_ms_max + 2).size(), 1U);
}

TEST(Presence, IsBounded) {
    Presence presence;
    for (std::size_t number = 0; number < Presence::cases_max; ++number) {
        presence.open("order/" + std::to_string(number), "ana", 0);
    }
    presence.open("order/one-more", "ana", 1);
    EXPECT_TRUE(presence.open("order/one-more", "lea", 2).empty()) << "it wasn't kept";
    EXPECT_EQ(presence.open("order/7", "lea", 3).size(), 1U) << "the others were";
    constexpr std::int64_t later = Presence::silent_ms_max + 10;
    presence.open("order/one-more", "ana", later);
    EXPECT_EQ(presence.open("order/one-more", "lea", later).size(), 1U) << "there is room again";
    for (std::size_t number = 0; number < 2 * Presence::names_max; ++number) {
        presence.open("order/many", "person-" + std::to_string(number), later);
    }
    EXPECT_EQ(presence.open("order/many", "ana", later).size(), Presence::names_max);
}

}  // namespace
}  // namespace shouxin::service
