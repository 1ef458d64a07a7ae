#include "signal/surprise.h"

#include "base/distinct.h"
#include "base/portable_math.h"
#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <tuple>

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
std::size_t run_end(const std::vector<GroupRow>& rows, std::size_t first, Same same) {
    std::size_t end = first + 1;
    while (end < rows.size() && same(rows[first], rows[end])) {
        ++end;
    }
    return end;
}

std::uint32_t distinct_accounts(std::span<const GroupRow> sorted) {
    std::uint32_t distinct = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        distinct += i == 0 || sorted[i].account != sorted[i - 1].account ? 1 : 0;
    }
    return distinct;
}

std::uint32_t group_size(std::span<const GroupRow> rows, std::vector<std::uint32_t>& scratch) {
    scratch.clear();
    for (const GroupRow& row : rows) {
        scratch.push_back(row.account);
    }
    return static_cast<std::uint32_t>(make_distinct(scratch));
}

}  // namespace

KeyShares count_shares(std::vector<GroupRow>& rows, std::uint32_t keys) {
    KeyShares shares{std::vector<std::uint32_t>(keys, 0), 0};
    std::ranges::sort(rows, {}, [](const GroupRow& row) { return std::tie(row.key, row.account); });
    for (std::size_t i = 0; i < rows.size();) {
        const std::size_t end =
            run_end(rows, i, [](const auto& a, const auto& b) { return a.key == b.key; });
        shares.accounts_by_key[rows[i].key] =
            distinct_accounts(std::span(rows).subspan(i, end - i));
        i = end;
    }
    std::vector<std::uint32_t> scratch;
    shares.accounts = group_size(rows, scratch);
    return shares;
}

void for_each_finding(
    std::vector<GroupRow>& rows,
    const KeyShares& shares,
    const std::function<void(const GroupFinding&)>& found) {
    std::ranges::sort(rows, {}, [](const GroupRow& row) {
        return std::tie(row.group, row.key, row.account, row.order);
    });
    std::vector<std::uint32_t> scratch;
    for (std::size_t i = 0; i < rows.size();) {
        const std::size_t group_end =
            run_end(rows, i, [](const auto& a, const auto& b) { return a.group == b.group; });
        const std::uint32_t size = group_size(std::span(rows).subspan(i, group_end - i), scratch);
        while (i < group_end) {
            const std::size_t end = run_end(rows, i, [](const auto& a, const auto& b) {
                return a.group == b.group && a.key == b.key;
            });
            const std::uint32_t with_key = distinct_accounts(std::span(rows).subspan(i, end - i));
            const double outside = shares.accounts_by_key[rows[i].key] - with_key + 0.5;
            const double share = outside / (shares.accounts - size + 1.0);
            const std::int16_t level = surprise(with_key - 1.0, (size - 1.0) * share);
            for (; i < end; ++i) {
                found({rows[i].order, rows[i].group, size, with_key, level});
            }
        }
    }
}

}  // namespace shouxin::signal
