#include "store/files/descriptor.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace shouxin::store {
namespace {

Failure failure_of(int number) {
    switch (number) {
        case ENOENT:
            return Failure::not_found;
        case EACCES:
        case EPERM:
        case EROFS:
            return Failure::forbidden;
        case EISDIR:
        case ENOTDIR:
        case ENAMETOOLONG:
        case ELOOP:
            return Failure::invalid;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return Failure::exhausted;
        default:
            return Failure::unavailable;
    }
}

std::string reason_of(int number) {
    switch (number) {
        case ENOENT:
            return "there is no such file or folder";
        case EACCES:
        case EPERM:
            return "permission denied";
        case EISDIR:
            return "it is a folder";
        case ENOTDIR:
            return "something on the way there is not a folder";
        case ENOSPC:
            return "the disk is full";
        case EDQUOT:
            return "the disk quota is used up";
        case EFBIG:
            return "the file would grow past its limit";
        case EINTR:
            return "interrupted";
        default:
            return std::generic_category().message(number);
    }
}

}  // namespace

int Descriptor::close() {
    const int number = std::exchange(number_, -1);
    if (number <= STDERR_FILENO) {
        return 0;
    }
    return ::close(number) == 0 ? 0 : errno;
}

Error error_of(int number, std::string_view attempt, const std::string& path) {
    return {failure_of(number), fmt::format("can't {} {}: {}", attempt, path, reason_of(number))};
}

}  // namespace shouxin::store
