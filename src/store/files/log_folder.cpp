#include "store/files/log_folder.h"

#include "store/files/descriptor.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;

constexpr mode_t file_mode = 0600;
constexpr std::uint64_t reserve_bytes = std::uint64_t{8} << 20;
constexpr const char* lock_name = "lock";

// Calls again what a signal interrupted.
template <class Call>
auto retried(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) {
        result = call();
    }
    return result;
}

Result<void> done_or(int result, std::string_view attempt, const std::string& path) {
    if (result != 0) {
        return tl::unexpected<Error>(error_of(errno, attempt, path));
    }
    return {};
}

Result<Descriptor> open_path(const std::string& path, int flags) {
    Descriptor file(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, file_mode); }));
    if (!file.open()) {
        return tl::unexpected<Error>(error_of(errno, "open", path));
    }
    return file;
}

class DiskLogFile final : public LogFile {
public:
    DiskLogFile(Descriptor file, std::string path)
        : file_(std::move(file)), path_(std::move(path)) {}

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) override {
        std::size_t filled = 0;
        while (filled < into.size()) {
            const auto count = retried([&] {
                return ::pread(
                    file_.number(),
                    into.data() + filled,
                    into.size() - filled,
                    static_cast<off_t>(offset + filled));
            });
            if (count < 0) {
                return tl::unexpected<Error>(error_of(errno, "read", path_));
            }
            if (count == 0) {
                break;
            }
            filled += static_cast<std::size_t>(count);
        }
        return filled;
    }

    Result<std::size_t> write_at(std::uint64_t offset, std::string_view bytes) override {
        reserve(offset + bytes.size());
        const auto count = retried([&] {
            return ::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        });
        if (count <= 0) {
            const int number = count == 0 ? ENOSPC : errno;
            return tl::unexpected<Error>(error_of(number, "write", path_));
        }
        return static_cast<std::size_t>(count);
    }

    Result<void> truncate(std::uint64_t size) override {
        reserved_ = 0;
        return done_or(
            retried([&] { return ::ftruncate(file_.number(), static_cast<off_t>(size)); }),
            "shorten",
            path_);
    }

    Result<void> sync() override { return done_or(::fdatasync(file_.number()), "sync", path_); }

    Result<std::uint64_t> size() override {
        struct stat status {};

        TRY_DONE(done_or(::fstat(file_.number(), &status), "look at", path_));
        return static_cast<std::uint64_t>(status.st_size);
    }

private:
    // Blocks ahead of the end, so that most syncs needn't allocate. Only a help: where it can't be
    // done, the write itself says what is wrong.
    void reserve(std::uint64_t end) {
        if (end <= reserved_) {
            return;
        }
        const std::uint64_t length = (end / reserve_bytes + 1) * reserve_bytes;
        ::fallocate(file_.number(), FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(length));
        reserved_ = length;
    }

    Descriptor file_;
    std::string path_;
    std::uint64_t reserved_ = 0;
};

class DiskLogFolder final : public LogFolder {
public:
    DiskLogFolder(fs::path path, Descriptor folder, Descriptor lock)
        : path_(std::move(path)), folder_(std::move(folder)), lock_(std::move(lock)) {}

    [[nodiscard]] std::string path_of(const std::string& name) const override {
        return (path_ / name).string();
    }

    Result<std::vector<std::string>> names() override {
        std::vector<std::string> names;
        std::error_code error;
        for (fs::directory_iterator at(path_, error), end; !error && at != end;
             at.increment(error)) {
            names.push_back(at->path().filename().string());
        }
        if (error) {
            return tl::unexpected<Error>(error_of(error.value(), "list", path_.string()));
        }
        std::ranges::sort(names);
        return names;
    }

    Result<std::unique_ptr<LogFile>> create(const std::string& name) override {
        return file(name, O_RDWR | O_CREAT | O_TRUNC);
    }

    Result<std::unique_ptr<LogFile>> open(const std::string& name) override {
        return file(name, O_RDWR);
    }

    Result<void> remove(const std::string& name) override {
        const std::string path = path_of(name);
        return done_or(::unlink(path.c_str()), "remove", path);
    }

    Result<void> sync() override {
        return done_or(::fsync(folder_.number()), "sync", path_.string());
    }

private:
    Result<std::unique_ptr<LogFile>> file(const std::string& name, int flags) {
        const std::string path = path_of(name);
        TRY(auto opened, open_path(path, flags));
        return std::make_unique<DiskLogFile>(std::move(opened), path);
    }

    fs::path path_;
    Descriptor folder_;
    Descriptor lock_;
};

Result<Descriptor> lock_of(const std::string& folder) {
    TRY(auto lock, open_path((fs::path(folder) / lock_name).string(), O_RDWR | O_CREAT));

    struct flock whole {};

    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(lock.number(), F_SETLK, &whole) == 0) {
        return lock;
    }
    if (errno != EACCES && errno != EAGAIN) {
        return tl::unexpected<Error>(error_of(errno, "lock", folder));
    }
    ::fcntl(lock.number(), F_GETLK, &whole);
    return fail(
        Failure::conflict,
        fmt::format(
            "process {} has the log {} open: stop it, or choose another folder",
            whole.l_pid,
            folder));
}

}  // namespace

Result<std::unique_ptr<LogFolder>> open_log_folder(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) {
        return tl::unexpected<Error>(error_of(error.value(), "make the folder", path));
    }
    TRY(auto folder, open_path(path, O_RDONLY | O_DIRECTORY));
    TRY(auto lock, lock_of(path));
    return std::make_unique<DiskLogFolder>(path, std::move(folder), std::move(lock));
}

}  // namespace shouxin::store
