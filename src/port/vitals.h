// How much of the machine does this process use, and how much is left? Thread-safe.
#pragma once

#include <cstdint>

namespace shouxin::port {

// What can't be told is 0. Bytes, and nanoseconds of all processors together.
struct VitalSigns {
    std::uint64_t memory = 0;  // resident
    std::int64_t cpu_ns = 0;   // since the process began
    std::uint64_t disk_free = 0;
    std::uint64_t disk_size = 0;
};

struct HostLimits {
    std::uint64_t processors = 1;
    std::uint64_t memory = 0;
};

class Vitals {
public:
    virtual ~Vitals() = default;

    [[nodiscard]] virtual VitalSigns now() const = 0;

    [[nodiscard]] virtual HostLimits limits() const = 0;

    // Bytes of the files in the data folder. Takes its time.
    [[nodiscard]] virtual std::uint64_t data_bytes() const = 0;
};

}  // namespace shouxin::port
