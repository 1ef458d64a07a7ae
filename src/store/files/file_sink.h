// Writes a file through a buffer. Each sink belongs to one thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "store/files/descriptor.h"

#include <memory>
#include <string>
#include <string_view>

namespace shouxin::store {

class FileSink final : public ByteSink {
public:
    // Into an open file, which errors name as `shown`.
    FileSink(Descriptor file, std::string shown);

    // Opens `path`, emptied or new. Errors name the file as `shown`.
    static Result<std::unique_ptr<FileSink>> open(const std::string& path, std::string shown);

    // An error, `exhausted` for a full disk, comes again at every later call.
    Result<void> write(std::string_view bytes) override;

    // Writes what is left in the buffer, and closes. Nothing may be written afterwards.
    Result<void> finish();

    // The same, and what was written survives the machine's end.
    Result<void> finish_durably();

private:
    Result<void> flush();
    Result<void> write_through(std::string_view bytes);

    Descriptor file_;
    std::string shown_;
    std::string buffer_;
    int error_ = 0;  // errno of what failed first
};

}  // namespace shouxin::store
