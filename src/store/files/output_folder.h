// A folder of results on disk: files get their names all at once, at the end. For one thread.
#pragma once

#include "base/result.h"
#include "port/files.h"

#include <memory>
#include <string>

namespace shouxin::store {

// Makes the folder, and those above it, if it isn't there. Fails if it can't be written.
// Without commit() the folders made here go too.
Result<std::unique_ptr<port::OutputFolder>> open_output_folder(const std::string& path);

}  // namespace shouxin::store
