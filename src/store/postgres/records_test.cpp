#include "store/postgres/records.h"

#include "store/postgres/server_test.h"
#include "store/records_contract_test.h"

#include <gmock/gmock.h>

namespace shouxin::store {
namespace {

using testing::HasSubstr;

// One for all tests of the contract, each in a database of its own.
PostgresServer& shared_server() {
    static PostgresServer server;
    return server;
}

class PostgresMaker {
public:
    static std::string unavailable() { return PostgresServer::unavailable(); }

    std::unique_ptr<port::Records> make() {
        target_ = shared_server().new_database();
        return make_again();
    }

    std::unique_ptr<port::Records> make_again() const {
        auto opened = open_postgres_records(target_);
        EXPECT_TRUE(opened) << opened.error().message;
        return opened ? *std::move(opened) : nullptr;
    }

    static constexpr bool lasts = true;

private:
    std::string target_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, RecordsContractTest, PostgresMaker);

TEST(PostgresRecordsTest, ADatabaseThatWentAwayIsReachedAgain) {
    if (const std::string why = PostgresServer::unavailable(); !why.empty()) {
        GTEST_SKIP() << why;
    }
    PostgresServer server;
    const auto records = *open_postgres_records(server.new_database());
    RecordsContractTest<PostgresMaker>::define(*records);
    const std::vector<Change> put = {change(Kind::put, thing("a", "x", 1))};
    ASSERT_TRUE(records->write(put, Durability::now));
    server.stop();
    const auto refused = records->write(put, Durability::soon);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::unavailable);
    EXPECT_THAT(refused.error().message, HasSubstr("can't be reached"));
    EXPECT_EQ(records->find("order", "a").error().failure, Failure::unavailable);
    server.start();
    EXPECT_EQ(*records->find("order", "a"), thing("a", "x", 1));
    EXPECT_TRUE(records->write(put, Durability::soon));
    server.stop();
    server.start();  // unnoticed between two calls
    EXPECT_TRUE(records->write(put, Durability::now));
    EXPECT_EQ(*records->count("order", {}, 10), 1U);
}

TEST(PostgresRecordsTest, ADatabaseThatIsntThereIsSaid) {
    const auto opened = open_postgres_records("host=/nowhere dbname=x");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().failure, Failure::unavailable);
    EXPECT_THAT(opened.error().message, HasSubstr("/nowhere"));
}

}  // namespace
}  // namespace shouxin::store
