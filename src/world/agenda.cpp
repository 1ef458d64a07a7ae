#include "world/agenda.h"

#include "base/must.h"
#include "world/record.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace shouxin::world {
namespace {

// Doubling would leave a third of the memory of open work unused.
void append(std::vector<char>& bytes, std::string_view more) {
    if (bytes.size() + more.size() > bytes.capacity()) {
        bytes.reserve(bytes.size() + more.size() + bytes.size() / 4 + 64);
    }
    bytes.insert(bytes.end(), more.begin(), more.end());
}

}  // namespace

Agenda::Agenda(Ms start, Ms end)
    : start_(start), end_(end), drained_until_(std::numeric_limits<Ms>::min()) {
    MUST(start < end);
    buckets_.resize(static_cast<std::size_t>((end - start + hour_ms - 1) / hour_ms) + 1);
}

std::size_t Agenda::bucket_of(Ms at) const {
    return at < start_ ? 0 : static_cast<std::size_t>((at - start_) / hour_ms) + 1;
}

// What an entry's time counts from: upwards, or downwards from the start for the first bucket.
Ms Agenda::time_of(std::size_t bucket) const {
    return bucket == 0 ? start_ : start_ + static_cast<Ms>(bucket - 1) * hour_ms;
}

bool Agenda::post(Ms at, std::string_view record) {
    at = std::max(at, drained_until_);
    if (at >= end_) {
        return false;
    }
    const std::size_t row = bucket_of(at);
    Bucket& bucket = buckets_[row];
    MUST(bucket.size() + record.size() + 32 < std::numeric_limits<std::uint32_t>::max());
    RecordWriter head;
    head.put(row == 0 ? start_ - at : at - time_of(row));
    head.put(record.size());
    append(bucket, head.bytes());
    append(bucket, record);
    return true;
}

void Agenda::drain(Ms until, AgendaListener& listener) {
    while (next_bucket_ < buckets_.size() &&
           (next_bucket_ == 0 ? start_ : start_ + static_cast<Ms>(next_bucket_) * hour_ms) <=
               until) {
        // Taken out whole, so that its memory goes with it.
        const Bucket due = std::move(buckets_[next_bucket_]);
        tell(due, next_bucket_, listener);
        drained_until_ = start_ + static_cast<Ms>(next_bucket_) * hour_ms;
        ++next_bucket_;
    }
}

void Agenda::tell(const Bucket& bucket, std::size_t row, AgendaListener& listener) {
    const std::string_view bytes(bucket.data(), bucket.size());
    const Ms base = time_of(row);
    due_.clear();
    for (std::size_t at = 0; at < bytes.size();) {
        RecordReader reader(bytes.substr(at));
        const auto apart = static_cast<Ms>(reader.number());
        const auto length = static_cast<std::uint32_t>(reader.number());
        const auto offset = static_cast<std::uint32_t>(bytes.size() - reader.left());
        due_.push_back({row == 0 ? base - apart : base + apart, offset, length});
        at = offset + length;
    }
    std::sort(due_.begin(), due_.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.at, a.offset) < std::tie(b.at, b.offset);
    });
    for (const Entry& entry : due_) {
        listener.happens(entry.at, bytes.substr(entry.offset, entry.length));
    }
}

}  // namespace shouxin::world
