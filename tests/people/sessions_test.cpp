// Signing in: guessing is slowed down, sessions end, clocks jump, databases go away.
#include "service/people/secrets.h"

#include <gtest/gtest.h>
#include <people/house_test.h>

#include <string>
#include <thread>
#include <vector>

namespace shouxin::service {
namespace {

TEST(Sessions, GuessingIsSlowedDownWhetherTheAccountIsThereOrNot) {
    House house;
    house.add("lin", Role::analyst);
    for (const std::string name : {"lin", "nobody"}) {
        for (int i = 0; i < 5; ++i) {
            EXPECT_EQ(house.sign_in(name, "wrong", name).value(), std::nullopt) << i;
        }
        for (const std::string waits : {"2000", "4000", "8000", "16000"}) {
            EXPECT_EQ(house.sign_in(name, good_password, name).error().message, waits) << name;
            house.clock.pass(std::stoi(waits));
            EXPECT_EQ(house.sign_in(name, "wrong", name).value(), std::nullopt);
        }
    }
    house.clock.pass(day_ms);
    EXPECT_TRUE(house.sign_in("lin").value());
    EXPECT_EQ(house.sign_in("lin", "wrong").value(), std::nullopt) << "counting starts anew";
    EXPECT_TRUE(house.sign_in("lin").value());
}

TEST(Sessions, AnAddressThatTriesManyNamesWaits) {
    House house;
    house.add("lin", Role::analyst);
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(house.sign_in("name" + std::to_string(i), "wrong"));
    }
    EXPECT_FALSE(house.sign_in("lin"));
    EXPECT_TRUE(house.sign_in("lin", good_password, "192.0.2.2").value()) << "others don't";
}

TEST(Sessions, ManyAttemptsAtOnceAreMany) {
    House house;
    int let_in = 0;
    for (int i = 0; i < 100; ++i) {
        let_in += house.people->attempt("lin", "192.0.2.1") ? 0 : 1;
    }
    EXPECT_EQ(let_in, 5);
    house.people->withdraw("lin", "192.0.2.1");
    EXPECT_FALSE(house.people->attempt("lin", "192.0.2.1")) << "one wasn't tried";
}

TEST(Sessions, ALockOutlivesARestartAndAnAdminLiftsIt) {
    House house;
    house.add("lin", Role::analyst);
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(house.sign_in("lin", "wrong"));
    }
    ASSERT_TRUE(house.people->flush());
    house.open();
    EXPECT_FALSE(house.sign_in("lin"));
    ASSERT_TRUE(house.people->change("lin", {.unlock = true}, "root"));
    EXPECT_TRUE(house.sign_in("lin").value());
}

TEST(Sessions, EndIdleAndAfterTheirTime) {
    House house;
    house.add("lin", Role::analyst);
    const auto idle = house.sign_in("lin").value();
    house.clock.pass(30 * minute_ms - 1);
    EXPECT_TRUE(house.people->by_session(idle->token));
    house.clock.pass(30 * minute_ms);
    EXPECT_FALSE(house.people->by_session(idle->token));

    const auto busy = house.sign_in("lin").value();
    for (int i = 0; i < 47; ++i) {
        house.clock.pass(15 * minute_ms);
        EXPECT_TRUE(house.people->by_session(busy->token)) << i;
    }
    house.clock.pass(15 * minute_ms);
    EXPECT_FALSE(house.people->by_session(busy->token)) << "12 hours";
    ASSERT_TRUE(house.people->flush());
    EXPECT_TRUE(house.people->sessions_of("lin").empty());
}

TEST(Sessions, AreLookedAtWithoutCountingAsSeen) {
    House house;
    house.add("lin", Role::analyst);
    const auto in = house.sign_in("lin").value();
    const proof::Hash id = in->session.id;
    house.clock.pass(20 * minute_ms);
    EXPECT_EQ(house.people->signed_in(id)->name, "lin");
    EXPECT_EQ(house.people->signed_in(id)->role, Role::analyst);
    house.clock.pass(20 * minute_ms);
    EXPECT_FALSE(house.people->signed_in(id)) << "it was idle for 40 minutes";
    EXPECT_FALSE(house.people->by_session(in->token));
    EXPECT_FALSE(house.people->signed_in(proof::Hash{}));
}

TEST(Sessions, AClockThatIsSetBackLengthensNothing) {
    House house;
    house.add("lin", Role::analyst);
    const auto in = house.sign_in("lin").value();
    house.clock.wall_ms -= 100 * day_ms;
    EXPECT_TRUE(house.people->by_session(in->token));
    house.clock.pass(30 * minute_ms);
    EXPECT_FALSE(house.people->by_session(in->token));
    const auto next = house.sign_in("lin").value();
    EXPECT_TRUE(house.people->by_session(next->token));
    house.open();
    EXPECT_FALSE(house.people->by_session(next->token)) << "its age isn't known any more";
}

TEST(Sessions, OutliveARestart) {
    House house;
    house.add("lin", Role::analyst);
    const auto in = house.sign_in("lin").value();
    house.clock.pass(20 * minute_ms);
    EXPECT_TRUE(house.people->by_session(in->token));
    ASSERT_TRUE(house.people->flush());
    house.open();
    house.clock.pass(20 * minute_ms);
    EXPECT_TRUE(house.people->by_session(in->token));
}

TEST(Sessions, EndOneAtATimeOrAllAtOnce) {
    House house;
    house.add("lin", Role::analyst);
    const auto first = house.sign_in("lin").value();
    const auto second = house.sign_in("lin").value();
    const auto third = house.sign_in("lin").value();
    EXPECT_EQ(house.people->sessions_of("lin").size(), 3U);
    ASSERT_TRUE(house.people->sign_out(first->session.id));
    EXPECT_FALSE(house.people->by_session(first->token));
    EXPECT_TRUE(house.people->by_session(second->token));
    ASSERT_TRUE(house.people->sign_out_everywhere("lin"));
    EXPECT_FALSE(house.people->by_session(third->token));
    house.open();
    EXPECT_FALSE(house.people->by_session(third->token));
}

TEST(Sessions, OneMoreThanAllowedEndsTheOneUnseenLongest) {
    House house({.sessions_each_max = 3, .sessions_max = 4});
    house.add("lin", Role::analyst);
    house.add("wang", Role::analyst);
    const auto oldest = house.sign_in("lin").value();
    for (int i = 0; i < 3; ++i) {
        house.clock.pass(1000);
        EXPECT_TRUE(house.sign_in("lin").value());
    }
    EXPECT_FALSE(house.people->by_session(oldest->token));
    EXPECT_EQ(house.people->sessions_of("lin").size(), 3U);
    EXPECT_TRUE(house.sign_in("wang").value());
    EXPECT_EQ(house.sign_in("wang").error().failure, Failure::exhausted);
}

TEST(Sessions, SigningInAgainReplacesTheTokenThatOneHad) {
    House house;
    house.add("lin", Role::analyst);
    const auto old = house.sign_in("lin").value();
    const auto anew =
        house.people->sign_in("lin", good_password, "192.0.2.1", "", session_id(old->token))
            .value();
    EXPECT_FALSE(house.people->by_session(old->token));
    EXPECT_TRUE(house.people->by_session(anew->token));
}

TEST(Sessions, OnlyAHashOfATokenIsKept) {
    House house;
    house.add("lin", Role::analyst);
    const auto in = house.sign_in("lin").value();
    const auto rows = house.records.list({.table = "sessions"}).value();
    ASSERT_EQ(rows.size(), 1U);
    for (const port::Value& value : rows[0]) {
        const auto* text = std::get_if<std::string>(&value);
        EXPECT_TRUE(text == nullptr || (*text != in->token && *text != in->csrf));
    }
    EXPECT_FALSE(house.people->by_session(std::get<std::string>(rows[0][0])));
}

TEST(Sessions, WithoutTheDatabaseThoseWhoAreInStayInAndNobodyElseComes) {
    House house;
    house.add("lin", Role::analyst);
    const auto in = house.sign_in("lin").value();
    house.records.away = true;
    EXPECT_TRUE(house.people->by_session(in->token));
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(house.sign_in("lin").error().failure, Failure::unavailable) << "and no failure";
    }
    EXPECT_EQ(house.people->sign_out(in->session.id).error().failure, Failure::unavailable);
    EXPECT_TRUE(house.people->by_session(in->token)) << "who was told that it failed is still in";
    house.records.away = false;
    EXPECT_TRUE(house.sign_in("lin").value());
}

TEST(Sessions, AHashMadeAtAnotherCostIsMadeAnew) {
    House house;
    house.add("lin", Role::analyst);
    const std::string before = house.people->people()[0].password;
    house.options.password_cost = PasswordCost::interactive;
    house.open();
    EXPECT_TRUE(house.sign_in("lin").value());
    EXPECT_NE(house.people->people()[0].password, before);
    EXPECT_TRUE(house.sign_in("lin").value());
}

TEST(Sessions, TwoThreadsSignInAndOutAtOnce) {
    House house;
    house.add("lin", Role::analyst);
    house.add("wang", Role::lead);
    const auto live = [&](const std::string& name) {
        for (int i = 0; i < 50; ++i) {
            const auto in = house.sign_in(name, good_password, name).value();
            ASSERT_TRUE(in);
            ASSERT_EQ(house.people->by_session(in->token)->name, name);
            ASSERT_TRUE(house.people->flush());
            ASSERT_TRUE(house.people->sign_out(in->session.id));
            ASSERT_FALSE(house.people->by_session(in->token));
        }
    };
    std::thread first(live, "lin");
    std::thread second(live, "wang");
    std::thread third([&] {
        for (int i = 0; i < 50; ++i) {
            static_cast<void>(house.people->change("lin", {.locale = "en"}, "wang"));
            house.clock.pass(1);
        }
    });
    first.join();
    second.join();
    third.join();
    EXPECT_TRUE(house.people->sessions_of("lin").empty());
}

}  // namespace
}  // namespace shouxin::service
