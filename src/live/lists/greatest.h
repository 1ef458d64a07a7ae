// Which rows are the greatest of many, in order? Keeps at most twice as many as are asked for. A
// plain value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace shouxin::live {

class Greatest {
public:
    // By key, and by index where the keys are equal.
    using Row = std::pair<std::int64_t, std::uint32_t>;

    // REQUIRES: many > 0.
    explicit Greatest(std::size_t many) : many_(many) {}

    void add(const Row& row) {
        if (!full_ || row > least_) {
            rows_.push_back(row);
            if (rows_.size() == 2 * many_) {
                thin();
            }
        }
    }

    // The greatest first.
    [[nodiscard]] std::vector<Row> take() {
        if (rows_.size() > many_) {
            thin();
        }
        std::ranges::sort(rows_, std::ranges::greater{});
        return std::move(rows_);
    }

private:
    void thin() {
        const auto last = rows_.begin() + static_cast<std::ptrdiff_t>(many_) - 1;
        std::ranges::nth_element(rows_, last, std::ranges::greater{});
        least_ = *last;
        full_ = true;
        rows_.resize(many_);
    }

    std::size_t many_;
    std::vector<Row> rows_;
    Row least_;
    bool full_ = false;  // what isn't above `least_` is of no interest
};

}  // namespace shouxin::live
