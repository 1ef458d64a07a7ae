#include "store/files/file_source.h"

#include "store/files/descriptor.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace shouxin::store {
namespace {

class FileSource final : public ByteSource {
public:
    FileSource(Descriptor file, std::string path)
        : file_(std::move(file)), path_(std::move(path)) {}

    // A signal ends the wait: who sent it wants this process to stop.
    Result<std::size_t> read(std::span<char> into) override {
        const ssize_t length = ::read(file_.number(), into.data(), into.size());
        if (length < 0) {
            return tl::unexpected(error_of(errno, "read", path_));
        }
        return static_cast<std::size_t>(length);
    }

private:
    Descriptor file_;
    std::string path_;
};

Result<Descriptor> open_to_read(const std::string& path) {
    if (path == "-") {
        return Descriptor(STDIN_FILENO);
    }
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.open()) {
        return tl::unexpected(error_of(errno, "read", path));
    }
    return file;
}

}  // namespace

Result<port::Input> open_source(const std::string& path) {
    const std::string shown = path == "-" ? "standard input" : path;
    TRY(Descriptor file, open_to_read(path));

    struct stat about {};

    if (fstat(file.number(), &about) != 0) {
        return tl::unexpected(error_of(errno, "read", shown));
    }
    if (S_ISDIR(about.st_mode)) {
        return tl::unexpected(error_of(EISDIR, "read", shown));
    }
    port::Input input;
    if (S_ISREG(about.st_mode)) {
        input.size = static_cast<std::uint64_t>(about.st_size);
        posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);  // only a hint: may fail
    }
    input.bytes = std::make_unique<FileSource>(std::move(file), shown);
    return input;
}

Result<std::string> read_whole(const std::string& path, std::size_t bytes_max) {
    TRY(const port::Input input, open_source(path));
    std::string whole;
    std::size_t length = 0;
    while (length <= bytes_max) {
        whole.resize(std::min(std::max<std::size_t>(2 * length, 65536), bytes_max + 1));
        TRY(const std::size_t more, input.bytes->read(std::span(whole).subspan(length)));
        length += more;
        if (more == 0) {
            whole.resize(length);
            return whole;
        }
    }
    return fail(
        Failure::invalid,
        fmt::format("{} is too long: at most {} bytes are read of it", path, bytes_max));
}

}  // namespace shouxin::store
