#include "dispatch/urgent/grid.h"

#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace shouxin::dispatch::urgent {
namespace {

Place near_guangzhou(Random& random) {
    return {113.3 + random.uniform(-0.1, 0.1), 23.1 + random.uniform(-0.1, 0.1)};
}

TEST(Grid, ShowsEveryPointOnceAndNoneNearerThanItSays) {
    Random random(11);
    for (const std::size_t count : {0, 1, 5, 300}) {
        std::vector<Place> places;
        for (std::size_t k = 0; k < count; ++k) {
            places.push_back(k % 50 == 3 ? Place(-60, -30) : near_guangzhou(random));
        }
        Grid grid;
        grid.build(places);
        for (const Place& around :
             {near_guangzhou(random), Place(113.3, 24), Place(-60, -30.001)}) {
            std::vector<int> seen(count);
            grid.rings(around, [&](std::span<const std::uint32_t> points, double least) {
                for (const std::uint32_t point : points) {
                    ++seen[point];
                    EXPECT_GE(metres(around, places[point]) * 1.01, least);
                }
                return true;
            });
            EXPECT_EQ(std::ranges::count(seen, 1), static_cast<std::ptrdiff_t>(count));
        }
    }
}

TEST(Place, MeasuresAsTheFormulaSays) {
    // R * hypot(dlon cos(mean latitude), dlat), by hand for one degree each way.
    EXPECT_NEAR(metres(Place(113, 23), Place(114, 23)), 102355.0, 1);
    EXPECT_NEAR(metres(Place(113, 23), Place(113, 24)), 111194.9, 0.1);
    EXPECT_EQ(rounded_up_to_tenth(100.00001), 100);
    EXPECT_EQ(rounded_up_to_tenth(100.1), 200);
    EXPECT_EQ(rounded_up_to_tenth(-50), 0);
}

}  // namespace
}  // namespace shouxin::dispatch::urgent
