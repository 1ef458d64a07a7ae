// One file, whole or not at all: its name is given only once everything is written.
#pragma once

#include "base/result.h"
#include "port/files.h"

#include <memory>
#include <string>

namespace shouxin::cli {

// `write(ByteSink&)` gives a Result<void>. The folder above is made if it isn't there.
template <class Write>
Result<void> write_file(port::Files& files, const std::string& path, Write write) {
    const std::size_t slash = path.rfind('/');
    const bool here = slash == std::string::npos;
    const std::string name = path.substr(here ? 0 : slash + 1);
    if (name.empty()) {
        return fail(Failure::invalid, "'" + path + "' names no file; add its name");
    }
    TRY(const std::unique_ptr<port::OutputFolder> folder,
        files.open_folder(here ? "." : path.substr(0, slash + 1)));
    TRY(ByteSink* const sink, folder->create(name));
    TRY_DONE(write(*sink));
    return folder->commit();
}

}  // namespace shouxin::cli
