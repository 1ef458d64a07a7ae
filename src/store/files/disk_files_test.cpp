// Inputs that can't be read and outputs that can't be written end in a sentence, and a folder
// of results is all new or all as it was.
#include "store/files/disk_files.h"

#include "store/files/file_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class DiskFilesTest : public testing::Test {
public:
    DiskFilesTest() {
        std::string pattern = (fs::temp_directory_path() / "shouxin-test-XXXXXX").string();
        here = mkdtemp(pattern.data());
    }

    ~DiskFilesTest() override {
        std::error_code ignored;
        fs::remove_all(here, ignored);
    }

    std::string put(const std::string& name, std::string_view text) const {
        std::ofstream(here / name, std::ios::binary) << text;
        return (here / name).string();
    }

    std::string text_of(const fs::path& path) const {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::size_t entries_of(const fs::path& path) const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path), fs::directory_iterator{}));
    }

    fs::path here;
    DiskFiles files;
};

TEST_F(DiskFilesTest, ReadsAFileInPieces) {
    auto input = files.open(put("a", "hello"));
    ASSERT_TRUE(input.has_value());
    EXPECT_EQ(input->size, 5U);
    std::array<char, 3> piece{};
    EXPECT_EQ(input->bytes->read(piece), 3U);
    EXPECT_EQ(input->bytes->read(piece), 2U);
    EXPECT_EQ(input->bytes->read(piece), 0U);
    EXPECT_EQ(input->bytes->read(piece), 0U);
}

TEST_F(DiskFilesTest, SaysWhichInputIsMissing) {
    const auto input = files.open((here / "nothing").string());
    ASSERT_FALSE(input.has_value());
    EXPECT_EQ(input.error().failure, Failure::not_found);
    EXPECT_THAT(input.error().message, HasSubstr("nothing: there is no such file"));
}

TEST_F(DiskFilesTest, RefusesAFolderAsInput) {
    const auto input = files.open(here.string());
    ASSERT_FALSE(input.has_value());
    EXPECT_EQ(input.error().failure, Failure::invalid);
    EXPECT_THAT(input.error().message, HasSubstr("it is a folder"));
}

TEST_F(DiskFilesTest, RefusesWhatMayNotBeRead) {
    if (geteuid() == 0) {
        GTEST_SKIP() << "root may read everything";
    }
    const std::string path = put("secret", "x");
    fs::permissions(path, fs::perms::none);
    const auto input = files.open(path);
    ASSERT_FALSE(input.has_value());
    EXPECT_EQ(input.error().failure, Failure::forbidden);
}

TEST_F(DiskFilesTest, ReadsWholeFilesUpToALimit) {
    const std::string path = put("a", std::string(200'000, 'x'));
    EXPECT_EQ(files.read_all(path, 200'000)->size(), 200'000U);
    const auto longer = files.read_all(path, 199'999);
    ASSERT_FALSE(longer.has_value());
    EXPECT_THAT(longer.error().message, HasSubstr("at most 199999 bytes"));
    EXPECT_EQ(files.read_all(put("empty", ""), 0), "");
}

TEST_F(DiskFilesTest, ResultsAppearAtCommitOnly) {
    const fs::path out = here / "deep" / "out";
    auto folder = files.open_folder(out.string() + "/");
    ASSERT_TRUE(folder.has_value());
    ByteSink* const sink = *(*folder)->create("orders.csv");
    ASSERT_TRUE(sink->write("order\n").has_value());
    EXPECT_FALSE(fs::exists(out / "orders.csv"));
    ASSERT_TRUE((*folder)->commit().has_value());
    folder->reset();
    EXPECT_EQ(text_of(out / "orders.csv"), "order\n");
    EXPECT_EQ(entries_of(out), 1U);
}

TEST_F(DiskFilesTest, WithoutCommitAllIsAsItWas) {
    put("orders.csv", "old");
    {
        auto folder = files.open_folder(here.string());
        ASSERT_TRUE((*(*folder)->create("orders.csv"))->write("new").has_value());
        auto made = files.open_folder((here / "a" / "b").string());
        ASSERT_TRUE((*made)->create("x").has_value());
    }
    EXPECT_EQ(text_of(here / "orders.csv"), "old");
    EXPECT_EQ(entries_of(here), 1U);
}

TEST_F(DiskFilesTest, AFolderInTheWayFailsBeforeAnythingIsRenamed) {
    fs::create_directory(here / "rings.jsonl");
    auto folder = files.open_folder(here.string());
    ASSERT_TRUE((*folder)->create("orders.csv").has_value());
    ASSERT_TRUE((*folder)->create("rings.jsonl").has_value());
    EXPECT_FALSE((*folder)->commit().has_value());
    folder->reset();
    EXPECT_EQ(entries_of(here), 1U);
}

TEST_F(DiskFilesTest, WritesWhereALinkLeadsAndReplacesNoPipe) {
    put("real", "old");
    fs::create_symlink("real", here / "link");
    ASSERT_EQ(::mkfifo((here / "pipe").c_str(), 0600), 0);
    auto folder = files.open_folder(here.string());
    ASSERT_TRUE(folder.has_value());
    const auto sink = (*folder)->create("link");
    ASSERT_TRUE(sink.has_value());
    ASSERT_TRUE((*sink)->write("new").has_value());
    const auto pipe = (*folder)->create("pipe");
    ASSERT_FALSE(pipe.has_value());
    EXPECT_THAT(pipe.error().message, HasSubstr("no plain file"));
    ASSERT_TRUE((*folder)->commit().has_value());
    EXPECT_TRUE(fs::is_symlink(here / "link"));
    EXPECT_EQ(text_of(here / "real"), "new");
    EXPECT_TRUE(fs::is_fifo(here / "pipe"));
}

TEST_F(DiskFilesTest, RefusesAFileAsFolder) {
    const auto folder = files.open_folder(put("file", ""));
    ASSERT_FALSE(folder.has_value());
    EXPECT_THAT(folder.error().message, HasSubstr("is not a folder"));
    EXPECT_FALSE(files.open_folder((here / "file" / "below").string()).has_value());
    EXPECT_FALSE(files.open_folder("").has_value());
}

TEST_F(DiskFilesTest, RefusesAFolderThatCantBeWritten) {
    const auto folder = files.open_folder("/proc/shouxin-test");
    ASSERT_FALSE(folder.has_value());
    EXPECT_THAT(folder.error().message, HasSubstr("/proc/shouxin-test"));
}

TEST(FileSinkTest, AFullDiskIsExhaustionInASentence) {
    auto sink = FileSink::open("/dev/full", "out/orders.csv");
    ASSERT_TRUE(sink.has_value());
    EXPECT_TRUE((*sink)->write("fits in the buffer").has_value());
    const auto finished = (*sink)->finish();
    ASSERT_FALSE(finished.has_value());
    EXPECT_EQ(finished.error().failure, Failure::exhausted);
    EXPECT_EQ(finished.error().message, "can't write out/orders.csv: the disk is full");
}

TEST(FileSinkTest, AFullDiskStaysFull) {
    auto sink = FileSink::open("/dev/full", "x");
    const std::string large(1 << 20, 'x');
    EXPECT_FALSE((*sink)->write(large).has_value());
    EXPECT_FALSE((*sink)->write(large).has_value());
    EXPECT_FALSE((*sink)->finish().has_value());
}

TEST_F(DiskFilesTest, WritesMoreThanTheBufferInOrder) {
    const std::string path = (here / "long").string();
    auto sink = FileSink::open(path, path);
    std::string expected;
    for (int i = 0; i < 100'000; ++i) {
        const std::string line = std::to_string(i) + "\n";
        expected += line;
        ASSERT_TRUE((*sink)->write(line).has_value());
    }
    ASSERT_TRUE((*sink)->write(std::string(1 << 19, 'y')).has_value());
    ASSERT_TRUE((*sink)->finish().has_value());
    EXPECT_EQ(text_of(path), expected + std::string(1 << 19, 'y'));
}

}  // namespace
}  // namespace shouxin::store
