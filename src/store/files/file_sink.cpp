#include "store/files/file_sink.h"

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <unistd.h>

namespace shouxin::store {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} * 1024;

}  // namespace

FileSink::FileSink(Descriptor file, std::string shown)
    : file_(std::move(file)), shown_(std::move(shown)) {
    buffer_.reserve(buffer_bytes);
}

Result<std::unique_ptr<FileSink>> FileSink::open(const std::string& path, std::string shown) {
    constexpr mode_t readable_by_all = 0666;  // less the umask
    Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable_by_all));
    if (!file.open()) {
        return tl::unexpected(error_of(errno, "write", shown));
    }
    return std::make_unique<FileSink>(std::move(file), std::move(shown));
}

Result<void> FileSink::write(std::string_view bytes) {
    if (buffer_.size() + bytes.size() > buffer_bytes) {
        TRY_DONE(flush());
    }
    if (bytes.size() >= buffer_bytes) {
        return write_through(bytes);
    }
    buffer_ += bytes;
    return {};
}

Result<void> FileSink::finish() {
    TRY_DONE(flush());
    if (const int error = file_.close(); error != 0) {
        return tl::unexpected(error_of(error, "write", shown_));
    }
    return {};
}

Result<void> FileSink::finish_durably() {
    TRY_DONE(flush());
    if (::fsync(file_.number()) != 0) {
        return tl::unexpected(error_of(errno, "write", shown_));
    }
    return finish();
}

Result<void> FileSink::flush() {
    TRY_DONE(write_through(buffer_));
    buffer_.clear();
    return {};
}

Result<void> FileSink::write_through(std::string_view bytes) {
    while (!bytes.empty() && error_ == 0) {
        const ssize_t length = ::write(file_.number(), bytes.data(), bytes.size());
        if (length >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(length));
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
    if (error_ != 0) {
        return tl::unexpected(error_of(error_, "write", shown_));
    }
    return {};
}

}  // namespace shouxin::store
