#include "signal/surprise.h"

#include "base/counting_sort.h"
#include "base/portable_math.h"
#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <functional>

namespace shouxin::signal {

std::int16_t surprise(double found, double expected) {
    if (found <= 0.0 || found <= expected) {
        return 0;
    }
    const double chance = std::max(expected, constants::surprise_floor);
    return clamped(100.0 * (found * portable_log(found / chance) - (found - chance)));
}

namespace {

// The end of the run of rows from `first` that agree with it in `same`.
template <class Same>
std::size_t run_end(std::span<const GroupRow> rows, std::size_t first, Same same) {
    std::size_t end = first + 1;
    while (end < rows.size() && same(rows[first], rows[end])) {
        ++end;
    }
    return end;
}

// Counts the different accounts of one run of rows after another.
class AccountCounter {
public:
    explicit AccountCounter(std::span<const GroupRow> rows) {
        for (const GroupRow& row : rows) {
            if (row.account >= run_of_.size()) {
                run_of_.resize(std::size_t{row.account} + 1, 0);
            }
        }
    }

    std::uint32_t distinct(std::span<const GroupRow> run) {
        if (run.size() == 1) {
            return 1;
        }
        ++run_;
        std::uint32_t different = 0;
        for (const GroupRow& row : run) {
            different += run_of_[row.account] != run_ ? 1 : 0;
            run_of_[row.account] = run_;
        }
        return different;
    }

private:
    std::vector<std::uint32_t> run_of_;  // the run that an account was last counted in
    std::uint32_t run_ = 0;
};

}  // namespace

KeyShares count_shares(std::vector<GroupRow>& rows, std::uint32_t keys) {
    KeyShares shares{std::vector<std::uint32_t>(keys, 0), 0};
    std::vector<GroupRow> spare;
    counting_sort(rows, spare, std::mem_fn(&GroupRow::key));
    AccountCounter accounts(rows);
    for (std::size_t i = 0; i < rows.size();) {
        const std::size_t end =
            run_end(rows, i, [](const auto& a, const auto& b) { return a.key == b.key; });
        shares.accounts_by_key[rows[i].key] =
            accounts.distinct(std::span(rows).subspan(i, end - i));
        i = end;
    }
    shares.accounts = accounts.distinct(rows);
    return shares;
}

void for_each_finding(
    std::vector<GroupRow>& rows,
    const KeyShares& shares,
    const std::function<void(const GroupFinding&)>& found) {
    std::vector<GroupRow> spare;
    counting_sort(rows, spare, std::mem_fn(&GroupRow::key));
    counting_sort(rows, spare, std::mem_fn(&GroupRow::group));
    AccountCounter accounts(rows);
    const std::span<const GroupRow> sorted = rows;
    for (std::size_t i = 0; i < sorted.size();) {
        const std::size_t group_end =
            run_end(sorted, i, [](const auto& a, const auto& b) { return a.group == b.group; });
        const std::uint32_t size = accounts.distinct(sorted.subspan(i, group_end - i));
        while (i < group_end) {
            const std::size_t end =
                run_end(sorted.first(group_end), i, [](const auto& a, const auto& b) {
                    return a.key == b.key;
                });
            const std::uint32_t with_key = accounts.distinct(sorted.subspan(i, end - i));
            const double outside = shares.accounts_by_key[sorted[i].key] - with_key + 0.5;
            const double share = outside / (shares.accounts - size + 1.0);
            const std::int16_t level = surprise(with_key - 1.0, (size - 1.0) * share);
            for (; i < end; ++i) {
                found({sorted[i].order, sorted[i].group, size, with_key, level});
            }
        }
    }
}

}  // namespace shouxin::signal
