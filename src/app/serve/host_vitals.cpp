#include "app/serve/host_vitals.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace shouxin::app {
namespace {

std::uint64_t page_bytes() {
    return static_cast<std::uint64_t>(std::max(sysconf(_SC_PAGESIZE), 1L));
}

// The second number of /proc/self/statm: pages that are resident.
std::uint64_t resident() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t pages = 0;
    statm >> size >> pages;
    return pages * page_bytes();
}

std::int64_t processor_ns() {
    timespec spent{};
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) != 0) {
        return 0;
    }
    return std::int64_t{spent.tv_sec} * 1'000'000'000 + spent.tv_nsec;
}

}  // namespace

port::VitalSigns HostVitals::now() const {
    port::VitalSigns signs{.memory = resident(), .cpu_ns = processor_ns()};

    struct statvfs disk {};

    if (::statvfs(folder_.c_str(), &disk) == 0) {
        signs.disk_free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
        signs.disk_size = std::uint64_t{disk.f_blocks} * disk.f_frsize;
    }
    return signs;
}

port::HostLimits HostVitals::limits() const {
    const long pages = std::max(sysconf(_SC_PHYS_PAGES), 0L);
    return {
        .processors = std::max(1U, std::thread::hardware_concurrency()),
        .memory = static_cast<std::uint64_t>(pages) * page_bytes()};
}

// Files come and go meanwhile: what can't be looked at isn't counted.
std::uint64_t HostVitals::data_bytes() const {
    namespace fs = std::filesystem;
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code gone;
        const std::uint64_t size = at->is_regular_file(gone) ? at->file_size(gone) : 0;
        bytes += gone ? 0 : size;
    }
    return bytes;
}

}  // namespace shouxin::app
