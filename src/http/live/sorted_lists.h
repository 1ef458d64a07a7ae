// Which order did a list have when its first page was shown? Probabilities change while somebody
// pages; so a list that is sorted is kept as it was, the newest few of them and of each the
// greatest rows. Who pages on behind them gets the next ones sorted. Used by the writer's thread
// alone.
#pragma once

#include "live/lists/greatest.h"
#include "live/lists/selection.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace shouxin::http {

struct SortedList {
    live::Selection wanted;
    std::uint64_t generation = 0;  // whose indices they are
    std::uint64_t record = 0;      // at which it was sorted; with the serial its name
    std::uint64_t serial = 0;
    std::uint32_t of = 0;  // rows that there were when its first page was shown
    std::vector<live::Greatest::Row> rows;
};

class SortedLists {
public:
    static constexpr std::size_t kept_max = 32;
    static constexpr std::size_t rows_max = 10'000;  // of each

    const SortedList& keep(SortedList list) {
        list.serial = ++last_;
        lists_.push_back(std::move(list));
        if (lists_.size() > kept_max) {
            lists_.pop_front();
        }
        return lists_.back();
    }

    // Null if it is kept no longer. Until the next keep().
    [[nodiscard]] const SortedList* find(std::uint64_t record, std::uint64_t serial) const {
        for (const SortedList& list : lists_) {
            if (list.record == record && list.serial == serial) {
                return &list;
            }
        }
        return nullptr;
    }

private:
    std::deque<SortedList> lists_;
    std::uint64_t last_ = 0;
};

}  // namespace shouxin::http
