#include "policy/windows.h"

#include "base/random.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

namespace shouxin::policy {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

WindowSet set_of(const std::vector<WindowSpec>& specs) {
    WindowSet set;
    for (const WindowSpec& spec : specs) {
        set.add("", spec);
    }
    return set;
}

WindowOrder order_of(std::uint32_t device, std::uint32_t buyer, std::int64_t amount) {
    WindowOrder order;
    order.keys[static_cast<std::size_t>(Key::device)] = device;
    order.keys[static_cast<std::size_t>(Key::buyer)] = buyer;
    order.summands[static_cast<std::size_t>(Summand::amount)] = amount;
    return order;
}

const std::vector<WindowSpec> three{
    {.by = Key::device, .over_s = 3600},
    {.aggregate = Aggregate::sum, .by = Key::device, .over_s = 3600},
    {.aggregate = Aggregate::distinct, .distinct = Key::buyer, .by = Key::device, .over_s = 3600}};

TEST(Windows, count_sum_and_tell_apart_for_at_least_their_length) {
    Windows windows(set_of(three));
    EXPECT_EQ(windows.value(0, 7), 0);
    EXPECT_EQ(windows.value(0, no_key), unknown);
    windows.step(order_of(7, 1, 500), 0);
    windows.step(order_of(7, 2, 300), 1000);
    windows.step(order_of(7, 1, 100), hour_ms / 2);
    windows.step(order_of(8, 1, 100), hour_ms);
    EXPECT_EQ(windows.value(0, 7), 3);
    EXPECT_EQ(windows.value(1, 7), 900);
    EXPECT_EQ(windows.value(2, 7), 2);
    windows.advance(hour_ms * 34 / 32);  // the first part is over, buyer 1 came again later
    EXPECT_EQ(windows.value(0, 7), 1);
    EXPECT_EQ(windows.value(1, 7), 100);
    EXPECT_EQ(windows.value(2, 7), 1);
    windows.advance(hour_ms * 3);
    EXPECT_EQ(windows.value(0, 7), 0);
    EXPECT_EQ(windows.value(2, 7), 0);
}

TEST(Windows, an_order_without_the_key_or_too_late_is_not_counted) {
    Windows windows(set_of(three));
    windows.step(order_of(no_key, 1, 500), 10 * hour_ms);
    windows.step(order_of(7, no_key, 500), 10 * hour_ms);
    windows.step(order_of(7, 1, 500), 8 * hour_ms);
    EXPECT_EQ(windows.value(0, 7), 1);
    EXPECT_EQ(windows.value(2, 7), 0);
    windows.step(order_of(7, 1, 500), 10 * hour_ms - hour_ms / 2);
    EXPECT_EQ(windows.value(0, 7), 2) << "late, but within the window";
}

TEST(Windows, sums_stop_before_they_overflow) {
    Windows windows(set_of(three));
    windows.step(order_of(7, 1, value_max), 0);
    windows.step(order_of(7, 1, value_max), 0);
    EXPECT_EQ(windows.value(1, 7), std::int64_t{1} << 40);
    windows.step(order_of(7, 1, 5), hour_ms / 2);
    windows.advance(hour_ms * 34 / 32);
    EXPECT_EQ(windows.value(1, 7), 5);
}

TEST(Windows, one_that_is_full_covers_less) {
    Windows windows(set_of({three[0]}), 100);
    for (std::uint32_t device = 0; device < 300; ++device) {
        windows.step(order_of(device, 0, 0), device * hour_ms / 300);
    }
    EXPECT_EQ(windows.value(0, 299), 1);
    EXPECT_EQ(windows.value(0, 250), 1);
    EXPECT_EQ(windows.value(0, 100), 0) << "forgotten early";
    std::uint32_t held = 0;
    for (std::uint32_t device = 0; device < 300; ++device) {
        held += windows.value(0, device) > 0 ? 1 : 0;
    }
    EXPECT_LE(held, 100U);
    EXPECT_GE(held, 85U);
    for (std::uint32_t device = 1000; device < 1200; ++device) {
        windows.step(order_of(device, 0, 0), hour_ms);
    }
    EXPECT_EQ(windows.value(0, 1199), 0) << "no place in the part that runs";
    EXPECT_EQ(windows.value(0, 1000), 1);
}

TEST(Windows, after_a_change_of_policy_those_that_stay_go_on) {
    Windows before(set_of({three[0], three[2]}));
    before.step(order_of(7, 1, 500), 0);
    WindowSpec longer = three[0];
    longer.over_s = 7200;
    Windows after(set_of({longer, three[2]}));
    after.take_over(std::move(before));
    EXPECT_EQ(after.value(0, 7), 0);
    EXPECT_EQ(after.value(1, 7), 1);
}

// The same by looking at every order again.
class Recount {
public:
    void step(const WindowOrder& order, std::int64_t at_ms) {
        now_ = std::max(now_, at_ms);
        seen_.push_back({order, at_ms, now_});
    }

    std::int64_t value(const WindowSpec& spec, std::uint32_t key) const {
        const std::int64_t part_ms = (spec.over_s * 1000 + 31) / 32;
        std::int64_t sum = 0;
        std::set<std::uint32_t> things;
        for (const Seen& one : seen_) {
            const std::int64_t part = one.at / part_ms;
            const bool held = part >= now_ / part_ms - 32 && part >= one.now / part_ms - 32;
            if (!held || one.order.keys[static_cast<std::size_t>(spec.by)] != key) {
                continue;
            }
            things.insert(one.order.keys[static_cast<std::size_t>(spec.distinct)]);
            sum += spec.aggregate == Aggregate::count ? 1 : one.order.summands[0];
        }
        return spec.aggregate == Aggregate::distinct ? static_cast<std::int64_t>(things.size())
                                                     : sum;
    }

private:
    struct Seen {
        WindowOrder order;
        std::int64_t at;
        std::int64_t now;
    };

    std::int64_t now_ = 0;
    std::vector<Seen> seen_;
};

TEST(WindowsProperty, equal_a_recount_of_all_orders) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Random dice(seed);
        Windows windows(set_of(three));
        Recount recount;
        std::int64_t now = 0;
        for (int i = 0; i < 400; ++i) {
            now += dice.uniform_int(0, dice.chance(0.02) ? hour_ms : hour_ms / 60);
            const std::int64_t at = std::max<std::int64_t>(
                now - (dice.chance(0.2) ? dice.uniform_int(0, 2 * hour_ms) : 0), 0);
            const WindowOrder order = order_of(
                static_cast<std::uint32_t>(dice.uniform_int(0, 5)),
                static_cast<std::uint32_t>(dice.uniform_int(0, 9)),
                dice.uniform_int(-5, 500));
            windows.step(order, at);
            recount.step(order, at);
            for (std::size_t w = 0; w < three.size(); ++w) {
                const auto key = static_cast<std::uint32_t>(dice.uniform_int(0, 6));
                ASSERT_EQ(windows.value(w, key), recount.value(three[w], key))
                    << "seed " << seed << " window " << w << " order " << i;
            }
        }
    }
}

TEST(WindowsProperty, what_was_saved_and_loaded_goes_on_the_same) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random dice(seed);
        const auto entries = static_cast<std::size_t>(dice.uniform_int(30, 300));
        Windows windows(set_of(three), entries);
        std::int64_t now = 0;
        const auto some_orders = [&](Windows& into, Random rolls, std::int64_t from) {
            for (int i = 0; i < 300; ++i) {
                from += rolls.uniform_int(0, hour_ms / 100);
                into.step(
                    order_of(
                        static_cast<std::uint32_t>(rolls.uniform_int(0, 40)),
                        static_cast<std::uint32_t>(rolls.uniform_int(0, 9)),
                        rolls.uniform_int(0, 500)),
                    from - (rolls.chance(0.2) ? hour_ms / 3 : 0));
            }
            return from;
        };
        now = some_orders(windows, dice.fork("before"), now);
        std::string saved;
        windows.save(saved);
        Windows loaded(set_of(three), entries);
        ASSERT_TRUE(loaded.load(saved).has_value());
        std::string again;
        loaded.save(again);
        ASSERT_EQ(again, saved);
        some_orders(windows, dice.fork("after"), now);
        some_orders(loaded, dice.fork("after"), now);
        std::string one;
        std::string other;
        windows.save(one);
        loaded.save(other);
        ASSERT_EQ(one, other) << "seed " << seed;
    }
}

TEST(WindowsProperty, damaged_bytes_are_refused_or_read_but_never_crash) {
    Windows windows(set_of(three));
    for (std::uint32_t i = 0; i < 50; ++i) {
        windows.step(order_of(i % 7, i, i), i * hour_ms / 50);
    }
    std::string saved;
    windows.save(saved);
    Windows other(set_of({three[0]}));
    EXPECT_FALSE(other.load(saved).has_value()) << "of other windows";
    for (std::size_t cut = 0; cut < saved.size(); cut += 7) {
        Windows loaded(set_of(three));
        EXPECT_FALSE(loaded.load(saved.substr(0, cut)).has_value());
    }
    Random dice(1);
    for (int i = 0; i < 2000; ++i) {
        std::string damaged = saved;
        damaged[dice.uniform_index(damaged.size())] = static_cast<char>(dice.uniform_int(0, 255));
        Windows loaded(set_of(three));
        if (loaded.load(damaged)) {
            loaded.step(order_of(1, 1, 1), 2 * hour_ms);
            loaded.advance(100 * hour_ms);
        }
    }
}

TEST(RunningTableProperty, equals_a_map) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random dice(seed);
        RunningTable table;
        std::map<std::uint64_t, std::int64_t> wanted;
        for (int i = 0; i < 3000; ++i) {
            const auto key = static_cast<std::uint64_t>(dice.uniform_int(0, 300)) << 20;
            if (dice.chance(0.45) && wanted.erase(key) > 0) {
                table.erase(key);
            } else if (!wanted.contains(key)) {
                RunningTable::Row& row = table[key];
                row.entries = 1;
                row.total = i;
                wanted[key] = i;
            }
            const auto probe = static_cast<std::uint64_t>(dice.uniform_int(0, 300)) << 20;
            const RunningTable::Row* const found = table.find(probe);
            ASSERT_EQ(found != nullptr, wanted.contains(probe));
            ASSERT_TRUE(found == nullptr || found->total == wanted[probe]);
        }
    }
}

}  // namespace
}  // namespace shouxin::policy
