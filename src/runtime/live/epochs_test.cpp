// Which files of the epochs' folder go, and what a child has of its parent.
#include "runtime/live/epochs.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fcntl.h>
#include <future>
#include <unistd.h>

namespace shouxin::runtime {
namespace {

using Names = std::vector<std::string>;

// A folder of which only the names matter.
class NamesOnly final : public port::Files {
public:
    Result<port::Input> open(const std::string& /*path*/) override { return no(); }

    Result<std::string> read_all(const std::string& /*path*/, std::size_t /*most*/) override {
        return no();
    }

    Result<std::unique_ptr<port::OutputFolder>> open_folder(const std::string& /*path*/) override {
        return no();
    }

    Result<Names> list(const std::string& /*path*/) override { return names; }

    Result<void> remove(const std::string& path) override {
        std::erase(names, path.substr(path.rfind('/') + 1));
        return {};
    }

    void add(std::uint64_t number, std::string_view kind) {
        names.push_back(fmt::format("{:020}.{}", number, kind));
        std::ranges::sort(names);
    }

    bool has(std::uint64_t number, std::string_view kind) const {
        return std::ranges::count(names, fmt::format("{:020}.{}", number, kind)) == 1;
    }

    Names names;

private:
    static tl::unexpected<Error> no() { return fail(Failure::unavailable, "names only"); }
};

class NumbersOnly final : public port::EventLog {
public:
    Result<std::uint64_t> append(std::span<const port::NewRecord> /*records*/) override {
        return no();
    }

    Result<void> sync() override { return no(); }

    std::uint64_t next_number() const override { return next; }

    std::uint64_t first_number() const override { return 1; }

    Result<std::unique_ptr<port::LogReader>> read(std::uint64_t /*from*/) override { return no(); }

    Result<void> forget_before(std::uint64_t /*number*/) override { return no(); }

    std::uint64_t bytes() const override { return 0; }

    std::uint64_t next = 1000;

private:
    static tl::unexpected<Error> no() { return fail(Failure::unavailable, "numbers only"); }
};

class EpochFolders : public testing::Test {
protected:
    EpochFolders() {
        for (const std::uint64_t number : {100U, 200U, 300U, 400U, 500U}) {
            files.add(number, "snapshot");
            files.add(number, "epoch");
        }
    }

    NamesOnly files;
    NumbersOnly log;
    EpochFolder folder{files, log, "folder", {}};
};

TEST_F(EpochFolders, KeepTheNewestSnapshotsAndTheirEpochs) {
    ASSERT_TRUE(folder.forget_all_but(3, 900).has_value());
    EXPECT_EQ(*folder.snapshots(), (std::vector<std::uint64_t>{300, 400, 500}));
    EXPECT_FALSE(files.has(200, "epoch"));
    EXPECT_TRUE(files.has(300, "epoch"));
}

// Ledger or records lag: a restart begins where both are complete.
TEST_F(EpochFolders, KeepWhatARestartGoesOnFrom) {
    ASSERT_TRUE(folder.forget_all_but(2, 250).has_value());
    EXPECT_EQ(folder.snapshots()->front(), 200U);
    ASSERT_TRUE(folder.forget_all_but(2, 50).has_value());
    EXPECT_EQ(folder.snapshots()->front(), 200U);
}

// What a child made of a record that the log lost isn't of the one that has its number now.
TEST_F(EpochFolders, ForgetWhatACrashLeft) {
    log.next = 400;
    files.names.push_back(".00000000000000000300.snapshot.17.tmp");
    ASSERT_TRUE(folder.forget_unfinished().has_value());
    EXPECT_EQ(*folder.snapshots(), (std::vector<std::uint64_t>{100, 200, 300}));
    EXPECT_FALSE(files.has(400, "epoch"));
    EXPECT_TRUE(files.has(300, "epoch"));
    EXPECT_EQ(files.names.size(), 6U);
}

// A port or a lock that a child held would outlast its parent.
TEST(EpochChildren, HoldNothingOpenOfTheirParents) {
    const int open_here = ::dup(STDERR_FILENO);
    ASSERT_GT(open_here, STDERR_FILENO);
    std::promise<bool> ended;
    EpochChild child([&](std::uint64_t /*record*/, bool well) { ended.set_value(well); });
    const auto begun = child.begin(1, [&] { return ::fcntl(open_here, F_GETFD) < 0; });
    ASSERT_TRUE(begun.has_value());
    EXPECT_TRUE(ended.get_future().get());
    ::close(open_here);
}

}  // namespace
}  // namespace shouxin::runtime
