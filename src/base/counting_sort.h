// Sorts rows by a dense key in one pass over them: stable, so sorting by one key and then by
// another leaves the rows of equal second key in order of the first (Knuth, volume 3, 5.2).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin {

// `key_of(row)` is a number below, or not far above, the number of rows: a counter is kept for
// each up to the greatest. `spare` is room that calls can share.
template <class Row, class KeyOf>
void counting_sort(std::vector<Row>& rows, std::vector<Row>& spare, KeyOf key_of) {
    std::size_t keys = 0;
    for (const Row& row : rows) {
        keys = std::max(keys, std::size_t{key_of(row)} + 1);
    }
    std::vector<std::uint32_t> place(keys + 1, 0);
    for (const Row& row : rows) {
        ++place[std::size_t{key_of(row)} + 1];
    }
    for (std::size_t key = 1; key <= keys; ++key) {
        place[key] += place[key - 1];
    }
    spare.resize(rows.size());
    for (const Row& row : rows) {
        spare[place[key_of(row)]++] = row;
    }
    rows.swap(spare);
}

}  // namespace shouxin
