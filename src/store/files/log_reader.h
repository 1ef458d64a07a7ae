// Reads records from a number on, from one segment to the next, while the writer goes on. Each
// reader is for one thread; folder and table must outlive it.
#pragma once

#include "port/event_log.h"
#include "store/files/frame_reader.h"
#include "store/files/log_folder.h"
#include "store/files/segment_table.h"

#include <cstdint>
#include <memory>

namespace shouxin::store {

// `not_found` if the segments with `from` are gone; next() says the same if they go meanwhile.
// After next() has said false, a later call finds what was appended since.
Result<std::unique_ptr<port::LogReader>> open_log_reader(
    LogFolder& folder, const SegmentTable& table, std::uint64_t from);

}  // namespace shouxin::store
