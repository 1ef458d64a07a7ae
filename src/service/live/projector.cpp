#include "service/live/projector.h"

#include "service/live/tables.h"
#include "service/outbox/alerts.h"
#include "service/outbox/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::string_view name = "records";
constexpr std::int64_t ns_a_ms = 1'000'000;
constexpr std::size_t append_bytes_max = std::size_t{16}
                                         << 20;  // of leaves; the ledger's is 64 MiB

// The ledger ends where the record's leaves begin, or among them, if they were too many to be
// appended at once.
Result<void> check_place(const live::Effects& effects, std::uint64_t size) {
    const auto add = [](std::size_t sum, const std::string& leaf) { return sum + leaf.size(); };
    const auto bytes = [&] {
        return std::accumulate(effects.leaves.begin(), effects.leaves.end(), std::size_t{0}, add);
    };
    const bool among = size > effects.first_leaf &&
                       size < effects.first_leaf + effects.leaves.size() &&
                       bytes() > append_bytes_max;
    if (size != effects.first_leaf && !among) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "record {} makes leaf {}, but the ledger ends at {}: this ledger isn't the log's, "
                "restore both from one copy",
                effects.record,
                effects.first_leaf,
                size));
    }
    return {};
}

// What can be looked up anew once `rows`, which follow from the record, are written.
void count(const live::Effects& effects, std::span<const port::Change> rows, Changed& changed) {
    for (const port::Change& row : rows) {
        changed.add(row);
    }
    const auto admitted = std::ranges::count(effects.admitted, true);
    changed.add(Topic::events, static_cast<std::uint64_t>(admitted));
    if (effects.epoch != 0) {
        changed.begin_epoch(effects.epoch);
    }
}

// What an effect weighs while it waits, in leaves.
std::size_t weight_of(const live::Effects& effects) {
    constexpr std::size_t leaf_bytes = 512;
    return effects.leaves.size() + effects.rejects.size() / leaf_bytes;
}

}  // namespace

Projector::Projector(
    port::Ledger& ledger,
    port::Records& records,
    const port::Clock& clock,
    proof::SigningKey key,
    std::vector<Endpoint> endpoints,
    Options options,
    std::function<void(std::string_view)> told)
    : ledger_(ledger),
      records_(records),
      clock_(clock),
      key_(std::move(key)),
      endpoints_(std::move(endpoints)),
      options_(options),
      told_(std::move(told)) {}

Projector::~Projector() {
    stop();
}

Result<std::uint64_t> Projector::open() {
    TRY(records_number_, progress_of(records_, name));
    ledger_number_ = ledger_.head().log_number;
    reached_ = std::min(records_number_, ledger_number_);
    thread_ = std::thread([this] { run(); });
    return reached_;
}

void Projector::follow(live::Effects effects) {
    const std::lock_guard lock(mutex_);
    waiting_leaves_ += weight_of(effects);
    waiting_.push_back(std::move(effects));
    if (waiting_.size() == 1) {
        changed_.notify_all();
    }
}

bool Projector::is_behind() const {
    const std::lock_guard lock(mutex_);
    return waiting_leaves_ > options_.leaves_max || waiting_.size() > options_.records_max;
}

std::uint64_t Projector::reached() const {
    const std::lock_guard lock(mutex_);
    return reached_;
}

std::size_t Projector::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void Projector::when_reached(std::uint64_t record, UniqueFunction<void()> then) {
    {
        const std::lock_guard lock(mutex_);
        if (reached_ < record && !stopping_) {
            later_.push_back({record, std::move(then)});
            changed_.notify_all();
            return;
        }
    }
    then();
}

void Projector::when_signed(std::uint64_t leaf, UniqueFunction<void()> then) {
    {
        const std::lock_guard lock(mutex_);
        if (signed_size_ <= leaf && !stopping_) {
            until_signed_.push_back({leaf + 1, std::move(then)});
            changed_.notify_all();
            return;
        }
    }
    then();
}

void Projector::tell_changes(std::uint64_t record, Tell then) {
    const std::lock_guard lock(mutex_);
    told_behind_ = record;
    tell_changes_ = std::move(then);
}

void Projector::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Projector::run() {
    std::vector<live::Effects> batch;
    bool troubled = false;
    while (take(batch)) {
        if (batch.empty()) {
            sign_if_due(false);
            continue;
        }
        Result<void> written = write(batch);
        while (!written) {
            if (!std::exchange(troubled, true)) {
                told_(written.error().message);
            }
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) {
                    return;  // it is all in the log
                }
            }
            wait_to_retry();
            written = write(batch);
        }
        if (std::exchange(troubled, false)) {
            told_({});
        }
        arrive(batch.back().record);
        sign_if_due(false);
        batch.clear();
    }
    sign_if_due(true);
}

bool Projector::take(std::vector<live::Effects>& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(options_.retry_ms), [this] {
        return stopping_ || !waiting_.empty() || !until_signed_.empty();
    });
    if (waiting_.empty()) {
        return !stopping_;
    }
    changed_.wait_for(lock, std::chrono::milliseconds(options_.gather_ms), [this] {
        return stopping_ || !later_.empty() || !until_signed_.empty();
    });
    std::size_t leaves = 0;
    std::size_t many = 0;
    while (many < waiting_.size() && leaves < options_.leaves_a_batch) {
        leaves += weight_of(waiting_[many++]);
    }
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(many);
    batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    waiting_leaves_ -= leaves;
    return true;
}

Result<void> Projector::write(const std::vector<live::Effects>& batch) {
    TRY_DONE(append_leaves(batch));
    return write_rows(batch);
}

Result<void> Projector::append_leaves(const std::vector<live::Effects>& batch) {
    const std::uint64_t last = batch.back().record;
    if (last <= ledger_number_) {
        return {};
    }
    std::uint64_t next = ledger_.head().size;
    std::uint64_t complete = ledger_number_;
    std::vector<std::string_view> leaves;
    std::size_t bytes = 0;
    for (const live::Effects& effects : batch) {
        if (effects.record <= ledger_number_) {
            continue;
        }
        TRY_DONE(check_place(effects, next));
        for (std::size_t i = next - effects.first_leaf; i < effects.leaves.size(); ++i, ++next) {
            if (bytes + effects.leaves[i].size() > append_bytes_max) {
                TRY_DONE(ledger_.append(leaves, complete));
                leaves.clear();
                bytes = 0;
            }
            leaves.push_back(effects.leaves[i]);
            bytes += effects.leaves[i].size();
        }
        complete = effects.record;
    }
    TRY_DONE(ledger_.append(leaves, last));
    ledger_number_ = last;
    return {};
}

Result<void> Projector::write_rows(const std::vector<live::Effects>& batch) {
    const std::uint64_t last = batch.back().record;
    if (last <= records_number_) {
        return {};
    }
    std::vector<port::Change> changes;
    Changed changed;
    const std::uint64_t counted_behind = this->counted_behind();
    for (const live::Effects& effects : batch) {
        if (effects.record <= records_number_) {
            continue;
        }
        const std::size_t first = changes.size();
        add_changes(effects, changes);
        for (const live::Transition& transition : effects.transitions) {
            for (port::Change& change : changes_of(transition, endpoints_)) {
                changes.push_back(std::move(change));
            }
        }
        if (effects.alert_closed) {
            TRY_DONE(close_alert(records_, *effects.alert_closed, changes));
        }
        if (effects.record > counted_behind) {
            count(effects, std::span(changes).subspan(first), changed);
        }
    }
    changes.push_back(progress(name, last));
    TRY_DONE(records_.write(changes, port::Durability::soon));
    records_number_ = last;
    changed_rows_ = std::move(changed);
    return {};
}

std::uint64_t Projector::counted_behind() const {
    const std::lock_guard lock(mutex_);
    return tell_changes_ ? told_behind_ : std::numeric_limits<std::uint64_t>::max();
}

void Projector::sign_if_due(bool last) {
    const std::uint64_t size = ledger_.head().size;
    const std::int64_t now = clock_.steady_ns();
    {
        const std::lock_guard lock(mutex_);
        const bool wanted = last || !until_signed_.empty();
        const bool little = size - signed_size_ < options_.checkpoint_little;
        const std::int64_t wait = little ? options_.checkpoint_soon_ms : options_.checkpoint_ms;
        if (size == signed_size_ || (!wanted && now - signed_ns_ < wait * ns_a_ms)) {
            return;
        }
    }
    if (const Result<std::string> checkpoint = ledger_.sign_checkpoint(key_); !checkpoint) {
        told_(checkpoint.error().message);
        wait_to_retry();
        return;
    }
    signed_ns_ = now;
    std::vector<Later> due;
    {
        const std::lock_guard lock(mutex_);
        signed_size_ = size;
        due = take_due(until_signed_, size);
    }
    for (Later& each : due) {
        each.then();
    }
}

void Projector::wait_to_retry() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(
        lock, std::chrono::milliseconds(options_.retry_ms), [this] { return stopping_; });
}

void Projector::arrive(std::uint64_t record) {
    std::vector<Later> due;
    Tell tell;
    {
        const std::lock_guard lock(mutex_);
        reached_ = record;
        due = take_due(later_, record);
        tell = tell_changes_;
    }
    const Changed changed = std::exchange(changed_rows_, {});
    if (tell) {
        tell(record, changed);
    }
    for (Later& each : due) {
        each.then();
    }
}

std::vector<Projector::Later> Projector::take_due(
    std::vector<Later>& later, std::uint64_t reached) {
    const auto due =
        std::ranges::partition(later, [&](const Later& each) { return each.at > reached; });
    std::vector<Later> taken(
        std::make_move_iterator(due.begin()), std::make_move_iterator(due.end()));
    later.erase(due.begin(), due.end());
    return taken;
}

}  // namespace shouxin::service
