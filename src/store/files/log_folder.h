// What does the log ask of a disk? Files written at an offset and synced, in one folder. Made real
// here; tests make one that fails and forgets what wasn't synced. Different files, and sync() with
// write_at() of one file, may be used from different threads.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::store {

class LogFile {
public:
    virtual ~LogFile() = default;

    // Fills a prefix of `into`: all of it, unless the file ends before.
    virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) = 0;

    // Writes a prefix of `bytes`, at least one byte. `exhausted` when the disk is full.
    virtual Result<std::size_t> write_at(std::uint64_t offset, std::string_view bytes) = 0;

    // What is behind `size` goes, and what was reserved there.
    virtual Result<void> truncate(std::uint64_t size) = 0;

    // What was written before the call is durable. After an error nobody knows what is.
    virtual Result<void> sync() = 0;

    virtual Result<std::uint64_t> size() = 0;
};

class LogFolder {
public:
    virtual ~LogFolder() = default;

    // For error messages.
    [[nodiscard]] virtual std::string path_of(const std::string& name) const = 0;

    virtual Result<std::vector<std::string>> names() = 0;

    // Empty; what had the name is gone.
    virtual Result<std::unique_ptr<LogFile>> create(const std::string& name) = 0;
    virtual Result<std::unique_ptr<LogFile>> open(const std::string& name) = 0;
    virtual Result<void> remove(const std::string& name) = 0;

    // Which names there are is durable.
    virtual Result<void> sync() = 0;
};

// Makes the folder if it isn't there, and locks it as long as the object lives. `conflict` if
// another process has it: the sentence says which. One object a folder and process: the lock is
// POSIX's (fcntl), which a forked child doesn't hold, and which any closing of it here would free.
Result<std::unique_ptr<LogFolder>> open_log_folder(const std::string& path);

}  // namespace shouxin::store
