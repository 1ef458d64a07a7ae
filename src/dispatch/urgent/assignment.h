// Who takes which, at the least total cost, if some may also go without? A sparse assignment of
// rows to columns by successive shortest paths with potentials (Kuhn 1955; Jonker and Volgenant
// 1987; Dijkstra's search as Edmonds and Karp 1972). Exact, in integers; ties by the smaller
// column. Reusable, so that a tick allocates nothing. Not thread-safe.
//
// n rows of k edges: at most O(n (nk + m) log m); near n k log m where rows seldom compete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace shouxin::dispatch::urgent {

// Magnitudes up to cost_max; sums along any path then stay inside int64.
using Cost = std::int64_t;
constexpr Cost cost_max = 1'000'000'000'000;

class Assignment {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    struct Edge {
        std::uint32_t column;
        Cost cost;
    };

    // Forgets all rows. Columns are 0..columns-1.
    void clear(std::uint32_t columns);

    // The next row: its edges, each column once, and what it costs to leave it without.
    void add_row(std::span<const Edge> edges, Cost without);

    void solve();

    [[nodiscard]] std::uint32_t column_of(std::size_t row) const { return columns_of_[row]; }

    [[nodiscard]] std::uint32_t row_of(std::uint32_t column) const { return rows_of_[column]; }

    [[nodiscard]] Cost total() const;

private:
    struct Row {
        std::uint32_t begin;
        std::uint32_t end;
        Cost without;
    };

    struct End {
        Cost distance = std::numeric_limits<Cost>::max();
        std::uint32_t row = none;     // that is left without instead,
        std::uint32_t column = none;  // or the free column reached
    };

    void place(std::uint32_t row);
    void relax(std::uint32_t row, Cost before, End& end);
    [[nodiscard]] std::uint32_t nearest();
    void raise(Cost distance);
    void turn(std::uint32_t row, const End& end);
    [[nodiscard]] Cost cost_of(std::uint32_t row, std::uint32_t column) const;

    std::vector<Row> rows_;
    std::vector<Edge> edges_;
    std::vector<std::uint32_t> columns_of_;  // by row
    // by column
    std::vector<std::uint32_t> rows_of_;
    std::vector<Cost> matched_cost_;
    std::vector<Cost> price_;
    std::vector<Cost> distance_;
    std::vector<std::uint32_t> from_;
    std::vector<Cost> from_cost_;
    std::vector<std::uint8_t> settled_;
    std::vector<std::uint32_t> touched_;
    std::vector<std::pair<Cost, std::uint32_t>> heap_;
};

}  // namespace shouxin::dispatch::urgent
