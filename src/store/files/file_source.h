// Reads a file, or standard input, as a stream of bytes. Each stream belongs to one thread.
#pragma once

#include "base/result.h"
#include "port/files.h"

#include <cstddef>
#include <string>

namespace shouxin::store {

// "-" is standard input. Fails, with a sentence that names `path`, for what isn't there, may
// not be read, or is a folder.
Result<port::Input> open_source(const std::string& path);

// A whole file of at most `bytes_max`; `invalid` if it is longer.
Result<std::string> read_whole(const std::string& path, std::size_t bytes_max);

}  // namespace shouxin::store
