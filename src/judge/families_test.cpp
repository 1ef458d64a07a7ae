// One family of evidence alone leads to review at most; two may block; what speaks for somebody
// is left as it is.
#include "judge/families.h"

#include "judge/probability.h"
#include "signal/sheet.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::judge {
namespace {

using signal::Measure;

// Money and parcels each say twenty-fold e for or against.
Trees two_families() {
    std::vector<std::string_view> names;
    for (const signal::MeasureInfo& info : signal::measures()) {
        names.push_back(info.name);
    }
    return *Trees::parse(
        "bias -3000\n"
        "tree\nsplit hub_merchant 0 1 0\nleaf -20000\nleaf 20000\n"
        "tree\nsplit scans 0 1 0\nleaf -20000\nleaf 20000\n",
        names);
}

std::uint32_t ppm_of(std::int16_t hub, std::int16_t scans) {
    const Trees trees = two_families();
    std::array<std::int16_t, signal::measure_count> row{};
    row[static_cast<std::size_t>(Measure::hub_merchant)] = hub;
    row[static_cast<std::size_t>(Measure::scans)] = scans;
    return to_ppm(capped_by_family(trees, row, trees.sum(row)));
}

Trees one_family() {
    const std::array<std::string_view, 1> names{"cover_excess"};
    return *Trees::parse(
        "bias -3000\n"
        "tree\nsplit cover_excess 0 1 0\nleaf -20000\nleaf 20000\n"
        "tree\nsplit cover_excess 5 1 0\nleaf 0\nleaf 20000\n",
        names);
}

TEST(Families, one_alone_is_for_review) {
    const Trees trees = one_family();
    std::array<std::int16_t, signal::measure_count> row{};
    row[0] = 9;
    const Evidence evidence = trees.sum(row);
    EXPECT_GT(to_ppm(evidence), 999'000U);
    EXPECT_NEAR(to_ppm(capped_by_family(trees, row, evidence)), 800'000.0, 1'000.0);
}

TEST(Families, two_may_block) {
    EXPECT_GT(ppm_of(1, 1), 990'000U);
}

TEST(Families, what_speaks_for_somebody_is_left) {
    EXPECT_EQ(ppm_of(0, 0), 1U);
    EXPECT_LT(ppm_of(1, 0), 50'000U);
}

}  // namespace
}  // namespace shouxin::judge
