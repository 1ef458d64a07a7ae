// What is left of the log after the program ended, however it ended? Finds the segments, checks how
// they join, and cuts a torn end off the last one.
#pragma once

#include "base/result.h"
#include "store/files/log_folder.h"
#include "store/files/segment_table.h"

#include <cstdint>
#include <vector>

namespace shouxin::store {

struct RecoveredLog {
    std::vector<Segment> segments;  // oldest first; all bytes of the last are whole groups
    std::uint64_t next_number = 1;
    std::uint64_t torn_bytes = 0;  // that were cut off: never acknowledged
};

// What is recovered is durable on return. A bad record is a torn end if no record behind it was
// written after the bad one had been synced (each record carries how far the log was synced then):
// that was never acknowledged. Otherwise, and for a segment that is missing or shorter than its
// successor says, `corrupt` with file and offset; then nothing was changed. Only the headers of the
// older segments are looked at; their records are checked when they are read.
Result<RecoveredLog> recover_log(LogFolder& folder);

}  // namespace shouxin::store
