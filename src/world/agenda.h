// What happens next? Events are posted for any later time and drained in order of time; hour
// buckets hold them as finished text, so memory follows the work that is open, not the length
// of the market. Ties keep the order of posting. Not thread-safe.
#pragma once

#include "world/moment.h"
#include "world/sink.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::world {

class Agenda {
public:
    // Events before `start` (shops and accounts older than the market's first day) are kept in
    // one bucket of their own; those at or after `end` are refused.
    Agenda(Ms start, Ms end);

    // `type` must outlive the agenda; `fields` is the rest of the object after "at", each field
    // with a leading comma. Time that is already drained can't be changed: such an event happens
    // at once instead. False: past the end, dropped.
    bool post(Ms at, std::string_view type, std::string_view fields);

    // Tells everything before `until`, oldest first.
    void drain(Ms until, Sink& sink);

    // Event ids are this, then a running number.
    void set_id_prefix(std::string_view prefix) { id_prefix_ = prefix; }

    std::uint64_t told() const { return told_; }

    Ms end() const { return end_; }

private:
    struct Entry {
        Ms at;
        std::uint32_t posted;
        std::uint32_t offset;
        std::uint32_t length;
        std::uint32_t type;
    };

    struct Bucket {
        std::vector<Entry> entries;
        std::string text;
    };

    std::size_t bucket_of(Ms at) const;
    std::uint32_t type_index(std::string_view type);
    void tell(Bucket& bucket, Sink& sink);

    Ms start_;
    Ms end_;
    Ms drained_until_;
    std::size_t next_bucket_ = 0;
    std::uint64_t told_ = 0;
    std::string id_prefix_ = "e";
    std::string line_;
    std::vector<std::string_view> types_;
    std::vector<Bucket> buckets_;
};

}  // namespace shouxin::world
