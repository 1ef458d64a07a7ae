// The log on a disk: what was appended comes back, damage is named, and nothing is silently cut
// that was synced.
#include "store/files/event_log.h"

#include "store/files/faulty_disk_test.h"
#include "store/files/file_size_limit_test.h"
#include "store/files/log_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;
using port::RecordKind;
using testing::HasSubstr;

class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "shouxin-test-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }

    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    fs::path path;
};

Result<std::uint64_t> append(
    port::EventLog& log, const std::vector<std::string>& payloads, std::int64_t at_ms = 7) {
    std::vector<port::NewRecord> records;
    for (const std::string& payload : payloads) {
        records.push_back({RecordKind::events, at_ms, payload});
    }
    return log.append(records);
}

void append_synced(port::EventLog& log, const std::string& payload) {
    ASSERT_TRUE(append(log, {payload}));
    ASSERT_TRUE(log.sync());
}

std::vector<std::string> payloads_of(port::EventLog& log, std::uint64_t from = 1) {
    std::vector<std::string> payloads;
    auto reader = log.read(from);
    EXPECT_TRUE(reader);
    port::LogRecord record;
    while ((*reader)->next(record).value()) {
        EXPECT_EQ(record.number, from + payloads.size());
        payloads.push_back(record.payload);
    }
    return payloads;
}

using Lines = std::vector<std::string>;

TEST(EventLogTest, KeepsWhatWasAppendedAndGoesOnBehindIt) {
    Folder folder;
    const std::string path = (folder.path / "deep" / "log").string();
    {
        auto log = FileEventLog::open(path);
        ASSERT_TRUE(log) << log.error().message;
        EXPECT_EQ((*log)->first_number(), 1U);
        EXPECT_EQ((*log)->next_number(), 1U);
        EXPECT_EQ(append(**log, {"a", std::string("\0\xff", 2), ""}), 1U);
        EXPECT_EQ((*log)->append({}), 4U);
        EXPECT_TRUE((*log)->sync());
        EXPECT_TRUE((*log)->sync());
    }
    auto log = FileEventLog::open(path);
    ASSERT_TRUE(log);
    EXPECT_EQ((*log)->torn_bytes(), 0U);
    EXPECT_EQ(append(**log, {"b"}), 4U);
    EXPECT_EQ(payloads_of(**log), (Lines{"a", std::string("\0\xff", 2), "", "b"}));
    EXPECT_EQ(payloads_of(**log, 3), (Lines{"", "b"}));
    EXPECT_EQ((*log)->bytes(), 48U + 4 * 40 + 4);
}

TEST(EventLogTest, AReaderGoesOnWithWhatCameMeanwhileOverSegments) {
    FaultyDisk disk(1);
    auto log = FileEventLog::open(disk.folder(), {.segment_bytes = 200});
    auto reader = (*log)->read(1);
    port::LogRecord record;
    EXPECT_FALSE((*reader)->next(record).value());
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(append(**log, {std::to_string(i)}));
        ASSERT_TRUE((*reader)->next(record).value());
        EXPECT_EQ(record.payload, std::to_string(i));
        EXPECT_FALSE((*reader)->next(record).value());
    }
    EXPECT_GT(disk.names().size(), 4U);
    EXPECT_EQ(payloads_of(**log, 15).size(), 6U);
}

TEST(EventLogTest, LargeRecordsAreKeptAndTooLargeOnesRefused) {
    Folder folder;
    auto log = FileEventLog::open(folder.path.string());
    const std::string large(5'000'000, 'x');
    ASSERT_TRUE(append(**log, {"a", large, "b"}));
    EXPECT_EQ(payloads_of(**log), (Lines{"a", large, "b"}));
    const auto refused = append(**log, {std::string(record_bytes_max + 1, 'x')});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::invalid);
    EXPECT_EQ(append(**log, {"c"}), 4U);
}

TEST(EventLogTest, ForgetsWholeSegmentsOnly) {
    FaultyDisk disk(1);
    auto log = FileEventLog::open(disk.folder(), {.segment_bytes = 200});
    for (int i = 1; i <= 20; ++i) {
        append_synced(**log, std::to_string(i));
    }
    const std::uint64_t before = (*log)->bytes();
    ASSERT_TRUE((*log)->forget_before(10));
    EXPECT_LE((*log)->first_number(), 10U);
    EXPECT_GT((*log)->first_number(), 5U);
    EXPECT_LT((*log)->bytes(), before);
    EXPECT_EQ(payloads_of(**log, 10).front(), "10");
    ASSERT_TRUE((*log)->forget_before(1000));
    EXPECT_EQ(disk.names().size(), 1U);
    const std::uint64_t first = (*log)->first_number();
    log = FileEventLog::open(disk.folder());
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ((*log)->first_number(), first);
    EXPECT_EQ((*log)->next_number(), 21U);
}

TEST(EventLogTest, AReaderWhoseSegmentIsForgottenSaysSo) {
    FaultyDisk disk(1);
    auto log = FileEventLog::open(disk.folder(), {.segment_bytes = 200});
    append_synced(**log, "1");
    auto reader = (*log)->read(1);
    for (int i = 2; i <= 20; ++i) {
        append_synced(**log, std::to_string(i));
    }
    ASSERT_TRUE((*log)->forget_before(15));
    port::LogRecord record;
    Result<bool> found = true;
    while (found && *found) {
        found = (*reader)->next(record);
    }
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().failure, Failure::not_found);
}

TEST(EventLogTest, ASecondProcessIsRefusedWithTheFirstOnesNumber) {
    Folder folder;
    auto log = FileEventLog::open(folder.path.string());
    ASSERT_TRUE(log);
    const std::string expected = "process " + std::to_string(getpid()) + " has the log ";
    const pid_t child = fork();
    if (child == 0) {
        const auto second = FileEventLog::open(folder.path.string());
        const bool refused = !second && second.error().failure == Failure::conflict &&
                             second.error().message.starts_with(expected);
        _exit(refused ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

TEST(EventLogTest, AfterARealDiskWasFullItGoesOn) {
    Folder folder;
    auto log = FileEventLog::open(folder.path.string());
    append_synced(**log, "a");
    {
        const FileSizeLimit limit(10'000);
        const auto refused = append(**log, {"b", std::string(20'000, 'x')});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().failure, Failure::exhausted);
        EXPECT_THAT(refused.error().message, HasSubstr("can't write"));
        append_synced(**log, "small");
    }
    append_synced(**log, "c");
    log->reset();
    log = FileEventLog::open(folder.path.string());
    EXPECT_EQ((*log)->torn_bytes(), 0U);
    EXPECT_EQ(payloads_of(**log), (Lines{"a", "small", "c"}));
}

TEST(EventLogTest, AFolderThatCantBeWrittenIsRefused) {
    for (const char* path : {"/proc/shouxin", "/dev/null/log", ""}) {
        const auto log = FileEventLog::open(path);
        ASSERT_FALSE(log);
        EXPECT_THAT(log.error().message, HasSubstr("can't make the folder"));
    }
}

// ---- Damage ---------------------------------------------------------------------------------

class DamagedLogTest : public testing::Test {
public:
    DamagedLogTest() {
        for (int i = 0; i < 20; ++i) {
            append_synced(*log, "record " + std::to_string(i));
        }
        log.reset();
        names = disk.names();
    }

    Error opening_error() {
        const auto opened = open();
        EXPECT_FALSE(opened);
        return opened ? Error{} : opened.error();
    }

    Result<std::unique_ptr<FileEventLog>> open() {
        return FileEventLog::open(disk.folder(), {.segment_bytes = 300});
    }

    static constexpr std::size_t frame_bytes = 40 + 8;  // of the first ten

    FaultyDisk disk{1};
    std::unique_ptr<FileEventLog> log = *open();
    Lines names;
};

TEST_F(DamagedLogTest, ABadRecordWithSyncedOnesBehindItIsCorrupt) {
    std::string& bytes = disk.bytes_of(names.back());
    ASSERT_GT(bytes.size(), 48U + 2 * frame_bytes);
    bytes[48 + 45] ^= 1;
    const std::string damaged = bytes;
    const Error error = opening_error();
    EXPECT_EQ(error.failure, Failure::corrupt);
    EXPECT_THAT(error.message, HasSubstr(names.back() + " is damaged at byte 48"));
    EXPECT_EQ(disk.bytes_of(names.back()), damaged);
}

TEST_F(DamagedLogTest, ABadLengthDoesntHideWhatIsBehindIt) {
    disk.bytes_of(names.back())[48 + 7] = 0x7f;
    EXPECT_EQ(opening_error().failure, Failure::corrupt);
}

TEST_F(DamagedLogTest, ABadLastRecordIsATornEnd) {
    disk.bytes_of(names.back()).back() ^= 1;
    const auto opened = open();
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->next_number(), 20U);
    EXPECT_EQ((*opened)->torn_bytes(), 40U + 9);
    append_synced(**opened, "again");
    EXPECT_EQ(payloads_of(**opened).back(), "again");
}

TEST_F(DamagedLogTest, GarbageBehindTheEndIsATornEnd) {
    disk.bytes_of(names.back()) += std::string(10'000, '\0') + "garbage";
    const auto opened = open();
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->next_number(), 21U);
}

TEST_F(DamagedLogTest, AMissingSegmentIsCorrupt) {
    disk.forget_file(names[2]);
    const Error error = opening_error();
    EXPECT_EQ(error.failure, Failure::corrupt);
    EXPECT_THAT(error.message, HasSubstr(names[2] + " is missing"));
}

TEST_F(DamagedLogTest, AShortenedSegmentIsCorrupt) {
    std::string& bytes = disk.bytes_of(names[1]);
    bytes.resize(bytes.size() - 1);
    const Error error = opening_error();
    EXPECT_EQ(error.failure, Failure::corrupt);
    EXPECT_THAT(error.message, HasSubstr(names[1]));
}

TEST_F(DamagedLogTest, ADamagedOldRecordIsFoundWhenItIsRead) {
    disk.bytes_of(names[1])[48 + frame_bytes + 45] ^= 1;
    const auto opened = open();
    ASSERT_TRUE(opened);
    auto reader = *(*opened)->read(1);
    port::LogRecord record;
    Result<bool> found = true;
    while (found && *found) {
        found = reader->next(record);
    }
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().failure, Failure::corrupt);
    EXPECT_THAT(found.error().message, HasSubstr(names[1] + " is damaged at byte 96"));
}

TEST_F(DamagedLogTest, ADamagedHeaderIsCorrupt) {
    disk.bytes_of(names.back())[17] ^= 1;
    EXPECT_THAT(opening_error().message, HasSubstr("header's checksum"));
    disk.bytes_of(names.back())[17] ^= 1;
    disk.bytes_of(names.front())[0] = 'x';
    EXPECT_THAT(opening_error().message, HasSubstr("doesn't begin like a log"));
}

TEST_F(DamagedLogTest, AnotherVersionIsRefused) {
    std::string& bytes = disk.bytes_of(names.back());
    bytes[8] = 2;
    EXPECT_EQ(opening_error().failure, Failure::corrupt);
}

TEST_F(DamagedLogTest, ASegmentUnderAnothersNameIsCorrupt) {
    disk.bytes_of(names.back()) = disk.bytes_of(names.front());
    EXPECT_THAT(opening_error().message, HasSubstr("belongs to another place"));
}

// ---- Failing disks --------------------------------------------------------------------------

TEST(FailingLogTest, AfterAFullDiskItGoesOn) {
    FaultyDisk disk(3);
    auto log = FileEventLog::open(disk.folder());
    append_synced(**log, "a");
    disk.chances.disk_full = 1;
    const auto refused = append(**log, {"b", "c"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().failure, Failure::exhausted);
    EXPECT_EQ((*log)->next_number(), 2U);
    disk.chances.disk_full = 0;
    EXPECT_EQ(append(**log, {"d"}), 2U);
    EXPECT_TRUE((*log)->sync());
    EXPECT_EQ(payloads_of(**log), (Lines{"a", "d"}));
}

TEST(FailingLogTest, AfterASyncFailedItTakesNoMore) {
    FaultyDisk disk(3);
    auto log = FileEventLog::open(disk.folder());
    ASSERT_TRUE(append(**log, {"a"}));
    disk.chances.sync_error = 1;
    EXPECT_FALSE((*log)->sync());
    disk.chances.sync_error = 0;
    const auto again = (*log)->sync();
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().failure, Failure::unavailable);
    EXPECT_THAT(again.error().message, HasSubstr("takes no more"));
    EXPECT_FALSE(append(**log, {"b"}));
}

TEST(FailingLogTest, AfterAWriteFailedItTakesNoMore) {
    FaultyDisk disk(3);
    auto log = FileEventLog::open(disk.folder());
    disk.chances.write_error = 1;
    EXPECT_EQ(append(**log, {"a"}).error().failure, Failure::unavailable);
    disk.chances.write_error = 0;
    EXPECT_FALSE(append(**log, {"b"}));
}

// ---- Threads --------------------------------------------------------------------------------

TEST(EventLogTest, WriterSyncerAndReadersAtOnce) {
    FaultyDisk disk(1);
    auto log = *FileEventLog::open(disk.folder(), {.segment_bytes = 10'000});
    constexpr std::uint64_t records = 4000;
    std::atomic<bool> done = false;
    std::thread syncer([&] {
        while (!done) {
            EXPECT_TRUE(log->sync());
        }
    });
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i) {
        readers.emplace_back([&] {
            auto reader = *log->read(1);
            port::LogRecord record;
            for (std::uint64_t seen = 0; seen < records;) {
                if (reader->next(record).value()) {
                    EXPECT_EQ(record.number, ++seen);
                    EXPECT_EQ(record.payload, std::to_string(seen));
                }
            }
        });
    }
    for (std::uint64_t number = 1; number <= records; number += 2) {
        EXPECT_TRUE(append(*log, {std::to_string(number), std::to_string(number + 1)}));
    }
    std::ranges::for_each(readers, &std::thread::join);
    done = true;
    syncer.join();
    EXPECT_EQ(payloads_of(*log).size(), records);
}

}  // namespace
}  // namespace shouxin::store
