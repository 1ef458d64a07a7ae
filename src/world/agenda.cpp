#include "world/agenda.h"

#include "base/must.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace shouxin::world {

Agenda::Agenda(Ms start, Ms end)
    : start_(start), end_(end), drained_until_(std::numeric_limits<Ms>::min()) {
    MUST(start < end);
    buckets_.resize(static_cast<std::size_t>((end - start + hour_ms - 1) / hour_ms) + 1);
}

std::size_t Agenda::bucket_of(Ms at) const {
    return at < start_ ? 0 : static_cast<std::size_t>((at - start_) / hour_ms) + 1;
}

std::uint32_t Agenda::type_index(std::string_view type) {
    for (std::uint32_t i = 0; i < types_.size(); ++i) {
        if (types_[i].data() == type.data() || types_[i] == type) {
            return i;
        }
    }
    types_.push_back(type);
    return static_cast<std::uint32_t>(types_.size() - 1);
}

bool Agenda::post(Ms at, std::string_view type, std::string_view fields) {
    at = std::max(at, drained_until_);
    if (at >= end_) {
        return false;
    }
    Bucket& bucket = buckets_[bucket_of(at)];
    MUST(bucket.text.size() + fields.size() < std::numeric_limits<std::uint32_t>::max());
    bucket.entries.push_back(
        {at,
         static_cast<std::uint32_t>(bucket.entries.size()),
         static_cast<std::uint32_t>(bucket.text.size()),
         static_cast<std::uint32_t>(fields.size()),
         type_index(type)});
    bucket.text.append(fields);
    return true;
}

void Agenda::drain(Ms until, Sink& sink) {
    while (next_bucket_ < buckets_.size() &&
           (next_bucket_ == 0 ? start_ : start_ + static_cast<Ms>(next_bucket_) * hour_ms) <=
               until) {
        // Taken out whole: assigning an empty bucket would keep the old one's memory.
        Bucket due = std::move(buckets_[next_bucket_]);
        tell(due, sink);
        drained_until_ = start_ + static_cast<Ms>(next_bucket_) * hour_ms;
        ++next_bucket_;
    }
}

void Agenda::tell(Bucket& bucket, Sink& sink) {
    std::sort(bucket.entries.begin(), bucket.entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.at, a.posted) < std::tie(b.at, b.posted);
    });
    for (const Entry& entry : bucket.entries) {
        line_.assign("{\"type\":\"");
        line_.append(types_[entry.type]);
        line_.append("\",\"id\":\"");
        line_.append(id_prefix_);
        line_.append(std::to_string(told_++));
        line_.append("\",\"at\":\"");
        append_rfc3339(line_, entry.at);
        line_.push_back('"');
        line_.append(bucket.text, entry.offset, entry.length);
        line_.push_back('}');
        sink.event(line_);
    }
}

}  // namespace shouxin::world
