// Trees: what is written is what is summed; broken files are refused with their line.
#include "judge/trees.h"

#include "judge/model.h"
#include "judge/probability.h"
#include "signal/sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace shouxin::judge {
namespace {

constexpr std::array<std::string_view, 2> measures{"height", "width"};

constexpr std::string_view two_trees =
    "# a comment\n"
    "bias -100\n"
    "tree\n"
    "split height 5 1 10\n"
    "leaf -20\n"
    "split width 0 1 40\n"
    "leaf 30\n"
    "leaf 50\n"
    "tree\n"
    "leaf 7\n";

TEST(Trees, sums_its_leaves_and_explains_its_splits) {
    const Result<Trees> trees = Trees::parse(two_trees, measures);
    ASSERT_TRUE(trees.has_value()) << trees.error().message;
    EXPECT_EQ(trees->size(), 2U);
    EXPECT_EQ(trees->sum(std::array<std::int16_t, 2>{5, 9}), -100 - 20 + 7);
    EXPECT_EQ(trees->sum(std::array<std::int16_t, 2>{6, 0}), -100 + 30 + 7);
    EXPECT_EQ(trees->sum(std::array<std::int16_t, 2>{6, 1}), -100 + 50 + 7);
    std::array<Evidence, 2> share{};
    trees->explain(std::array<std::int16_t, 2>{6, 1}, share);
    EXPECT_EQ(share, (std::array<Evidence, 2>{30, 10}));
}

TEST(Trees, tells_a_first_look_from_all) {
    const Result<Trees> trees =
        Trees::parse("bias 1\ntree\nleaf 10\nlook\ntree\nleaf 100\n", measures);
    ASSERT_TRUE(trees.has_value()) << trees.error().message;
    alignas(LeafMasks::alignment) const std::array<std::int16_t, 2 * LeafMasks::rows> columns{};
    const auto [first, all] = trees->looks_of_block(columns);
    EXPECT_EQ(first[0], 11);
    EXPECT_EQ(all[63], 111);
    EXPECT_EQ(trees->sum(std::array<std::int16_t, 2>{}), 111);
    const auto [nothing, everything] = Trees::parse(two_trees, measures)->looks_of_block(columns);
    EXPECT_EQ(nothing, everything) << "without a second look";
}

TEST(Trees, refuses_what_it_cannot_read_with_the_line) {
    const auto error_of = [](std::string_view text) {
        const Result<Trees> trees = Trees::parse(text, measures);
        return trees ? std::string("read") : trees.error().message;
    };
    EXPECT_EQ(error_of("bias x\n"), "model line 1: bias takes a whole number");
    EXPECT_EQ(error_of("\nsplit depth 1 1 1\n"), "model line 2: unknown measure depth");
    EXPECT_EQ(error_of("branch\n"), "model line 1: unknown word branch");
    EXPECT_NE(error_of("tree\nsplit width 0 1 0\nleaf 1\n").find("cut short"), std::string::npos);
    EXPECT_NE(error_of("tree\n").find("cut short"), std::string::npos);
    EXPECT_NE(
        error_of("tree\nsplit width 0 0 0\nleaf 1\nleaf 2\n").find("split takes"),
        std::string::npos);
}

TEST(Model, the_embedded_one_has_trees_for_every_question) {
    const Model model = embedded_model();
    for (const Trees* trees :
         {&model.alone,
          &model.together,
          &model.settled,
          &model.reviews,
          &model.accounts,
          &model.merchants}) {
        EXPECT_GT(trees->size(), 0U);
    }
}

TEST(Probability, is_never_certain_and_turns_back_into_evidence) {
    EXPECT_EQ(to_ppm(0), 500'000U);
    EXPECT_EQ(to_ppm(-1'000'000), 1U);
    EXPECT_EQ(to_ppm(1'000'000), 999'999U);
    for (const Evidence evidence : {-4595, -1000, 0, 1, 2197, 5000}) {
        EXPECT_NEAR(to_log_odds(to_ppm(evidence)), evidence, 2);
    }
}

// Three trees, each a chain of `splits` splits.
std::string chain(int splits) {
    std::string text = "bias 3\n";
    for (int tree = 0; tree < 3; ++tree) {
        text += "tree\n";
        for (int i = 0; i < splits; ++i) {
            const std::string split = i % 2 == 0 ? "split height " : "split width ";
            text += split + std::to_string((i * 37 + tree * 11) % 50 - 25) + " 1 0\n";
            text += "leaf " + std::to_string(i * 7 + tree) + "\n";
        }
        text += "leaf -1000\n";
    }
    return text;
}

TEST(Trees, judge_a_block_of_rows_as_they_judge_each) {
    for (const int splits : {0, 1, 5, 15, 16, 40}) {  // 16 leaves and fewer fit a mask
        const Result<Trees> trees = Trees::parse(chain(splits), measures);
        ASSERT_TRUE(trees.has_value()) << trees.error().message;
        alignas(LeafMasks::alignment) std::array<std::int16_t, 2 * LeafMasks::rows> columns{};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i] = static_cast<std::int16_t>(static_cast<int>(i * i % 61) - 30);
        }
        columns[5] = signal::missing;
        columns[6] = std::numeric_limits<std::int16_t>::max();
        const auto sums = trees->sums_of_block(columns);
        for (std::size_t i = 0; i < LeafMasks::rows; ++i) {
            const std::array<std::int16_t, 2> row{columns[i], columns[LeafMasks::rows + i]};
            EXPECT_EQ(sums[i], trees->sum(row)) << splits << " splits, row " << i;
        }
    }
}

TEST(LeafMasks, give_the_same_sums_by_sixteen_as_by_eight) {
    LeafMasks masks;
    const std::array<std::int32_t, 3> leaves{1, 20, 300};
    masks.add_tree(std::array<LeafMasks::Split, 2>{{{-5, 1, 0b001}, {9, 0, 0b011}}}, leaves);
    alignas(LeafMasks::alignment) std::array<std::int16_t, 2 * LeafMasks::rows> columns{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i] = static_cast<std::int16_t>(static_cast<int>(i * 29 % 41) - 20);
    }
    std::array<std::int32_t, LeafMasks::rows> by_eight{};
    masks.add_sums(columns.data(), by_eight, false);
    EXPECT_EQ(std::ranges::count(by_eight, 0), 0);
    EXPECT_GT(std::ranges::count(by_eight, 300), 0);
    if (!LeafMasks::can_sixteen()) {
        GTEST_SKIP() << "this CPU has no AVX2";
    }
    std::array<std::int32_t, LeafMasks::rows> by_sixteen{};
    masks.add_sums(columns.data(), by_sixteen, true);
    EXPECT_EQ(by_sixteen, by_eight);
}

TEST(Trees, the_embedded_ones_judge_blocks_alike) {
    const Model model = embedded_model();
    alignas(LeafMasks::alignment) std::array<std::int16_t, signal::measure_count * LeafMasks::rows>
        columns{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i] = i % 7 == 0 ? signal::missing : static_cast<std::int16_t>(i * 7919 % 1000);
    }
    for (const Trees* trees : {&model.alone, &model.together, &model.settled}) {
        const auto sums = trees->sums_of_block(columns);
        for (std::size_t i = 0; i < LeafMasks::rows; ++i) {
            std::array<std::int16_t, signal::measure_count> row{};
            for (std::size_t measure = 0; measure < row.size(); ++measure) {
                row[measure] = columns[measure * LeafMasks::rows + i];
            }
            EXPECT_EQ(sums[i], trees->sum(row));
        }
    }
}

}  // namespace
}  // namespace shouxin::judge
