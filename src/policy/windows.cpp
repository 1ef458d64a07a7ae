#include "policy/windows.h"

#include "base/must.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace shouxin::policy {
namespace {

// A key's amount in one part, so that the sum of all parts fits 64 bits.
constexpr std::int64_t amount_max = std::int64_t{1} << 40;
constexpr std::uint64_t version = 1;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

template <class T>
void put(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

template <class T>
Result<T> take(std::string_view& bytes) {
    T value{};
    if (bytes.size() < sizeof value) {
        return fail(Failure::corrupt, "the saved windows of the policy end too early");
    }
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
}

std::uint64_t pair_of(std::uint32_t key, std::uint32_t thing) {
    return std::uint64_t{thing} << 32 | key;
}

std::uint64_t key_of_pair(std::uint64_t pair) {
    return pair & 0xffffffff;
}

}  // namespace

RunningWindow::RunningWindow(const WindowSpec& spec, std::size_t entries_max)
    : spec_(spec),
      entries_max_(entries_max),
      part_ms_((spec.over_s * 1000 + window_parts - 1) / window_parts) {}

std::int64_t RunningWindow::part_of(std::int64_t at_ms) const {
    return floor_divide(at_ms, part_ms_);
}

std::size_t RunningWindow::place_of(std::int64_t part) const {
    constexpr std::int64_t many = window_parts + 1;
    return static_cast<std::size_t>((part % many + many) % many);
}

void RunningWindow::advance(std::int64_t at_ms) {
    const std::int64_t part = part_of(at_ms);
    if (!begun_) {
        begun_ = true;
        newest_ = part;
        oldest_ = part - window_parts;
    }
    if (part <= newest_) {
        return;
    }
    while (oldest_ <= newest_ && oldest_ < part - window_parts) {
        forget_oldest();
    }
    newest_ = part;
    oldest_ = std::max(oldest_, part - window_parts);
}

void RunningWindow::step(const WindowOrder& order, std::int64_t at_ms) {
    advance(at_ms);
    const std::int64_t part = part_of(at_ms);
    const std::uint32_t key = order.keys[static_cast<std::size_t>(spec_.by)];
    if (key == no_key || part < oldest_) {
        return;
    }
    if (spec_.aggregate == Aggregate::distinct) {
        const std::uint32_t thing = order.keys[static_cast<std::size_t>(spec_.distinct)];
        if (thing != no_key) {
            add_pair(pair_of(key, thing), part);
        }
    } else if (spec_.aggregate == Aggregate::sum) {
        add(key, order.summands[static_cast<std::size_t>(spec_.summand)], part);
    } else {
        add(key, 1, part);
    }
}

void RunningWindow::add(std::uint64_t key, std::int64_t amount, std::int64_t part) {
    RunningTable::Row* const row = totals_.find(key);
    if (row != nullptr && row->part == part) {
        std::int64_t& so_far = parts_[place_of(part)][row->entry].amount;
        const std::int64_t more = std::clamp(sum_of(so_far, amount), -amount_max, amount_max);
        row->total += more - so_far;
        so_far = more;
    } else if (make_room()) {
        enter({key, std::clamp(amount, -amount_max, amount_max)}, part);
    }
}

void RunningWindow::enter(const Entry& entry, std::int64_t part) {
    RunningTable::Row& row = totals_[entry.key];
    Part& entries = parts_[place_of(part)];
    if (row.entries == 0 || part > row.part) {
        row.part = part;
        row.entry = static_cast<std::uint32_t>(entries.size());
    }
    ++row.entries;
    row.total += entry.amount;
    entries.push_back(entry);
    ++entries_;
}

void RunningWindow::add_pair(std::uint64_t pair, std::int64_t part) {
    const RunningTable::Row* const row = pairs_.find(pair);
    const bool already = row != nullptr && part <= row->part;
    if (!already && make_room()) {
        enter_pair({pair, 0}, part);
    }
}

void RunningWindow::enter_pair(const Entry& entry, std::int64_t part) {
    RunningTable::Row& row = pairs_[entry.key];
    row.part = part;
    if (++row.entries == 1) {
        RunningTable::Row& total = totals_[key_of_pair(entry.key)];
        ++total.entries;
        ++total.total;
    }
    parts_[place_of(part)].push_back(entry);
    ++entries_;
}

// Whether there is place for one more; for it the oldest parts go, but not the one that runs.
bool RunningWindow::make_room() {
    while (entries_ >= entries_max_ && oldest_ < newest_) {
        forget_oldest();
    }
    return entries_ < entries_max_;
}

void RunningWindow::forget_oldest() {
    Part gone;
    gone.swap(parts_[place_of(oldest_)]);
    entries_ -= gone.size();
    ++oldest_;
    for (const Entry& entry : gone) {
        if (spec_.aggregate != Aggregate::distinct) {
            forget(totals_, entry.key, entry.amount);
            continue;
        }
        const bool last = pairs_.find(entry.key)->entries == 1;
        forget(pairs_, entry.key, 0);
        if (last) {
            forget(totals_, key_of_pair(entry.key), 1);
        }
    }
}

void RunningWindow::forget(RunningTable& table, std::uint64_t key, std::int64_t amount) {
    RunningTable::Row& row = *table.find(key);
    if (row.entries == 1) {
        table.erase(key);
    } else {
        --row.entries;
        row.total -= amount;
    }
}

void RunningWindow::become(RunningWindow&& other) {
    const std::size_t bound = entries_max_;
    *this = std::move(other);
    entries_max_ = bound;
    while (entries_ > entries_max_ && oldest_ < newest_) {
        forget_oldest();
    }
}

std::int64_t RunningWindow::value(std::uint32_t key) const {
    const RunningTable::Row* const row = totals_.find(key);
    return row == nullptr ? 0 : row->total;
}

std::size_t RunningWindow::bytes() const {
    std::size_t sum = totals_.bytes() + pairs_.bytes();
    for (const Part& part : parts_) {
        sum += part.capacity() * sizeof(Entry);
    }
    return sum;
}

void RunningWindow::save(std::string& bytes) const {
    put(bytes, std::uint64_t{begun_ ? 1U : 0U});
    put(bytes, oldest_);
    put(bytes, newest_);
    for (std::int64_t part = oldest_; begun_ && part <= newest_; ++part) {
        const Part& entries = parts_[place_of(part)];
        put(bytes, std::uint64_t{entries.size()});
        for (const Entry& entry : entries) {
            put(bytes, entry.key);
            put(bytes, entry.amount);
        }
    }
}

Result<void> RunningWindow::load(std::string_view& bytes) {
    TRY(const auto begun, take<std::uint64_t>(bytes));
    TRY(oldest_, take<std::int64_t>(bytes));
    TRY(newest_, take<std::int64_t>(bytes));
    constexpr std::int64_t furthest = std::int64_t{1} << 62;
    if (begun > 1 || oldest_ > newest_ || oldest_ < -furthest || newest_ > furthest ||
        newest_ - oldest_ > window_parts) {
        return fail(Failure::corrupt, "the saved windows of the policy have no possible time");
    }
    begun_ = begun == 1;
    for (std::int64_t part = oldest_; begun_ && part <= newest_; ++part) {
        TRY_DONE(load_part(bytes, part));
    }
    return {};
}

Result<void> RunningWindow::load_part(std::string_view& bytes, std::int64_t part) {
    TRY(const auto many, take<std::uint64_t>(bytes));
    if (many > Windows::entries_max - entries_) {
        return fail(Failure::corrupt, "the saved windows of the policy hold more than they can");
    }
    for (std::uint64_t i = 0; i < many; ++i) {
        Entry entry;
        TRY(entry.key, take<std::uint64_t>(bytes));
        TRY(entry.amount, take<std::int64_t>(bytes));
        if (entry.amount > amount_max || entry.amount < -amount_max) {
            return fail(Failure::corrupt, "the saved windows of the policy hold too much");
        }
        spec_.aggregate == Aggregate::distinct ? enter_pair(entry, part) : enter(entry, part);
    }
    return {};
}

Windows::Windows(const WindowSet& windows, std::size_t entries)
    : entries_each_(entries / std::max<std::size_t>(windows.all().size(), 1)) {
    MUST(entries <= entries_max);
    for (const Window& window : windows.all()) {
        running_.emplace_back(window.spec, entries_each_);
    }
}

void Windows::step(const WindowOrder& order, std::int64_t at_ms) {
    for (RunningWindow& window : running_) {
        window.step(order, at_ms);
    }
}

void Windows::advance(std::int64_t at_ms) {
    for (RunningWindow& window : running_) {
        window.advance(at_ms);
    }
}

std::size_t Windows::bytes() const {
    std::size_t sum = 0;
    for (const RunningWindow& window : running_) {
        sum += window.bytes();
    }
    return sum;
}

void Windows::take_over(Windows&& old) {
    for (RunningWindow& window : running_) {
        const auto same =
            std::find_if(old.running_.begin(), old.running_.end(), [&](const RunningWindow& one) {
                return one.spec() == window.spec();
            });
        if (same != old.running_.end()) {
            window.become(std::move(*same));
        }
    }
}

void Windows::save(std::string& bytes) const {
    put(bytes, version);
    put(bytes, std::uint64_t{running_.size()});
    for (const RunningWindow& window : running_) {
        const std::string spec = to_text(window.spec());
        put(bytes, std::uint64_t{spec.size()});
        bytes += spec;
        window.save(bytes);
    }
}

Result<void> Windows::load(std::string_view bytes) {
    TRY(const auto written_by, take<std::uint64_t>(bytes));
    TRY(const auto many, take<std::uint64_t>(bytes));
    if (written_by != version || many != running_.size()) {
        return fail(Failure::corrupt, "the saved windows are another policy's");
    }
    for (RunningWindow& window : running_) {
        TRY(const auto length, take<std::uint64_t>(bytes));
        const std::string spec = to_text(window.spec());
        if (length != spec.size() || !bytes.starts_with(spec)) {
            return fail(Failure::corrupt, "the saved windows are another policy's");
        }
        bytes.remove_prefix(spec.size());
        window = RunningWindow(window.spec(), entries_each_);
        TRY_DONE(window.load(bytes));
    }
    if (!bytes.empty()) {
        return fail(Failure::corrupt, "something follows the saved windows of the policy");
    }
    return {};
}

}  // namespace shouxin::policy
