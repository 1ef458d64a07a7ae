#include "store/files/ledger_folder.h"

#include "store/files/file_source.h"

#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace shouxin::store {
namespace {

constexpr mode_t owner_writes = 0644;

tl::unexpected<Error> failed(std::string_view attempt, const std::string& path) {
    return tl::unexpected(error_of(errno, attempt, path));
}

Result<void> make_folder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    return error ? tl::unexpected(error_of(error.value(), "make the folder", path))
                 : Result<void>{};
}

Result<void> put(const std::string& path, std::string_view bytes, bool durable) {
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_writes));
    if (!file.open()) {
        return failed("write", path);
    }
    TRY_DONE(write_at(file, bytes, 0, path));
    if (durable && ::fsync(file.number()) != 0) {
        return failed("sync", path);
    }
    return {};
}

}  // namespace

Result<void> write_at(
    const Descriptor& file, std::string_view bytes, std::size_t at, const std::string& shown) {
    while (!bytes.empty()) {
        const ssize_t length =
            ::pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (length >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(length));
            at += static_cast<std::size_t>(length);
        } else if (errno != EINTR) {
            return failed("write", shown);
        }
    }
    return {};
}

Result<LedgerFolder> LedgerFolder::open(const std::string& path) {
    TRY_DONE(make_folder(path));
    LedgerFolder folder;
    folder.path_ = path;
    folder.folder_ = Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::string lock = folder.path_of("lock");
    folder.lock_ = Descriptor(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_writes));
    if (!folder.folder_.open() || !folder.lock_.open()) {
        return failed("open", lock);
    }
    if (::flock(folder.lock_.number(), LOCK_EX | LOCK_NB) != 0) {
        return fail(
            Failure::conflict,
            fmt::format("the ledger in {} is in use by another program; stop that first", path));
    }
    return folder;
}

std::string LedgerFolder::path_of(std::string_view name) const {
    return fmt::format("{}/{}", path_, name);
}

Result<std::optional<std::string>> LedgerFolder::read_if_there(
    std::string_view name, std::size_t bytes_max) const {
    auto bytes = read_whole(path_of(name), bytes_max);
    if (!bytes && bytes.error().failure == Failure::not_found) {
        return std::nullopt;
    }
    return std::move(bytes).map([](std::string read) { return std::optional(std::move(read)); });
}

Result<std::string> LedgerFolder::read(std::string_view name, std::size_t bytes_max) const {
    TRY(std::optional<std::string> bytes, read_if_there(name, bytes_max));
    if (!bytes) {
        return fail(
            Failure::corrupt,
            fmt::format("{} is missing; restore the ledger from a copy", path_of(name)));
    }
    return *std::move(bytes);
}

Result<void> LedgerFolder::write(const std::string& name, std::string_view bytes) {
    const std::string path = path_of(name);
    if (auto done = put(path, bytes, false); done || done.error().failure != Failure::not_found) {
        return done;
    }
    TRY_DONE(make_folder(path.substr(0, path.rfind('/'))));
    return put(path, bytes, false);
}

Result<void> LedgerFolder::replace(const std::string& name, std::string_view bytes) {
    const std::string path = path_of(name);
    const std::string made = path + ".new";
    TRY_DONE(put(made, bytes, true));
    if (::rename(made.c_str(), path.c_str()) != 0) {
        return failed("replace", path);
    }
    return ::fsync(folder_.number()) == 0 ? Result<void>{} : failed("sync", path_);
}

Result<void> LedgerFolder::sync() {
    return ::syncfs(folder_.number()) == 0 ? Result<void>{} : failed("sync", path_);
}

void LedgerFolder::remove_folder(const std::string& name) {
    std::error_code ignored;  // what stays is only not needed
    std::filesystem::remove_all(path_of(name), ignored);
}

}  // namespace shouxin::store
