#include "store/files/segment_table.h"

#include "base/must.h"

#include <algorithm>
#include <utility>

namespace shouxin::store {

SegmentTable::SegmentTable(std::vector<Segment> segments, std::uint64_t next_number)
    : segments_(std::move(segments)), next_number_(next_number) {
    MUST(!segments_.empty());
}

void SegmentTable::grew(std::uint64_t bytes, std::uint64_t next_number) {
    const std::scoped_lock lock(mutex_);
    segments_.back().bytes = bytes;
    next_number_ = next_number;
}

void SegmentTable::began(Segment segment) {
    const std::scoped_lock lock(mutex_);
    segments_.push_back(segment);
}

void SegmentTable::forgot_oldest() {
    const std::scoped_lock lock(mutex_);
    MUST(segments_.size() > 1);
    segments_.erase(segments_.begin());
}

std::uint64_t SegmentTable::next_number() const {
    const std::scoped_lock lock(mutex_);
    return next_number_;
}

std::uint64_t SegmentTable::bytes() const {
    const std::scoped_lock lock(mutex_);
    std::uint64_t sum = 0;
    for (const Segment& segment : segments_) {
        sum += segment.bytes;
    }
    return sum;
}

Segment SegmentTable::oldest() const {
    const std::scoped_lock lock(mutex_);
    return segments_.front();
}

Segment SegmentTable::newest() const {
    const std::scoped_lock lock(mutex_);
    return segments_.back();
}

std::optional<Segment> SegmentTable::holding(std::uint64_t number) const {
    const std::scoped_lock lock(mutex_);
    const auto behind = std::ranges::upper_bound(segments_, number, {}, &Segment::first);
    if (behind == segments_.begin()) {
        return std::nullopt;
    }
    return *std::prev(behind);
}

std::optional<Segment> SegmentTable::after(std::uint64_t first) const {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::upper_bound(segments_, first, {}, &Segment::first);
    if (found == segments_.end()) {
        return std::nullopt;
    }
    return *found;
}

}  // namespace shouxin::store
