// The ledger's folder: files by their path inside it, written through, replaced, and made durable
// together. Locked against a second program. For one thread, but for reading.
#pragma once

#include "base/result.h"
#include "store/files/descriptor.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::store {

class LedgerFolder {
public:
    // Made if it isn't there. `conflict` if another program has it open.
    static Result<LedgerFolder> open(const std::string& path);

    [[nodiscard]] std::string path_of(std::string_view name) const;

    // Nothing if there is no such file.
    Result<std::optional<std::string>> read_if_there(
        std::string_view name, std::size_t bytes_max) const;

    // `corrupt` if it isn't there.
    Result<std::string> read(std::string_view name, std::size_t bytes_max) const;

    // Over what was there, with the folders above it. Not durable yet.
    Result<void> write(const std::string& name, std::string_view bytes);

    // All old or all new, and durable.
    Result<void> replace(const std::string& name, std::string_view bytes);

    // All that write() wrote is durable, and the names of the files too.
    Result<void> sync();

    void remove_folder(const std::string& name);

private:
    std::string path_;
    Descriptor folder_;
    Descriptor lock_;
};

// All of the bytes at that place of the file, which errors call `shown`.
Result<void> write_at(
    const Descriptor& file, std::string_view bytes, std::size_t at, const std::string& shown);

}  // namespace shouxin::store
