// The country: its cities are the country's, its days add up, and threads don't show.
#include "world/country/country.h"

#include "region/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace shouxin::world::country {
namespace {

class Backwards final : public Executor {
public:
    void run(std::size_t pieces, const std::function<void(std::size_t)>& piece) override {
        for (std::size_t i = pieces; i-- > 0;) {
            piece(i);
        }
    }
};

std::vector<City> three_cities() {
    return {
        {"甲市", Part::north, 116.4, 39.9, 5, 0.5, 12},
        {"乙市", Part::east, 121.5, 31.2, 3, 0.3, 8},
        {"丙市", Part::south, 113.3, 23.1, 2, 0.2, 4}};
}

const Watch all_day{[] { return true; }, [](std::uint64_t) {}};

std::vector<CityTally> day(const Scale& scale, std::uint64_t seed, Executor& executor) {
    return play(three_cities(), scale, seed, executor, all_day);
}

UrgentTally urgent_of(const CityTally& tally) {
    return std::accumulate(
        tally.urgent.begin(), tally.urgent.end(), UrgentTally{}, [](auto sum, auto& one) {
            return sum += one;
        });
}

constexpr Scale small{.jobs = 4000, .technicians = 420, .hours = 14};

TEST(Country, has_300_cities_with_all_its_people) {
    const region::Regions regions = region::Regions::embedded();
    const std::vector<City> cities = largest_cities(regions.divisions(), 300);
    ASSERT_EQ(cities.size(), 300U);
    double share = 0;
    std::array<std::size_t, part_count> of_part{};
    for (const City& city : cities) {
        share += city.share;
        ++of_part[static_cast<std::size_t>(city.part)];
        EXPECT_GT(city.longitude, 73) << city.name;
        EXPECT_LT(city.longitude, 136) << city.name;
    }
    EXPECT_NEAR(share, 1, 1e-9);
    EXPECT_EQ(std::ranges::count(of_part, 0U), 0);
    EXPECT_TRUE(std::ranges::is_sorted(cities, std::ranges::greater{}, &City::people));
    const auto beijing = std::ranges::find(cities, "北京市", &City::name);
    ASSERT_NE(beijing, cities.end());
    EXPECT_EQ(beijing->districts, 16U);
}

TEST(Country, every_call_has_one_end) {
    Inline here;
    for (const CityTally& tally : day(small, 1, here)) {
        const UrgentTally sum = urgent_of(tally);
        EXPECT_GT(sum.jobs, 100U);
        EXPECT_EQ(sum.jobs, sum.served + sum.refused + sum.cancelled + sum.left_open);
        EXPECT_LE(sum.in_time, sum.served);
        EXPECT_LE(sum.kept, sum.served);
        EXPECT_GT(sum.declined, 0U);
        EXPECT_EQ(std::accumulate(tally.waits.begin(), tally.waits.end(), 0U), sum.served);
        for (std::size_t at = small.hours; at < 24; ++at) {
            EXPECT_EQ(tally.urgent[at].jobs, 0U) << "hour " << at;
        }
    }
}

TEST(Country, keeps_most_booked_slots) {
    Inline here;
    BookedTally sum;
    for (const CityTally& tally : day({.jobs = 4000, .technicians = 420}, 1, here)) {
        for (const BookedTally& slot : tally.booked) {
            EXPECT_LE(slot.promised, slot.jobs);
            EXPECT_LE(slot.kept, slot.visited);
            sum += slot;
        }
    }
    EXPECT_EQ(sum.visited, sum.promised);
    EXPECT_GT(sum.promised * 10, sum.jobs * 8);
    EXPECT_GT(sum.kept * 10, sum.visited * 8);
}

TEST(Country, is_the_same_whoever_plays_it_and_another_with_another_seed) {
    Inline here;
    Backwards elsewhere;
    const auto one = day(small, 1, here);
    EXPECT_TRUE(one == day(small, 1, elsewhere));
    EXPECT_FALSE(one == day(small, 2, here));
}

TEST(Country, more_technicians_are_sooner_at_the_door) {
    Inline here;
    const auto share = [&](std::uint32_t technicians) {
        Scale scale = small;
        scale.technicians = technicians;
        CityTally all;
        for (const CityTally& tally : day(scale, 1, here)) {
            all += tally;
        }
        return static_cast<double>(urgent_of(all).in_time) /
               static_cast<double>(urgent_of(all).jobs);
    };
    EXPECT_GT(share(600), share(340) + 0.1);
}

TEST(Country, stops_when_it_is_told) {
    Inline here;
    std::uint64_t jobs = 0;
    const Watch first_city{[&] { return jobs == 0; }, [&](std::uint64_t more) { jobs += more; }};
    const auto tallies = play(three_cities(), small, 1, here, first_city);
    EXPECT_GT(jobs, 0U);
    EXPECT_EQ(jobs_of(tallies[0]), jobs);
    EXPECT_EQ(jobs_of(tallies[1]), 0U);
}

}  // namespace
}  // namespace shouxin::world::country
