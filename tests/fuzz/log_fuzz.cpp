// libFuzzer: whatever bytes a segment holds, opening the log ends in a sentence or in records that
// are numbered without a gap, whole, and the same when it is opened again.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find. The first byte says what is done to the rest: whether checksums are set right,
// without which nothing but bad checksums would ever be seen.
#include "base/must.h"
#include "store/files/crc32c.h"
#include "store/files/event_log.h"
#include "store/files/faulty_disk_test.h"
#include "store/files/log_format.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::store {
namespace {

void put_checksum(char* at, std::string_view of) {
    const std::uint32_t checksum = crc32c(of);
    std::memcpy(at, &checksum, sizeof checksum);
}

void mend_header(std::string& bytes) {
    constexpr std::size_t summed = segment_header_bytes - sizeof(std::uint32_t);
    if (bytes.size() >= segment_header_bytes) {
        put_checksum(bytes.data() + summed, {bytes.data(), summed});
    }
}

void mend_frames(std::string& bytes) {
    std::size_t at = segment_header_bytes;
    while (at + frame_header_bytes <= bytes.size()) {
        const std::size_t whole = frame_header_bytes + decode_frame({bytes.data() + at}).length;
        if (whole > bytes.size() - at) {
            return;
        }
        put_checksum(bytes.data() + at, {bytes.data() + at + 4, whole - 4});
        at += whole;
    }
}

std::vector<std::string> records_of(FileEventLog& log) {
    std::vector<std::string> payloads;
    auto reader = log.read(log.first_number());
    MUST(reader.has_value());
    port::LogRecord record;
    std::uint64_t number = log.first_number();
    for (auto found = (*reader)->next(record); *found; found = (*reader)->next(record)) {
        MUST(record.number == number++);
        payloads.push_back(record.payload);
    }
    MUST(number == log.next_number());
    return payloads;
}

void check(std::string bytes) {
    FaultyDisk disk(1);
    const auto folder = disk.folder();
    MUST(folder->create(segment_name(1)).has_value());
    disk.bytes_of(segment_name(1)) = std::move(bytes);
    auto log = FileEventLog::open(disk.folder());
    if (!log) {
        MUST(!log.error().message.empty());
        return;
    }
    const auto records = records_of(**log);
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = records.size() > 2;
    MUST(!canary);
#endif
    const port::NewRecord more{.payload = "more"};
    MUST((*log)->append({&more, 1}) == records.size() + 1);
    log->reset();
    log = FileEventLog::open(disk.folder());
    MUST(log.has_value() && (*log)->torn_bytes() == 0);
    auto again = records_of(**log);
    MUST(again.back() == "more");
    again.pop_back();
    MUST(again == records);
}

}  // namespace
}  // namespace shouxin::store

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if ((data[0] & 1) != 0) {
        shouxin::store::mend_header(bytes);
    }
    if ((data[0] & 2) != 0) {
        shouxin::store::mend_frames(bytes);
    }
    shouxin::store::check(std::move(bytes));
    return 0;
}
