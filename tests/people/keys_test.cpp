// API keys: told once, checked from memory, gone when revoked.
#include <gtest/gtest.h>
#include <people/house_test.h>

#include <string>
#include <thread>

namespace shouxin::service {
namespace {

Permissions scopes(std::string_view text) {
    return permissions_of_text(text).value();
}

TEST(Keys, OpenWhatTheirScopesSay) {
    House house;
    const auto made =
        house.people->make_key({"intake", scopes("decisions:write events:write")}, "root").value();
    const auto caller = house.people->by_key(made.text);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->name, "key:" + made.key.id);
    EXPECT_FALSE(caller->role);
    EXPECT_EQ(text_of(caller->permissions), "events:write decisions:write");
    house.open();
    EXPECT_TRUE(house.people->by_key(made.text));
}

TEST(Keys, ACheckAsksNoDatabase) {
    House house;
    const auto made = house.people->make_key({"a", scopes("events:write")}, "root").value();
    const int asked = house.records.asked;
    house.records.away = true;
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(house.people->by_key(made.text));
        ASSERT_FALSE(house.people->by_key("sx_0123456789abcdef_" + std::string(64, '0')));
    }
    EXPECT_EQ(house.records.asked, asked);
}

TEST(Keys, AreGoneOnceRevokedThoughInUse) {
    House house;
    const auto made = house.people->make_key({"a", scopes("events:write")}, "root").value();
    std::atomic<bool> revoked = false;
    std::thread user([&] {
        while (true) {
            const bool was_revoked = revoked;
            const bool opens = house.people->by_key(made.text).has_value();
            ASSERT_FALSE(was_revoked && opens);
            if (was_revoked) {
                return;
            }
        }
    });
    ASSERT_TRUE(house.people->revoke_key(made.key.id, "root"));
    revoked = true;
    user.join();
    ASSERT_TRUE(house.people->revoke_key(made.key.id, "root")) << "again: nothing more happens";
    house.open();
    EXPECT_FALSE(house.people->by_key(made.text));
    EXPECT_EQ(
        house.people->revoke_key("0000000000000000", "root").error().failure, Failure::not_found);
}

TEST(Keys, ExpireAndAreForgotten) {
    House house;
    const auto made =
        house.people->make_key({"a", scopes("events:write"), 2 * minute_ms}, "root").value();
    house.clock.pass(2 * minute_ms - 1);
    EXPECT_TRUE(house.people->by_key(made.text));
    house.clock.wall_ms -= day_ms;
    house.clock.pass(1);
    EXPECT_FALSE(house.people->by_key(made.text)) << "a clock that is set back doesn't help";
    EXPECT_EQ(house.people->keys().size(), 1U);
    house.clock.pass(92 * day_ms);
    ASSERT_TRUE(house.people->flush());
    EXPECT_TRUE(house.people->keys().empty());
}

TEST(Keys, LastUseIsWrittenLater) {
    House house;
    const auto made = house.people->make_key({"a", scopes("events:write")}, "root").value();
    ASSERT_TRUE(house.people->by_key(made.text));
    const auto last_used = [&] {
        return std::get<std::int64_t>((*house.records.find("api_keys", made.key.id).value())[6]);
    };
    EXPECT_EQ(last_used(), 0);
    house.records.away = true;
    EXPECT_FALSE(house.people->flush());
    house.records.away = false;
    EXPECT_TRUE(house.people->flush());
    EXPECT_EQ(last_used(), house.clock.now_ms());
}

TEST(Keys, NeverHoldWhatTakesAPerson) {
    House house;
    for (const std::string_view scope :
         {"", "policies:approve", "people:write", "keys:write", "protected:read", "own:read"}) {
        const auto made = house.people->make_key({"a", scopes(scope)}, "root");
        ASSERT_FALSE(made) << scope;
        EXPECT_EQ(made.error().failure, Failure::invalid);
    }
    EXPECT_FALSE(house.people->make_key({"", scopes("events:write")}, "root"));
    EXPECT_FALSE(house.people->make_key({"a\nb", scopes("events:write")}, "root"));
    EXPECT_FALSE(house.people->make_key({"a", scopes("events:write"), 401 * day_ms}, "root"));
    EXPECT_FALSE(house.people->make_key({"a", scopes("events:write"), -1}, "root"));
}

TEST(Keys, AnyOtherTextIsNoKey) {
    House house;
    const auto made = house.people->make_key({"a", scopes("events:write")}, "root").value();
    for (std::size_t at = 0; at < made.text.size(); ++at) {
        std::string other = made.text;
        other[at] = other[at] == '1' ? '2' : '1';
        ASSERT_FALSE(house.people->by_key(other)) << at;
        ASSERT_FALSE(house.people->by_key(made.text.substr(0, at)));
    }
    EXPECT_FALSE(house.people->by_key(made.text + " "));
    EXPECT_FALSE(house.people->by_key(std::string(100'000, 's')));
}

}  // namespace
}  // namespace shouxin::service
