#include "runtime/read_ahead.h"

#include <algorithm>
#include <utility>

namespace shouxin::runtime {

ReadAhead::ReadAhead(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), thread_([this] { fill_blocks(); }) {}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ReadAhead::fill_blocks() {
    for (bool more = true; more;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || filled_ - emptied_ < blocks; });
        if (stopping_) {
            return;
        }
        Block& block = blocks_[filled_ % blocks];
        lock.unlock();
        more = fill(block);
        lock.lock();
        ++filled_;
        ended_ = !more;
        lock.unlock();
        changed_.notify_all();
    }
}

bool ReadAhead::fill(Block& block) {
    block.length = 0;
    while (block.length < block.bytes.size()) {
        const Result<std::size_t> got = source_->read(std::span(block.bytes).subspan(block.length));
        if (!got) {
            error_ = got.error();
        }
        if (!got || *got == 0) {
            return false;
        }
        block.length += *got;
    }
    return true;
}

Result<std::size_t> ReadAhead::read(std::span<char> into) {
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ || filled_ > emptied_; });
        if (filled_ == emptied_) {
            if (error_) {
                return tl::unexpected(*std::exchange(error_, std::nullopt));
            }
            return 0;
        }
        lock.unlock();
        const Block& block = blocks_[emptied_ % blocks];
        const std::size_t length = std::min(into.size(), block.length - taken_);
        std::copy_n(block.bytes.data() + taken_, length, into.data());
        taken_ += length;
        if (taken_ == block.length) {
            taken_ = 0;
            lock.lock();
            ++emptied_;
            lock.unlock();
            changed_.notify_all();
        }
        if (length > 0) {
            return length;
        }
    }
}

}  // namespace shouxin::runtime
