// Every route denies by default, and whom it lets in stands in a file. `ACCEPT=1 people_test`
// rewrites the files after a change that is meant.
#include "http/authentication.h"
#include "http/people_routes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <people/access_test.h>
#include <people/house_test.h>

#include <string>

namespace shouxin::http {
namespace {

TEST(Routes, LetInWhomTheFileSays) {
    service::House house;
    const Arrivals arrivals({});
    service::Worker worker(4);
    Authentication authentication(*house.people, arrivals);
    Router router(people_routes({*house.people, arrivals, worker, worker}), authentication);
    const std::string table = access_table(router, visitors_of(*house.people));
    EXPECT_EQ(table, expected_text("tests/people/routes.txt", table));
}

TEST(Routes, ThatNeedWhatIsNoPermissionLetNobodyIn) {
    service::House house;
    const Arrivals arrivals({});
    Authentication authentication(*house.people, arrivals);
    Router router({{Method::get, "/odd", "people:raed", [](Request, Respond) {}}}, authentication);
    EXPECT_EQ(access_table(router, visitors_of(*house.people)), "GET /odd (people:raed):\n");
}

TEST(Permissions, AreAsTheFileSays) {
    std::string matrix;
    for (const service::PermissionRow& row : service::permission_table()) {
        matrix += fmt::format("{:<20}", row.name);
        for (const service::Role role : service::roles) {
            const bool has = service::has(service::permissions_of(role), row.permission);
            matrix += fmt::format(" {:<8}", has ? name_of(role) : "-");
        }
        matrix += row.scope ? " key\n" : " -\n";
    }
    EXPECT_EQ(matrix, expected_text("tests/people/permissions.txt", matrix));
}

TEST(Permissions, NobodyBothManagesPeopleAndApprovesPolicies) {
    for (const service::Role role : service::roles) {
        const service::Permissions all = service::permissions_of(role);
        EXPECT_FALSE(
            service::has(all, service::Permission::people_write) &&
            service::has(all, service::Permission::policies_approve));
    }
}

TEST(Permissions, AnAuditorReadsAndChangesNothing) {
    const service::Permissions all = service::permissions_of(service::Role::auditor);
    for (const service::PermissionRow& row : service::permission_table()) {
        if (service::has(all, row.permission)) {
            EXPECT_TRUE(row.name.ends_with(":read")) << row.name;
        } else {
            EXPECT_TRUE(!row.name.ends_with(":read") || row.name == "own:read") << row.name;
        }
    }
}

TEST(Permissions, AreReadAsTheyAreWritten) {
    for (const service::PermissionRow& row : service::permission_table()) {
        EXPECT_EQ(name_of(row.permission), row.name) << "the table is in the enum's order";
        EXPECT_EQ(service::permission_of(row.name), row.permission);
    }
    const service::Permissions all = ~service::Permissions();
    EXPECT_EQ(service::permissions_of_text(service::text_of(all)), all);
    EXPECT_FALSE(service::permissions_of_text("events:write  policies:read"));
    EXPECT_FALSE(service::permissions_of_text("everything"));
}

}  // namespace
}  // namespace shouxin::http
