// port::Files on the disk of this machine. Thread-safe; each stream belongs to one thread.
#pragma once

#include "port/files.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace shouxin::store {

class DiskFiles final : public port::Files {
public:
    Result<port::Input> open(const std::string& path) override;
    Result<std::string> read_all(const std::string& path, std::size_t bytes_max) override;
    Result<std::unique_ptr<port::OutputFolder>> open_folder(const std::string& path) override;
    Result<std::vector<std::string>> list(const std::string& path) override;
    Result<void> remove(const std::string& path) override;
};

}  // namespace shouxin::store
