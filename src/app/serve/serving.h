// cli::Serving with the real world: what `shouxin serve` and `shouxin explain` do.
#pragma once

#include "cli/serving.h"
#include "port/machine.h"
#include "service/config/config.h"
#include "store/files/disk_files.h"

#include <string>

namespace shouxin::app {

class Serving final : public cli::Serving {
public:
    Serving(store::DiskFiles& files, port::Machine& machine) : files_(files), machine_(machine) {}

    Result<cli::Exit> serve(const cli::ServeWish& wish) override;
    Result<cli::Exit> explain(const std::string& folder, const std::string& decision) override;

private:
    Result<service::Config> config_of(const cli::ServeWish& wish);

    store::DiskFiles& files_;
    port::Machine& machine_;
};

}  // namespace shouxin::app
