// Whatever the disk does: what was synced is there after a restart, what is there was appended in
// this order, and groups are whole or absent.
#include "base/random.h"
#include "store/files/event_log.h"
#include "store/files/faulty_disk_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace shouxin::store {
namespace {

// The log and what we know about it, over several lives of one disk.
class Lives {
public:
    explicit Lives(std::uint64_t seed) : random_(seed), disk_(seed ^ 0x5eed) {
        options_.segment_bytes = static_cast<std::uint64_t>(random_.uniform_int(200, 4000));
    }

    void run() {
        for (int life = 0; life < 6; ++life) {
            disk_.chances = chances();
            live();
            random_.chance(0.5) ? disk_.lose_power() : disk_.end_process();
            disk_.chances = {};
            check();
        }
    }

    int full = 0;
    int refused = 0;

private:
    struct Entry {
        port::RecordKind kind;
        std::int64_t at_ms;
        std::string payload;
        bool ends_group;
    };

    FaultyDisk::Chances chances() {
        const auto some = [&] { return random_.chance(0.5) ? random_.uniform() * 0.1 : 0.0; };
        return {some(), some(), some() * 0.2, some() * 0.2, some() * 0.3};
    }

    void live() {
        auto opened = FileEventLog::open(disk_.folder(), options_);
        if (!opened) {
            ASSERT_TRUE(opened.error().failure != Failure::corrupt) << opened.error().message;
            return;
        }
        FileEventLog& log = **opened;
        for (int step = 0; step < 40 && !disk_.crashed(); ++step) {
            const double dice = random_.uniform();
            if (dice < 0.65) {
                append(log);
            } else if (dice < 0.95) {
                sync(log);
            } else {
                forget(log);
            }
            if (testing::Test::HasFatalFailure()) {
                return;
            }
        }
    }

    void append(FileEventLog& log) {
        std::vector<Entry> group(static_cast<std::size_t>(random_.uniform_int(1, 4)));
        std::vector<port::NewRecord> records;
        for (Entry& entry : group) {
            entry.kind = static_cast<port::RecordKind>(random_.uniform_int(1, 4));
            entry.at_ms = random_.uniform_int(-5, 1'000'000);
            entry.payload = std::string(random_.uniform_index(300), '\0');
            std::ranges::generate(
                entry.payload, [&] { return static_cast<char>(random_.uniform_int(-128, 127)); });
            entry.ends_group = &entry == &group.back();
            records.push_back({entry.kind, entry.at_ms, entry.payload});
        }
        const auto number = log.append(records);
        if (number) {
            ASSERT_EQ(*number, appended_.size() + 1);
            appended_.insert(appended_.end(), group.begin(), group.end());
        } else if (number.error().failure == Failure::exhausted) {
            ++full;
        } else {
            expect_refuses(log);
        }
    }

    void sync(FileEventLog& log) {
        if (log.sync()) {
            synced_ = appended_.size();
        } else {
            expect_refuses(log);
        }
    }

    void expect_refuses(FileEventLog& log) {
        ++refused;
        const port::NewRecord record{.payload = "x"};
        EXPECT_FALSE(log.append({&record, 1}));
        EXPECT_FALSE(log.sync());
        EXPECT_EQ(log.next_number(), appended_.size() + 1);
    }

    void forget(FileEventLog& log) {
        const std::uint64_t below = 1 + random_.uniform_index(appended_.size() + 1);
        if (log.forget_before(below)) {
            EXPECT_LE(log.first_number(), std::max(below, kept_));
        }
        kept_ = log.first_number();
    }

    void check() {
        auto opened = FileEventLog::open(disk_.folder(), options_);
        ASSERT_TRUE(opened) << opened.error().message;
        FileEventLog& log = **opened;
        const std::uint64_t recovered = log.next_number() - 1;
        ASSERT_GE(recovered, synced_);
        ASSERT_LE(recovered, appended_.size());
        ASSERT_LE(log.first_number(), std::max<std::uint64_t>(kept_, 1));
        ASSERT_TRUE(recovered == 0 || appended_[recovered - 1].ends_group);
        appended_.resize(recovered);
        synced_ = recovered;
        kept_ = log.first_number();
        check_content(log);
    }

    void check_content(FileEventLog& log) {
        auto reader = log.read(log.first_number());
        ASSERT_TRUE(reader) << reader.error().message;
        port::LogRecord record;
        for (std::uint64_t number = log.first_number(); number <= appended_.size(); ++number) {
            const auto found = (*reader)->next(record);
            ASSERT_TRUE(found) << found.error().message;
            ASSERT_TRUE(*found);
            const Entry& entry = appended_[number - 1];
            ASSERT_EQ(record.number, number);
            ASSERT_EQ(record.kind, entry.kind);
            ASSERT_EQ(record.at_ms, entry.at_ms);
            ASSERT_EQ(record.payload, entry.payload);
        }
        EXPECT_FALSE((*reader)->next(record).value());
    }

    Random random_;
    FaultyDisk disk_;
    LogOptions options_;
    std::vector<Entry> appended_;
    std::size_t synced_ = 0;
    std::uint64_t kept_ = 1;
};

TEST(LogFaultsTest, WhatWasSyncedIsThereAndGroupsAreWhole) {
    int full = 0;
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Lives lives(seed);
        lives.run();
        if (HasFatalFailure() || HasNonfatalFailure()) {
            return;
        }
        full += lives.full;
        refused += lives.refused;
    }
    EXPECT_GT(full, 1000);  // or the faults didn't happen
    EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace shouxin::store
