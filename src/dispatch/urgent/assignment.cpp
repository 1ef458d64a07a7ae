#include "dispatch/urgent/assignment.h"

#include "base/must.h"

#include <algorithm>
#include <functional>

namespace shouxin::dispatch::urgent {
namespace {

constexpr Cost unreached = std::numeric_limits<Cost>::max();

}  // namespace

void Assignment::clear(std::uint32_t columns) {
    rows_.clear();
    edges_.clear();
    columns_of_.clear();
    rows_of_.assign(columns, none);
    matched_cost_.assign(columns, 0);
    price_.assign(columns, 0);
    distance_.assign(columns, unreached);
    from_.resize(columns);
    from_cost_.resize(columns);
    settled_.assign(columns, 0);
}

void Assignment::add_row(std::span<const Edge> edges, Cost without) {
    MUST(without >= -cost_max && without <= cost_max);
    const auto begin = static_cast<std::uint32_t>(edges_.size());
    for (const Edge& edge : edges) {
        MUST(edge.column < rows_of_.size() && edge.cost >= -cost_max && edge.cost <= cost_max);
        edges_.push_back(edge);
    }
    rows_.push_back({begin, static_cast<std::uint32_t>(edges_.size()), without});
    columns_of_.push_back(none);
}

void Assignment::solve() {
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        place(row);
    }
}

// Dijkstra from the row over reduced costs: through a taken column on to the row that holds it,
// until a free column, or a row that had better go without.
void Assignment::place(std::uint32_t row) {
    End end;
    std::uint32_t at = row;
    Cost before = 0;
    while (true) {
        relax(at, before, end);
        const std::uint32_t column = nearest();
        if (column == none || distance_[column] >= end.distance) {
            break;
        }
        settled_[column] = 1;
        if (rows_of_[column] == none) {
            end = {distance_[column], none, column};
            break;
        }
        at = rows_of_[column];
        before = distance_[column] - (matched_cost_[column] - price_[column]);
    }
    raise(end.distance);
    turn(row, end);
    for (const std::uint32_t column : touched_) {
        distance_[column] = unreached;
        settled_[column] = 0;
    }
    touched_.clear();
    heap_.clear();
}

void Assignment::relax(std::uint32_t row, Cost before, End& end) {
    const Row& it = rows_[row];
    if (before + it.without < end.distance) {
        end = {before + it.without, row, none};
    }
    for (std::uint32_t e = it.begin; e < it.end; ++e) {
        const auto [column, cost] = edges_[e];
        const Cost distance = before + cost - price_[column];
        if (settled_[column] != 0 || distance >= distance_[column] || distance >= end.distance) {
            continue;
        }
        if (distance_[column] == unreached) {
            touched_.push_back(column);
        }
        distance_[column] = distance;
        from_[column] = row;
        from_cost_[column] = cost;
        heap_.emplace_back(distance, column);
        std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    }
}

std::uint32_t Assignment::nearest() {
    while (!heap_.empty()) {
        const auto [distance, column] = heap_.front();
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        heap_.pop_back();
        if (settled_[column] == 0 && distance == distance_[column]) {
            return column;
        }
    }
    return none;
}

// Keeps every reduced cost of a matched edge the least of its row.
void Assignment::raise(Cost distance) {
    for (const std::uint32_t column : touched_) {
        if (settled_[column] != 0) {
            price_[column] += std::min<Cost>(distance_[column] - distance, 0);
        }
    }
}

// Along the path every row takes the column it was reached through.
void Assignment::turn(std::uint32_t row, const End& end) {
    std::uint32_t column = end.column;
    if (column == none) {
        column = columns_of_[end.row];
        columns_of_[end.row] = none;
        if (end.row == row) {
            return;
        }
    }
    while (true) {
        const std::uint32_t taker = from_[column];
        const std::uint32_t left = columns_of_[taker];
        columns_of_[taker] = column;
        rows_of_[column] = taker;
        matched_cost_[column] = from_cost_[column];
        if (taker == row) {
            return;
        }
        column = left;
    }
}

Cost Assignment::cost_of(std::uint32_t row, std::uint32_t column) const {
    return column == none ? rows_[row].without : matched_cost_[column];
}

Cost Assignment::total() const {
    Cost sum = 0;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        sum += cost_of(row, columns_of_[row]);
    }
    return sum;
}

}  // namespace shouxin::dispatch::urgent
