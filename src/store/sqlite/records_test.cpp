#include "store/sqlite/records.h"

#include "store/files/file_size_limit_test.h"
#include "store/records_contract_test.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SqliteMaker {
public:
    SqliteMaker() {
        std::string pattern = (fs::temp_directory_path() / "shouxin-test-XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }

    SqliteMaker(const SqliteMaker&) = delete;
    SqliteMaker& operator=(const SqliteMaker&) = delete;

    ~SqliteMaker() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }

    static std::string unavailable() { return {}; }

    std::unique_ptr<port::Records> make() {
        auto opened = open_sqlite_records(path());
        EXPECT_TRUE(opened) << opened.error().message;
        return opened ? *std::move(opened) : nullptr;
    }

    std::unique_ptr<port::Records> make_again() { return make(); }

    static constexpr bool lasts = true;

    [[nodiscard]] std::string path() const { return (folder / "records.db").string(); }

    fs::path folder;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, RecordsContractTest, SqliteMaker);

TEST(SqliteRecordsTest, AFileThatIsNoDatabaseIsSaid) {
    SqliteMaker maker;
    std::ofstream(maker.path()) << std::string(10'000, 'x');
    const auto opened = open_sqlite_records(maker.path());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().failure, Failure::corrupt);
    EXPECT_THAT(opened.error().message, HasSubstr("isn't a database"));
}

TEST(SqliteRecordsTest, AFolderThatIsntThereIsSaid) {
    const auto opened = open_sqlite_records("/nowhere/records.db");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().failure, Failure::unavailable);
    EXPECT_THAT(opened.error().message, HasSubstr("/nowhere/records.db: it can't be opened"));
}

TEST(SqliteRecordsTest, WhenTheDiskIsFullItSaysSoAndGoesOnLater) {
    SqliteMaker maker;
    const auto records = maker.make();
    RecordsContractTest<SqliteMaker>::define(*records);
    const std::vector<Change> large = {
        change(Kind::put, thing("a", "x", 1, std::string(3 << 20, 'x')))};
    {
        const FileSizeLimit limit(1 << 20);
        const auto refused = records->write(large, Durability::soon);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().failure, Failure::exhausted);
        EXPECT_THAT(refused.error().message, HasSubstr("the disk is full"));
        EXPECT_EQ(*records->count("order", {}, 10), 0U);
    }
    EXPECT_TRUE(records->write(large, Durability::now));
    EXPECT_EQ(*records->count("order", {}, 10), 1U);
}

TEST(SqliteRecordsTest, TheWalIsCopiedBackWhileReadersRead) {
    SqliteMaker maker;
    const auto records = maker.make();
    RecordsContractTest<SqliteMaker>::define(*records);
    const std::string body(10'000, 'x');
    for (int i = 0; i < 100; ++i) {
        std::vector<Change> changes;
        for (int j = 0; j < 50; ++j) {
            changes.push_back(change(Kind::put, thing(std::to_string(j), nothing, i, body)));
        }
        ASSERT_TRUE(records->write(changes, Durability::soon));
        ASSERT_EQ(records->list({.table = "order", .limit = 5})->size(), 5U);
    }
    EXPECT_LT(fs::file_size(maker.path() + "-wal"), 40U << 20);
}

}  // namespace
}  // namespace shouxin::store
