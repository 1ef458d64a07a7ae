#include "runtime/live/writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace shouxin::runtime {
namespace {

const Error stopped{Failure::unavailable, "the server is stopping: send this again in a moment"};

const Error behind{
    Failure::exhausted,
    "too much waits to be written: send this again in a second, or more slowly"};

constexpr std::int64_t due_tick_ms = 10;  // while much is to be reconsidered

}  // namespace

Writer::Writer(
    live::State& state,
    port::EventLog& log,
    const port::Clock& clock,
    Follower& follower,
    Options options)
    : state_(state), log_(log), clock_(clock), follower_(follower), options_(options) {
    syncer_ = std::thread([this] { run_sync(); });
    thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
    stop();
}

Result<void> Writer::submit(Submission& submission) {
    const std::size_t bytes = submission.bytes().size();
    const std::lock_guard lock(mutex_);
    if (stopping_ || failure_) {
        return tl::unexpected(failure_.value_or(stopped));
    }
    const bool full = waiting_.size() >= options_.waiting_max ||
                      (waiting_bytes_ > 0 && waiting_bytes_ + bytes > options_.waiting_bytes_max);
    if (full || follower_.is_behind()) {
        ++figures_.refused;
        return tl::unexpected(behind);
    }
    waiting_bytes_ += bytes;
    waiting_.push_back(std::move(submission));
    if (waiting_.size() == 1) {
        changed_.notify_one();
    }
    return {};
}

void Writer::ask(Question question) {
    const std::lock_guard lock(mutex_);
    questions_.push_back(std::move(question));
    changed_.notify_one();
}

void Writer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
    {
        const std::lock_guard lock(sync_mutex_);
        sync_stopping_ = true;
        sync_changed_.notify_all();
    }
    if (syncer_.joinable()) {
        syncer_.join();
    }
}

std::optional<Error> Writer::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

Writer::Figures Writer::figures() const {
    const std::lock_guard lock(mutex_);
    Figures figures = figures_;
    figures.waiting = waiting_.size();
    figures.waiting_bytes = waiting_bytes_;
    return figures;
}

void Writer::run() {
    Group group;
    std::vector<Question> questions;
    while (take(group, questions, is_due() ? due_tick_ms : options_.tick_ms)) {
        for (Question& question : questions) {
            question(state_);
        }
        questions.clear();
        if (group.empty() && is_due()) {
            group.push_back(
                {.kind = model::RecordKind::tick,
                 .delivery = {},
                 .payload = " ",
                 .waiter = nullptr});
        }
        if (group.empty()) {
            follower_.end_group();  // what is due because time went by
        } else {
            write(group);
            group.clear();
        }
    }
}

// Whether something must be done although nobody asks.
bool Writer::is_due() const {
    return state_.next_due_ms() <= clock_.now_ms() && !follower_.is_behind();
}

// Waits until there is something to do, or for a tick; false when all is done.
bool Writer::take(Group& group, std::vector<Question>& questions, std::int64_t tick_ms) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(tick_ms), [this] {
        return stopping_ || !waiting_.empty() || !questions_.empty();
    });
    std::swap(questions, questions_);
    if (waiting_.empty()) {
        return !stopping_;
    }
    std::size_t bytes = 0;
    std::size_t many = 0;
    while (many < waiting_.size() && (many == 0 || bytes < options_.group_bytes_max)) {
        bytes += waiting_[many++].bytes().size();
    }
    if (many == waiting_.size()) {
        std::swap(group, waiting_);
    } else {
        const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(many);
        group.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
        waiting_.erase(waiting_.begin(), end);
    }
    waiting_bytes_ -= bytes;
    return true;
}

void Writer::write(Group& group) {
    if (const std::optional<Error> failed = failure()) {
        refuse(group, *failed);
        return;
    }
    const std::int64_t at_ms = std::max(clock_.now_ms(), state_.at_ms());
    const Result<std::uint64_t> first = append(group, at_ms);
    if (!first) {
        const bool as_it_was = first.error().failure == Failure::exhausted ||
                               first.error().failure == Failure::invalid;
        if (!as_it_was) {
            fail_for_good(first.error());
        }
        refuse(group, first.error());
        return;
    }
    begin_sync();
    step(group, *first, at_ms);
    if (const Result<void> synced = end_sync(); !synced) {
        fail_for_good(synced.error());
        refuse(group, synced.error());
        return;
    }
    answer(group);
}

Result<std::uint64_t> Writer::append(const Group& group, std::int64_t at_ms) {
    records_.clear();
    for (const Submission& submission : group) {
        records_.push_back({submission.kind, at_ms, submission.bytes()});
    }
    return log_.append(records_);
}

void Writer::step(Group& group, std::uint64_t first, std::int64_t at_ms) {
    effects_.clear();
    for (std::size_t i = 0; i < group.size(); ++i) {
        const bool read = group[i].payload.empty();
        Result<live::Effects> effects = state_.step(
            {first + i,
             group[i].kind,
             at_ms,
             group[i].bytes(),
             read ? &group[i].delivery : nullptr});
        if (!effects) {  // it can't be stepped on any more, though the log is sound
            fail_for_good(effects.error());
            return;
        }
        if (effects->takes_epoch) {
            follower_.take_epoch(state_, first + i);
        }
        effects_.push_back(std::move(*effects));
    }
}

void Writer::answer(Group& group) {
    for (std::size_t i = 0; i < effects_.size(); ++i) {
        if (group[i].waiter) {
            group[i].waiter->done(effects_[i]);
        }
    }
    if (effects_.size() < group.size()) {
        refuse(group, failure().value_or(stopped));
    }
    for (live::Effects& effects : effects_) {
        follower_.follow(std::move(effects));
    }
    const std::size_t records = effects_.size();
    effects_.clear();
    follower_.end_group();
    const std::lock_guard lock(mutex_);
    ++figures_.groups;
    figures_.records += records;
}

// Those that weren't told anything yet.
void Writer::refuse(Group& group, const Error& error) {
    for (std::size_t i = effects_.size(); i < group.size(); ++i) {
        if (group[i].waiter) {
            group[i].waiter->failed(error);
        }
    }
    follower_.end_group();
}

void Writer::fail_for_good(const Error& error) {
    effects_.clear();
    const std::lock_guard lock(mutex_);
    failure_ = error;
}

void Writer::begin_sync() {
    const std::lock_guard lock(sync_mutex_);
    synced_.reset();
    sync_wanted_ = true;
    sync_changed_.notify_all();
}

Result<void> Writer::end_sync() {
    std::unique_lock lock(sync_mutex_);
    sync_changed_.wait(lock, [this] { return synced_.has_value(); });
    return *std::move(synced_);
}

void Writer::run_sync() {
    std::unique_lock lock(sync_mutex_);
    while (!sync_stopping_) {
        if (!sync_wanted_) {
            sync_changed_.wait(lock);
            continue;
        }
        sync_wanted_ = false;
        lock.unlock();
        const std::int64_t begin = clock_.steady_ns();
        Result<void> synced = log_.sync();
        const std::int64_t took = clock_.steady_ns() - begin;
        syncs_.add(took / 1000);
        {
            const std::lock_guard figures_lock(mutex_);
            figures_.last_sync_ns = took;
        }
        lock.lock();
        synced_ = std::move(synced);
        sync_changed_.notify_all();
    }
}

}  // namespace shouxin::runtime
