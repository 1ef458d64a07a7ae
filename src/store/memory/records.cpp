#include "store/memory/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <ranges>
#include <utility>

namespace shouxin::store {
namespace {

using port::Change;
using port::Condition;
using port::Row;
using port::Table;
using port::Value;

bool is_nothing(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

bool meets(const Value& value, const Condition& condition) {
    if (condition.is == Condition::Is::equal) {
        return value == condition.value;
    }
    if (condition.is == Condition::Is::not_equal) {
        return value != condition.value;
    }
    if (is_nothing(value)) {
        return false;
    }
    switch (condition.is) {
        case Condition::Is::less:
            return value < condition.value;
        case Condition::Is::at_most:
            return value <= condition.value;
        case Condition::Is::greater:
            return value > condition.value;
        case Condition::Is::at_least:
            return value >= condition.value;
        default:
            return std::get<std::string>(value).starts_with(std::get<std::string>(condition.value));
    }
}

class Filter {
public:
    Filter(const Table& table, std::span<const Condition> where) : where_(where) {
        for (const Condition& condition : where) {
            columns_.push_back(column_index(table, condition.column));
        }
    }

    bool operator()(const Row& row) const {
        for (std::size_t i = 0; i < where_.size(); ++i) {
            if (!meets(row[columns_[i]], where_[i])) {
                return false;
            }
        }
        return true;
    }

private:
    std::span<const Condition> where_;
    std::vector<std::size_t> columns_;
};

// A row of before a column was added has nothing there.
void widen(Row& row, const Table& table) {
    row.resize(table.columns.size());
}

tl::unexpected<Error> conflict(const Change& change, std::string_view what) {
    return fail(Failure::conflict, fmt::format("a row of {} {}", change.table, what));
}

bool agrees(const Row& row, const Row& wanted) {
    return std::ranges::equal(row, wanted, [](const Value& has, const Value& wants) {
        return is_nothing(wants) || has == wants;
    });
}

}  // namespace

Result<void> MemoryRecords::define(std::span<const Table> tables) {
    const std::unique_lock lock(mutex_);
    schema_.define(tables);
    for (const Table& table : tables) {
        for (auto& [key, row] : tables_[table.name]) {
            widen(row, table);
        }
    }
    return {};
}

Result<void> MemoryRecords::write(
    std::span<const Change> changes, port::Durability /*durability*/) {
    const std::unique_lock lock(mutex_);
    std::vector<Before> undo;
    for (const Change& change : changes) {
        auto applied = schema_.check(change);
        if (applied) {
            applied = apply(change, undo);
        }
        if (!applied) {
            for (Before& before : std::views::reverse(undo)) {
                if (before.row) {
                    before.rows->insert_or_assign(before.key, std::move(*before.row));
                } else {
                    before.rows->erase(before.key);
                }
            }
            return applied;
        }
    }
    return {};
}

Result<void> MemoryRecords::apply(const Change& change, std::vector<Before>& undo) {
    Rows& rows = tables_.at(change.table);
    const Value& key = change.row.front();
    const auto found = rows.find(key);
    const bool there = found != rows.end();
    if (change.kind == Change::Kind::insert && there) {
        return conflict(change, "is there already");
    }
    if (change.kind == Change::Kind::require) {
        return there && agrees(found->second, change.row)
                   ? Result<void>{}
                   : conflict(change, "isn't there any more as it was");
    }
    undo.push_back({&rows, key, there ? std::optional(found->second) : std::nullopt});
    if (change.kind == Change::Kind::erase) {
        rows.erase(key);
    } else {
        rows.insert_or_assign(key, change.row);
    }
    return {};
}

Result<std::optional<Row>> MemoryRecords::find(const std::string& table, const Value& key) {
    const std::shared_lock lock(mutex_);
    schema_.check(table, key);
    const Rows& rows = tables_.at(table);
    const auto found = rows.find(key);
    return found == rows.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<Row>> MemoryRecords::list(const port::Query& query) {
    const std::shared_lock lock(mutex_);
    schema_.check(query);
    const Table& table = schema_.table(query.table);
    const std::size_t column = column_index(table, order_of(table, query));
    const auto before = [&](const Row* a, const Row* b) {
        const Row& low = query.descending ? *b : *a;
        const Row& high = query.descending ? *a : *b;
        return low[column] != high[column] ? low[column] < high[column] : low[0] < high[0];
    };
    const Filter filter(table, query.where);
    std::vector<const Row*> found;
    for (const auto& [key, row] : tables_.at(query.table)) {
        if (filter(row) && (!query.after || before(&*query.after, &row))) {
            found.push_back(&row);
        }
    }
    const std::size_t count = std::min(query.limit, found.size());
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(found.begin(), middle, found.end(), before);
    std::vector<Row> rows;
    std::ranges::transform(
        found.begin(), middle, std::back_inserter(rows), [](const Row* row) { return *row; });
    return rows;
}

Result<std::uint64_t> MemoryRecords::count(
    const std::string& table, std::span<const Condition> where, std::uint64_t most) {
    const std::shared_lock lock(mutex_);
    schema_.check(table, where);
    const Filter filter(schema_.table(table), where);
    std::uint64_t count = 0;
    for (const auto& [key, row] : tables_.at(table)) {
        if (count >= most) {
            break;
        }
        count += filter(row) ? 1 : 0;
    }
    return count;
}

}  // namespace shouxin::store
