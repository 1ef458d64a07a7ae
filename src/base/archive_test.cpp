// What is saved is loaded as it was; what was altered, cut off or isn't ours is refused.
#include "base/archive.h"

#include "base/memory_stream_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace shouxin {
namespace {

constexpr StreamLabel label{.version = "test 1", .key = {1, 2}};

template <class... T>
std::string saved(T&... state) {
    StringSink sink;
    EXPECT_TRUE(save(sink, label, state...).has_value());
    return std::move(sink.bytes);
}

template <class... T>
Result<void> loaded(std::string_view bytes, T&... state) {
    StringSource source(bytes);
    return load(source, bytes.size(), label, state...);
}

// As it lies in memory it has padding, in the middle and at its end.
struct Padded {
    std::uint8_t small = 0;
    std::uint64_t large = 0;
    std::uint16_t last = 0;

    template <class Archive>
    void archive(Archive& a) {
        a(small, large, last);
    }

    friend bool operator==(const Padded&, const Padded&) = default;
};

class Everything {
public:
    template <class Archive>
    void archive(Archive& a) {
        a(number, text, numbers, padded, texts, queue, tables, maybe, by_name, by_number);
    }

    friend bool operator==(const Everything&, const Everything&) = default;

    double number = 0;
    std::string text;
    std::vector<std::uint32_t> numbers;
    std::vector<Padded> padded;
    std::vector<std::string> texts;
    std::deque<Padded> queue;
    std::array<std::vector<std::int16_t>, 2> tables;
    std::optional<std::string> maybe;
    std::map<std::string, std::uint64_t, std::less<>> by_name;
    std::unordered_map<std::int32_t, std::vector<std::string>> by_number;
};

std::vector<Padded> padded_from(const std::vector<std::uint64_t>& numbers) {
    std::vector<Padded> padded;
    for (const std::uint64_t n : numbers) {
        padded.push_back({static_cast<std::uint8_t>(n), n, static_cast<std::uint16_t>(n >> 8)});
    }
    return padded;
}

Everything any_state() {
    Everything state;
    state.number = *rc::gen::arbitrary<double>();
    state.text = *rc::gen::arbitrary<std::string>();
    state.numbers = *rc::gen::arbitrary<std::vector<std::uint32_t>>();
    state.padded = padded_from(*rc::gen::arbitrary<std::vector<std::uint64_t>>());
    state.texts = *rc::gen::arbitrary<std::vector<std::string>>();
    const auto queue = padded_from(*rc::gen::arbitrary<std::vector<std::uint64_t>>());
    state.queue.assign(queue.begin(), queue.end());
    state.tables[0] = *rc::gen::arbitrary<std::vector<std::int16_t>>();
    state.tables[1] = *rc::gen::arbitrary<std::vector<std::int16_t>>();
    if (*rc::gen::arbitrary<bool>()) {
        state.maybe = *rc::gen::arbitrary<std::string>();
    }
    for (const auto& [key, value] : *rc::gen::arbitrary<std::map<std::string, std::uint64_t>>()) {
        state.by_name.emplace(key, value);
    }
    state.by_number =
        *rc::gen::arbitrary<std::unordered_map<std::int32_t, std::vector<std::string>>>();
    return state;
}

RC_GTEST_PROP(Archive, LoadsWhatWasSaved, ()) {
    Everything state = any_state();
    Everything again = any_state();  // what was there before goes
    const std::string bytes = saved(state);
    RC_ASSERT(loaded(bytes, again).has_value());
    RC_ASSERT(again == state);
    RC_ASSERT(saved(again) == bytes);
}

RC_GTEST_PROP(Archive, RefusesWhatWasAlteredOrCutOff, ()) {
    Everything state = any_state();
    const std::string bytes = saved(state);
    const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
    std::string altered = bytes;
    altered[place] = static_cast<char>(altered[place] ^ (1 << *rc::gen::inRange(0, 8)));
    RC_ASSERT_FALSE(loaded(altered, state).has_value());
    RC_ASSERT_FALSE(loaded(std::string_view(bytes).substr(0, place), state).has_value());
    RC_ASSERT_FALSE(loaded(bytes + 'x', state).has_value());
}

TEST(Archive, PaddingIsNoState) {
    static_assert(sizeof(Padded) > 11 && !archive_detail::Plain<Padded>);
    static_assert(!archive_detail::Plain<const char*> && !archive_detail::Plain<std::string_view>);
    static_assert(!archive_detail::Plain<std::optional<int>>);
    static_assert(archive_detail::Plain<std::array<std::uint32_t, 4>>);
    Padded state;
    EXPECT_EQ(saved(state).size(), saved().size() + 11);
}

TEST(Archive, HashTablesAreWrittenInOrderOfKeys) {
    std::unordered_map<std::uint64_t, std::uint64_t> one;
    std::unordered_map<std::uint64_t, std::uint64_t> other(9999);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        one[i] = i;
        other[999 - i] = 999 - i;
    }
    EXPECT_EQ(saved(one), saved(other));
}

// Sizes around those of blocks, each cut off everywhere near their borders.
TEST(Archive, BlocksMayEndAnywhere) {
    constexpr std::size_t block = BlockWriter::block_bytes;
    for (const std::size_t size : {block - 9, block - 8, block - 7, 2 * block - 8, 3 * block}) {
        std::string text(size, 'x');
        const std::string bytes = saved(text);
        std::string again;
        ASSERT_TRUE(loaded(bytes, again).has_value());
        EXPECT_EQ(again, text);
        for (std::size_t cut = bytes.size() - 40; cut < bytes.size(); ++cut) {
            const Result<void> torn = loaded(std::string_view(bytes).substr(0, cut), again);
            ASSERT_FALSE(torn.has_value());
            EXPECT_EQ(torn.error().failure, Failure::corrupt);
        }
    }
}

TEST(Archive, BlocksCantBeSwappedOrLeftOut) {
    std::string text(4 * BlockWriter::block_bytes, 'x');
    const std::string bytes = saved(text);
    constexpr std::size_t frame = BlockWriter::block_bytes + 12;
    const std::size_t second = 9 + label.version.size() + frame;
    std::string shorter = bytes;
    shorter.erase(second, frame);
    EXPECT_FALSE(loaded(shorter, text).has_value());
    std::string swapped = bytes.substr(0, second) + bytes.substr(second + frame, frame) +
                          bytes.substr(second, frame) + bytes.substr(second + 2 * frame);
    EXPECT_FALSE(loaded(swapped, text).has_value());
}

TEST(Archive, AnotherVersionIsInvalidAndAnotherKeyCorrupt) {
    std::string text = "state";
    const std::string bytes = saved(text);
    StringSource source(bytes);
    const Result<void> newer =
        load(source, bytes.size(), {.version = "test 2", .key = label.key}, text);
    ASSERT_FALSE(newer.has_value());
    EXPECT_EQ(newer.error().failure, Failure::invalid);
    EXPECT_NE(newer.error().message.find("test 2"), std::string::npos);
    StringSource again(bytes);
    const Result<void> foreign =
        load(again, bytes.size(), {.version = label.version, .key = {1, 3}}, text);
    ASSERT_FALSE(foreign.has_value());
    EXPECT_EQ(foreign.error().failure, Failure::corrupt);
}

TEST(Archive, WhatIsReadAsSomethingElseIsRefused) {
    std::uint64_t large = ~std::uint64_t{0};
    std::vector<std::uint64_t> numbers;
    const Result<void> huge = loaded(saved(large), numbers);  // a length, but not of this stream
    ASSERT_FALSE(huge.has_value());
    EXPECT_EQ(huge.error().failure, Failure::corrupt);
    EXPECT_TRUE(numbers.empty());
    std::uint32_t small = 0;
    EXPECT_FALSE(loaded(saved(large), small).has_value());  // more than was taken
    EXPECT_FALSE(loaded(saved(small), large).has_value());  // less
    EXPECT_FALSE(loaded("an order, not a state", small).has_value());
    EXPECT_FALSE(loaded("", small).has_value());
}

TEST(Archive, TheSinksErrorComesBack) {
    std::string text(3 * BlockWriter::block_bytes, 'x');
    for (const std::size_t most : {0UL, 100UL, BlockWriter::block_bytes + 100}) {
        StringSink full(most);
        const Result<void> result = save(full, label, text);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().failure, Failure::exhausted);
    }
}

TEST(Archive, TheSourcesErrorComesBack) {
    class Broken final : public ByteSource {
    public:
        Result<std::size_t> read(std::span<char> /*into*/) override {
            return fail(Failure::unavailable, "the disk went away");
        }
    } broken;

    std::string text;
    const Result<void> result = load(broken, 100, label, text);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().failure, Failure::unavailable);
}

}  // namespace
}  // namespace shouxin
