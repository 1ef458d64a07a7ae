// Which segments does the log have, and how far are they written? What the writer tells its
// readers. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace shouxin::store {

struct Segment {
    std::uint64_t first = 0;  // number of its first record
    std::uint64_t bytes = 0;  // of it that are whole groups
};

class SegmentTable {
public:
    // REQUIRES: at least one; oldest first. The last is written.
    SegmentTable(std::vector<Segment> segments, std::uint64_t next_number);

    // The last segment has grown by whole groups.
    void grew(std::uint64_t bytes, std::uint64_t next_number);

    // A new segment follows.
    void began(Segment segment);

    // The oldest segment is gone. REQUIRES: more than one.
    void forgot_oldest();

    [[nodiscard]] std::uint64_t next_number() const;
    [[nodiscard]] std::uint64_t bytes() const;
    [[nodiscard]] Segment oldest() const;
    [[nodiscard]] Segment newest() const;

    // The segment that has, or will have, this number; nullopt if it is gone.
    [[nodiscard]] std::optional<Segment> holding(std::uint64_t number) const;

    // The oldest segment that begins behind `first`; nullopt if that was the newest.
    [[nodiscard]] std::optional<Segment> after(std::uint64_t first) const;

private:
    mutable std::mutex mutex_;
    std::vector<Segment> segments_;
    std::uint64_t next_number_;
};

}  // namespace shouxin::store
