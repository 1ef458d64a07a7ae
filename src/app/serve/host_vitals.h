// port::Vitals: this process on this machine, and the file system of its data. Thread-safe.
#pragma once

#include "port/vitals.h"

#include <string>

namespace shouxin::app {

class HostVitals final : public port::Vitals {
public:
    explicit HostVitals(std::string folder) : folder_(std::move(folder)) {}

    [[nodiscard]] port::VitalSigns now() const override;
    [[nodiscard]] port::HostLimits limits() const override;
    [[nodiscard]] std::uint64_t data_bytes() const override;

private:
    std::string folder_;
};

}  // namespace shouxin::app
