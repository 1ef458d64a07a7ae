#include "runtime/chunk_threads.h"

#include <algorithm>
#include <utility>

namespace shouxin::runtime {

ChunkThreads::ChunkThreads(
    std::vector<Source> sources,
    HashKey key,
    const model::Names& names,
    std::size_t helpers,
    std::function<bool()> go_on)
    : parser_(key, names), key_(key), names_(names), go_on_(std::move(go_on)) {
    const std::size_t places = helpers == 0 ? 1 : sources.size() > helpers ? 2 : helpers + 2;
    for (Source& source : sources) {
        inputs_.push_back(std::make_unique<Input>(std::move(source), places));
    }
    for (std::size_t i = 0; i < helpers; ++i) {
        helpers_.emplace_back([this] { help(); });
    }
}

ChunkThreads::~ChunkThreads() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& helper : helpers_) {
        helper.join();
    }
}

void ChunkThreads::next(std::size_t input, intake::Chunk& into) {
    if (!go_on_()) {
        into = {};
        into.last = true;
        return;
    }
    Input& wanted = *inputs_[input];
    std::unique_lock lock(mutex_);
    Place& place = wanted.place(wanted.handed);
    while (place.state != State::ready) {
        if (const std::optional<Task> task = task_for_asker(wanted)) {
            do_task(*task, parser_, lock);
        } else if (beside_ == Beside::waiting) {
            do_beside(lock);
        } else {
            changed_.wait(lock);
        }
    }
    std::swap(place.chunk, into);
    place.state = State::empty;
    ++wanted.handed;
    changed_.notify_all();
}

void ChunkThreads::beside(std::function<void()> work) {
    if (helpers_.empty()) {
        work();
        return;
    }
    std::unique_lock lock(mutex_);
    finish(lock);
    work_beside_ = std::move(work);
    beside_ = Beside::waiting;
    changed_.notify_all();
}

void ChunkThreads::finish() {
    std::unique_lock lock(mutex_);
    finish(lock);
}

// Helping meanwhile.
void ChunkThreads::finish(std::unique_lock<std::mutex>& lock) {
    while (beside_ != Beside::none) {
        if (beside_ == Beside::waiting) {
            do_beside(lock);
        } else if (const std::optional<Task> task = task_for_helper()) {
            do_task(*task, parser_, lock);
        } else {
            changed_.wait(lock);
        }
    }
}

void ChunkThreads::do_beside(std::unique_lock<std::mutex>& lock) {
    beside_ = Beside::running;
    lock.unlock();
    work_beside_();
    lock.lock();
    beside_ = Beside::none;
    changed_.notify_all();
}

void ChunkThreads::help() {
    intake::ChunkParser parser(key_, names_);
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (beside_ == Beside::waiting) {
            do_beside(lock);  // first: all the rest waits for it
        } else if (const std::optional<Task> task = task_for_helper()) {
            do_task(*task, parser, lock);
        } else {
            changed_.wait(lock);
        }
    }
}

// The oldest chunk that was cut and not taken up.
ChunkThreads::Place* ChunkThreads::unparsed(Input& input) {
    for (std::uint64_t number = input.handed; number < input.cut; ++number) {
        if (input.place(number).state == State::cut) {
            return &input.place(number);
        }
    }
    return nullptr;
}

// Of the inputs, the one that has least ready.
std::optional<ChunkThreads::Task> ChunkThreads::task_for_helper() {
    Input* shortest = nullptr;
    for (const std::unique_ptr<Input>& input : inputs_) {
        if (Place* const place = unparsed(*input)) {
            return Task{input.get(), place};
        }
        if (!input->may_wait && input->has_room() &&
            (shortest == nullptr ||
             input->cut - input->handed < shortest->cut - shortest->handed)) {
            shortest = input.get();
        }
    }
    return shortest == nullptr ? std::nullopt : std::optional(Task{shortest, nullptr});
}

// First what was asked for; while another is at that, whatever helps.
std::optional<ChunkThreads::Task> ChunkThreads::task_for_asker(Input& wanted) {
    const bool helped = !helpers_.empty();
    if (wanted.may_wait && helped && wanted.has_room()) {
        return Task{&wanted, nullptr};  // nobody else may, and they can parse meanwhile
    }
    if (Place* const place = unparsed(wanted)) {
        return Task{&wanted, place};
    }
    if (wanted.has_room()) {
        return Task{&wanted, nullptr};
    }
    return helped ? task_for_helper() : std::nullopt;
}

void ChunkThreads::do_task(
    const Task& task, intake::ChunkParser& parser, std::unique_lock<std::mutex>& lock) {
    Input& input = *task.input;
    Place* place = task.place;
    if (place == nullptr) {
        place = &input.place(input.cut);
        input.cutting = true;
        lock.unlock();
        input.cutter.cut(place->chunk);
        lock.lock();
        input.cutting = false;
        input.ended = place->chunk.last;
        ++input.cut;
        place->state = State::cut;
        changed_.notify_all();
        if (input.may_wait && !helpers_.empty()) {
            return;
        }
    }
    place->state = State::parsing;
    lock.unlock();
    parser.parse(place->chunk);
    lock.lock();
    place->state = State::ready;
    changed_.notify_all();
}

}  // namespace shouxin::runtime
