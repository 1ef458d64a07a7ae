// Accounts: the first start, who may change what, and what the audit is told.
#include "service/people/people.h"

#include <gmock/gmock.h>
#include <people/house_test.h>

#include <string>

namespace shouxin::service {
namespace {

using testing::HasSubstr;
using testing::Not;

Failure failure_of(const Result<ChangedPerson>& result) {
    return result.error().failure;
}

TEST(People, TheFirstStartMakesAnAdminOnce) {
    House house;
    const auto password = house.people->first_start().value();
    ASSERT_TRUE(password);
    EXPECT_EQ(house.people->first_start().value(), std::nullopt);
    house.open();
    EXPECT_EQ(house.people->first_start().value(), std::nullopt);

    const auto admin = house.sign_in("admin", *password).value();
    ASSERT_TRUE(admin);
    EXPECT_TRUE(admin->person.must_change);
    const auto caller = house.people->by_session(admin->token);
    ASSERT_TRUE(caller);
    EXPECT_TRUE(caller->permissions.none()) << "until the password is changed";

    const auto changed =
        house.people->change_password("admin", *password, good_password, "192.0.2.1", "").value();
    ASSERT_TRUE(changed);
    EXPECT_FALSE(house.people->by_session(admin->token)) << "the old session ended";
    EXPECT_EQ(house.people->by_session(changed->token)->permissions, permissions_of(Role::admin));
}

TEST(People, WhenSomebodySignedInLastIsKept) {
    House house;
    house.add("lin", Role::analyst);
    EXPECT_EQ(house.people->people().front().signed_in_ms, 0);
    house.clock.pass(minute_ms);
    ASSERT_TRUE(house.sign_in("lin").value());
    const std::int64_t at_ms = house.clock.now_ms();
    house.clock.pass(minute_ms);
    EXPECT_EQ(house.sign_in("lin", "another horse battery").value(), std::nullopt);
    EXPECT_EQ(house.people->people().front().signed_in_ms, at_ms);
    EXPECT_EQ(house.people->people().front().failures.count, 1);
    house.open();
    EXPECT_EQ(house.people->people().front().signed_in_ms, at_ms);
}

TEST(People, RowsOfAnOlderProgramAreRead) {
    House house;
    house.add("lin", Role::analyst);
    port::Row row = house.records.find("people", std::string("lin")).value().value();
    row.back() = {};  // it knew no last sign-in
    ASSERT_TRUE(house.records.write(std::vector{put(people_table, row)}, port::Durability::now));
    house.open();
    EXPECT_EQ(house.people->people().front().signed_in_ms, 0);
    EXPECT_TRUE(house.sign_in("lin").value());
}

TEST(People, HostileNamesAreRefused) {
    House house;
    const std::vector<std::string> names{
        "",
        "a",
        std::string(41, 'a'),
        std::string(10'000, 'a'),
        "Admin",
        "a'; DROP TABLE people;--",
        "<script>alert(1)</script>",
        std::string("ad\0min", 6),
        "a b",
        "../admin",
        "\xE4\xBD\xA0\xE5\xA5\xBD",
        "key:1234"};
    for (const std::string& name : names) {
        const auto made = house.people->add({.name = name}, "admin");
        ASSERT_FALSE(made) << name;
        EXPECT_EQ(failure_of(made), Failure::invalid);
        EXPECT_THAT(made.error().message, Not(HasSubstr("DROP"))) << "names aren't echoed";
        house.clock.pass(day_ms);  // they share one entry of the lockout
        EXPECT_EQ(house.sign_in(name, good_password, "c" + name).value(), std::nullopt);
    }
    EXPECT_TRUE(house.people->people().empty());
}

TEST(People, BadPasswordsAreRefused) {
    const std::vector<std::string> passwords{
        "short",
        "password1234",
        "PASSWORD1234",
        "aaaaaaaaaaaa",
        "lin.wei12345",
        "\xFF\xFE notutf8 at all",
        std::string(1025, 'x') + "abcdef"};
    for (const std::string& password : passwords) {
        EXPECT_FALSE(check_password(password, "lin.wei")) << password;
    }
    EXPECT_TRUE(check_password(good_password, "lin.wei"));
    EXPECT_TRUE(check_password(
        "\xE8\xB0\x81\xE7\x9F\xA5\xE7\x9B\x98\xE4\xB8\xAD\xE9\xA4\x90"
        "\xE7\xB2\x92\xE7\xB2\x92\xE7\x9A\x86\xE8\xBE\x9B\xE8\x8B\xA6"
        "\xE5\x91\x80\xE5\x91\x80",
        "lin.wei"))
        << "12 characters of Chinese";
}

TEST(People, NobodyIsAddedTwice) {
    House house;
    house.add("lin", Role::analyst);
    EXPECT_EQ(failure_of(house.people->add({.name = "lin"}, "admin")), Failure::conflict);
}

TEST(People, AMerchantHasAMerchantAndNobodyElseDoes) {
    House house;
    EXPECT_FALSE(house.people->add({.name = "shop", .role = Role::merchant}, "admin"));
    EXPECT_FALSE(house.people->add({.name = "lin", .merchant = "m1"}, "admin"));
    house.add("shop", Role::merchant);
    const auto caller = house.people->by_session(house.sign_in("shop").value()->token);
    EXPECT_EQ(caller->merchant, "shop-1");
    EXPECT_EQ(text_of(caller->permissions), "own:read own:write");
    const auto changed = house.people->change("shop", {.role = Role::analyst}, "admin");
    EXPECT_EQ(changed->person.merchant, "");
}

TEST(People, TheLastAdminStaysAndNobodyPromotesThemselves) {
    House house;
    house.add("root", Role::admin);
    house.add("lin", Role::analyst);
    EXPECT_EQ(
        failure_of(house.people->change("root", {.active = false}, "lin")), Failure::conflict);
    EXPECT_EQ(
        failure_of(house.people->change("root", {.role = Role::lead}, "root")), Failure::conflict);
    EXPECT_EQ(
        failure_of(house.people->change("lin", {.reset_password = true}, "lin")),
        Failure::conflict);
    house.add("second", Role::admin);
    EXPECT_TRUE(house.people->change("root", {.active = false}, "second"));
    EXPECT_EQ(
        failure_of(house.people->change("nobody", {.unlock = true}, "second")), Failure::not_found);
}

TEST(People, AnotherRoleOrStateOrPasswordEndsSessions) {
    House house;
    house.add("lin", Role::analyst);
    const std::vector<PersonChange> changes{
        {.role = Role::lead}, {.reset_password = true}, {.active = false}};
    std::string password(good_password);
    for (const PersonChange& change : changes) {
        const auto in = house.sign_in("lin", password).value();
        ASSERT_TRUE(in);
        EXPECT_TRUE(house.people->change("lin", {.locale = "en"}, "root"));
        ASSERT_TRUE(house.people->by_session(in->token)) << "a locale ends nothing";
        const auto changed = house.people->change("lin", change, "root");
        ASSERT_TRUE(changed);
        EXPECT_FALSE(house.people->by_session(in->token));
        password = changed->password.value_or(password);
    }
    EXPECT_EQ(house.sign_in("lin", password).value(), std::nullopt) << "disabled";
}

TEST(People, TheAuditIsToldFirstAndNeverASecret) {
    House house;
    house.add("lin", Role::analyst);
    const auto reset = house.people->change("lin", {.reset_password = true}, "root").value();
    const auto key =
        house.people->make_key({"intake", permissions_of_text("events:write").value()}, "root")
            .value();
    ASSERT_TRUE(house.people->revoke_key(key.key.id, "root"));
    std::vector<std::string> told;
    for (const AuditEntry& entry : house.audit.entries) {
        const std::string text = json_of(entry).text();
        EXPECT_THAT(text, Not(HasSubstr(*reset.password)));
        EXPECT_THAT(text, Not(HasSubstr(key.text.substr(20))));
        EXPECT_THAT(text, Not(HasSubstr("argon2")));
        told.push_back(entry.by + " " + entry.what + " " + entry.subject);
    }
    EXPECT_THAT(
        told,
        testing::ElementsAre(
            "system person.create lin",
            "root person.change lin",
            "root key.create " + key.key.id,
            "root key.revoke " + key.key.id));

    house.audit.refuses = true;
    EXPECT_FALSE(house.people->add({.name = "wang"}, "root"));
    EXPECT_EQ(house.people->people().size(), 1U) << "nothing happens that isn't in the ledger";
}

TEST(People, WhatTheDatabaseRefusedDidNotHappen) {
    House house;
    house.add("lin", Role::analyst);
    house.records.away = true;
    EXPECT_EQ(failure_of(house.people->add({.name = "wang"}, "root")), Failure::unavailable);
    EXPECT_EQ(
        failure_of(house.people->change("lin", {.role = Role::lead}, "root")),
        Failure::unavailable);
    EXPECT_TRUE(house.audit.entries.back().failed);
    house.records.away = false;
    ASSERT_EQ(house.people->people().size(), 1U);
    EXPECT_EQ(house.people->people()[0].role, Role::analyst);
    house.open();
    EXPECT_EQ(house.people->people()[0].role, Role::analyst);
}

}  // namespace
}  // namespace shouxin::service
