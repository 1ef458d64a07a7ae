// What do we ask of a file system? To read inputs as streams, and to leave a folder of results
// that is either all new or all as it was. Made real in store/files; tests make their own.
// Thread-safe where each stream is used by one thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::port {

struct Input {
    std::unique_ptr<ByteSource> bytes;
    std::optional<std::uint64_t> size;  // what isn't a plain file doesn't know
};

// A folder of results being made. What is written stays under temporary names until commit();
// without it, the temporary files go with this object and the folder is as it was.
class OutputFolder {
public:
    virtual ~OutputFolder() = default;

    // The sink lives as long as the folder. `name` has no slash; one name, one sink.
    virtual Result<ByteSink*> create(std::string_view name) = 0;

    enum class Survives : std::uint8_t { program, machine };

    // Every file gets its name, over what had it before; it survives the program's end, or the
    // machine's.
    virtual Result<void> commit(Survives survives) = 0;

    Result<void> commit() { return commit(Survives::program); }
};

class Files {
public:
    virtual ~Files() = default;

    // "-" is standard input. An error for a folder, or for what isn't there or may not be read.
    virtual Result<Input> open(const std::string& path) = 0;

    // A whole file of at most `bytes_max`; longer is an error.
    virtual Result<std::string> read_all(const std::string& path, std::size_t bytes_max) = 0;

    // The folder is made if it isn't there.
    virtual Result<std::unique_ptr<OutputFolder>> open_folder(const std::string& path) = 0;

    // Names of the plain files in a folder, sorted; none if there is no such folder.
    virtual Result<std::vector<std::string>> list(const std::string& path) = 0;

    // Nothing, if it isn't there.
    virtual Result<void> remove(const std::string& path) = 0;
};

}  // namespace shouxin::port
