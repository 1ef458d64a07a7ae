// The files of a ledger as an auditor reads them, and the list of what is wrong. For one thread.
#pragma once

#include "base/result.h"
#include "port/files.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::runtime {

class LedgerFiles {
public:
    LedgerFiles(port::Files& files, std::string folder)
        : files_(files), folder_(std::move(folder)) {}

    [[nodiscard]] std::string path_of(std::string_view name) const {
        return fmt::format("{}/{}", folder_, name);
    }

    [[nodiscard]] Result<std::string> read(std::string_view name) const {
        constexpr std::size_t bytes_max = std::size_t{1} << 30;
        return files_.read_all(path_of(name), bytes_max);
    }

    // Nothing if it isn't there.
    [[nodiscard]] Result<std::optional<std::string>> read_if_there(std::string_view name) const {
        auto bytes = read(name);
        if (!bytes && bytes.error().failure == Failure::not_found) {
            return std::nullopt;
        }
        return std::move(bytes).map([](std::string all) { return std::optional(std::move(all)); });
    }

private:
    port::Files& files_;
    std::string folder_;
};

}  // namespace shouxin::runtime
