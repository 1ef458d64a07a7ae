#include "dispatch/urgent/assignment.h"

#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace shouxin::dispatch::urgent {
namespace {

struct Row {
    std::vector<Assignment::Edge> edges;
    Cost without;
};

Cost best_of(const std::vector<Row>& rows, std::size_t row, std::set<std::uint32_t>& taken) {
    if (row == rows.size()) {
        return 0;
    }
    Cost best = rows[row].without + best_of(rows, row + 1, taken);
    for (const auto& [column, cost] : rows[row].edges) {
        if (taken.insert(column).second) {
            best = std::min(best, cost + best_of(rows, row + 1, taken));
            taken.erase(column);
        }
    }
    return best;
}

std::vector<Row> random_rows(Random& random, std::uint32_t columns) {
    std::vector<Row> rows(random.uniform_index(6));
    for (Row& row : rows) {
        row.without = random.uniform_int(-20, 60);
        for (std::uint32_t column = 0; column < columns; ++column) {
            if (random.chance(0.6)) {
                row.edges.push_back({column, random.uniform_int(-30, 50)});
            }
        }
    }
    return rows;
}

Cost cost_of(const Row& row, std::uint32_t column) {
    const auto edge = std::ranges::find(row.edges, column, &Assignment::Edge::column);
    return column == Assignment::none ? row.without : edge->cost;
}

TEST(Assignment, IsAsGoodAsTryingAll) {
    Random random(7);
    Assignment assignment;
    for (int round = 0; round < 3000; ++round) {
        const auto columns = static_cast<std::uint32_t>(random.uniform_int(0, 6));
        const std::vector<Row> rows = random_rows(random, columns);
        assignment.clear(columns);
        for (const Row& row : rows) {
            assignment.add_row(row.edges, row.without);
        }
        assignment.solve();
        Cost sum = 0;
        std::set<std::uint32_t> taken;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::uint32_t column = assignment.column_of(row);
            sum += cost_of(rows[row], column);
            if (column != Assignment::none) {
                EXPECT_TRUE(taken.insert(column).second) << "round " << round;
                EXPECT_EQ(assignment.row_of(column), row);
            }
        }
        std::set<std::uint32_t> none;
        ASSERT_EQ(sum, best_of(rows, 0, none)) << "round " << round;
        EXPECT_EQ(assignment.total(), sum);
    }
}

TEST(Assignment, StaysWithinItsNumbers) {
    Assignment assignment;
    assignment.clear(2);
    const std::vector<Assignment::Edge> dear{{0, cost_max}, {1, -cost_max}};
    for (int row = 0; row < 3; ++row) {
        assignment.add_row(dear, cost_max);
    }
    assignment.solve();
    EXPECT_EQ(assignment.total(), cost_max);
}

}  // namespace
}  // namespace shouxin::dispatch::urgent
