// What happens next? Events are posted for any later time as compact records (record.h) and drained
// in order of time. Hour buckets hold them, so memory follows the work that is open, not the
// length of the market: a record, four bytes of time and one of length. Ties keep the order of
// posting. Not thread-safe.
#pragma once

#include "world/moment.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::world {

// Hears what happens, oldest first.
class AgendaListener {
public:
    virtual ~AgendaListener() = default;

    virtual void happens(Ms at, std::string_view record) = 0;
};

class Agenda {
public:
    // Events before `start` (shops and accounts older than the market's first day) are kept in
    // one bucket of their own; those at or after `end` are refused.
    Agenda(Ms start, Ms end);

    // Time that is already drained can't be changed: such an event happens at once instead.
    // False: past the end, dropped.
    bool post(Ms at, std::string_view record);

    // Tells everything before `until`, oldest first.
    void drain(Ms until, AgendaListener& listener);

    Ms end() const { return end_; }

private:
    struct Entry {
        Ms at;
        std::uint32_t offset;  // of the record in the bucket's bytes
        std::uint32_t length;
    };

    // Each entry: time since the bucket's own (for the first bucket, before it), length, record.
    using Bucket = std::vector<char>;

    std::size_t bucket_of(Ms at) const;
    Ms time_of(std::size_t bucket) const;
    void tell(const Bucket& bucket, std::size_t row, AgendaListener& listener);

    Ms start_;
    Ms end_;
    Ms drained_until_;
    std::size_t next_bucket_ = 0;
    std::vector<Bucket> buckets_;
    std::vector<Entry> due_;  // the index of the bucket that is being told
};

}  // namespace shouxin::world
