// How many, how much, how many different, over the last hour or week? The running state of a
// policy's windows. Every placed order is stepped once, in log order, and a rule then reads a
// number by key.
//
// Time moves in parts of 1/32 of a window's length. A window covers the part that runs and the 32
// before it: never less than its length, at most 1/32 more. It ends at the latest time seen, not
// at the subject's own, so an order that comes late counts where it belongs if that is still held.
//
// Memory: an entry for each key (or key and different thing) and part in which something happened,
// some 100 bytes each, 200 for a different thing. All windows together hold `entries_max`; one that
// needs more than its share forgets its oldest part early and covers less until then. Sums stop at
// 2^40 (11 billion yuan) a key and part. Pure: the same orders give the same state, however it was
// saved and loaded between.
// Not thread-safe.
#pragma once

#include "base/result.h"
#include "policy/facts.h"
#include "policy/window.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// What windows count of an order.
struct WindowOrder {
    Keys keys = no_keys();
    std::array<std::int64_t, summand_count> summands{};  // by Summand: fen, pieces
};

// Numbers by a 64-bit key: open addressing, linear probing, and deletion by shifting back (Knuth
// 1973, 6.4 R), so that nothing is left behind by keys that go. Never iterated.
class RunningTable {
public:
    struct Row {
        std::uint64_t key = 0;
        std::int64_t total = 0;
        std::int64_t part = 0;      // the newest part with an entry
        std::uint32_t entry = 0;    // its place there
        std::uint32_t entries = 0;  // in all parts; 0: the place is free
    };

    // Made if it isn't there. The reference lives until the next call that isn't const.
    Row& operator[](std::uint64_t key);

    // nullptr if it isn't there.
    Row* find(std::uint64_t key);
    [[nodiscard]] const Row* find(std::uint64_t key) const;

    // REQUIRES: it is there.
    void erase(std::uint64_t key);

    [[nodiscard]] std::size_t bytes() const { return rows_.capacity() * sizeof(Row); }

private:
    [[nodiscard]] std::size_t home_of(std::uint64_t key) const;
    [[nodiscard]] std::size_t place_of(std::uint64_t key) const;
    void grow();

    std::vector<Row> rows_;  // a power of two, at most two thirds in use
    std::size_t size_ = 0;
};

constexpr std::int64_t window_parts = 32;

class RunningWindow {
public:
    RunningWindow(const WindowSpec& spec, std::size_t entries_max);

    void step(const WindowOrder& order, std::int64_t at_ms);

    // Time has come to `at_ms`: what is too old is forgotten.
    void advance(std::int64_t at_ms);

    [[nodiscard]] std::int64_t value(std::uint32_t key) const;

    // Goes on from where another of the same spec stood, within its own bound.
    void become(RunningWindow&& other);

    [[nodiscard]] const WindowSpec& spec() const { return spec_; }

    [[nodiscard]] std::size_t bytes() const;

    // docs/formats/policy-windows.md
    void save(std::string& bytes) const;

    // From what save() wrote of the same spec; takes its bytes off the front. `corrupt` if they
    // aren't such. REQUIRES: nothing was stepped yet.
    Result<void> load(std::string_view& bytes);

private:
    struct Entry {
        std::uint64_t key = 0;  // low half: the key; high half: the different thing, if any
        std::int64_t amount = 0;
    };

    using Part = std::vector<Entry>;

    [[nodiscard]] std::int64_t part_of(std::int64_t at_ms) const;
    [[nodiscard]] std::size_t place_of(std::int64_t part) const;
    void add(std::uint64_t key, std::int64_t amount, std::int64_t part);
    void add_pair(std::uint64_t pair, std::int64_t part);
    void enter(const Entry& entry, std::int64_t part);
    void enter_pair(const Entry& entry, std::int64_t part);
    bool make_room();
    void forget_oldest();
    void forget(RunningTable& table, std::uint64_t key, std::int64_t amount);
    Result<void> load_part(std::string_view& bytes, std::int64_t part);

    WindowSpec spec_;
    std::size_t entries_max_;
    std::int64_t part_ms_;
    bool begun_ = false;
    std::int64_t newest_ = 0;                   // the part that runs
    std::int64_t oldest_ = 0;                   // the oldest that is held
    std::array<Part, window_parts + 1> parts_;  // by place_of()
    std::size_t entries_ = 0;
    RunningTable totals_;  // by key
    RunningTable pairs_;   // by key and thing: in how many parts it is
};

class Windows {
public:
    static constexpr std::size_t entries_max = std::size_t{1} << 22;

    // REQUIRES: entries <= entries_max.
    explicit Windows(const WindowSet& windows, std::size_t entries = entries_max);

    // Every placed order once, in log order.
    void step(const WindowOrder& order, std::int64_t at_ms);

    // Before rules are asked at a time without an order.
    void advance(std::int64_t at_ms);

    // 0 for a key that wasn't seen, `unknown` for no_key. The window by its place in the set.
    [[nodiscard]] std::int64_t value(std::size_t window, std::uint32_t key) const {
        return key == no_key ? unknown : running_[window].value(key);
    }

    // After a change of policy: windows with a spec that `old` has too go on from there, others
    // begin empty.
    void take_over(Windows&& old);

    [[nodiscard]] std::size_t bytes() const;

    void save(std::string& bytes) const;

    // `corrupt` if they aren't what save() wrote for the same set of windows.
    Result<void> load(std::string_view bytes);

private:
    std::vector<RunningWindow> running_;
    std::size_t entries_each_;
};

}  // namespace shouxin::policy
