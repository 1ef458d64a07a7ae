#include "base/must.h"
#include "policy/windows.h"

#include <utility>

namespace shouxin::policy {

std::size_t RunningTable::home_of(std::uint64_t key) const {
    const std::uint64_t mixed = (key ^ (key >> 32)) * 0x9e3779b97f4a7c15;  // Fibonacci hashing
    return static_cast<std::size_t>(mixed >> 20) & (rows_.size() - 1);
}

// Where the key is, or the free place where it would be.
std::size_t RunningTable::place_of(std::uint64_t key) const {
    std::size_t place = home_of(key);
    while (rows_[place].entries != 0 && rows_[place].key != key) {
        place = (place + 1) & (rows_.size() - 1);
    }
    return place;
}

RunningTable::Row& RunningTable::operator[](std::uint64_t key) {
    if ((size_ + 1) * 3 > rows_.size() * 2) {
        grow();
    }
    Row& row = rows_[place_of(key)];
    if (row.entries == 0) {
        row = {.key = key};
        ++size_;
    }
    return row;
}

const RunningTable::Row* RunningTable::find(std::uint64_t key) const {
    if (rows_.empty()) {
        return nullptr;
    }
    const Row& row = rows_[place_of(key)];
    return row.entries == 0 ? nullptr : &row;
}

RunningTable::Row* RunningTable::find(std::uint64_t key) {
    return const_cast<Row*>(std::as_const(*this).find(key));
}

void RunningTable::erase(std::uint64_t key) {
    std::size_t hole = place_of(key);
    MUST(rows_[hole].entries != 0);
    const std::size_t last = rows_.size() - 1;
    for (std::size_t next = (hole + 1) & last; rows_[next].entries != 0; next = (next + 1) & last) {
        const std::size_t home = home_of(rows_[next].key);
        if (((next - home) & last) >= ((next - hole) & last)) {  // its search passes the hole
            rows_[hole] = rows_[next];
            hole = next;
        }
    }
    rows_[hole] = {};
    --size_;
}

void RunningTable::grow() {
    constexpr std::size_t least = 64;
    std::vector<Row> old(rows_.empty() ? least : rows_.size() * 2);
    old.swap(rows_);
    for (const Row& row : old) {
        if (row.entries != 0) {
            rows_[place_of(row.key)] = row;
        }
    }
}

}  // namespace shouxin::policy
