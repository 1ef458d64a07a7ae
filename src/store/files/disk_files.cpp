#include "store/files/disk_files.h"

#include "store/files/descriptor.h"
#include "store/files/file_source.h"
#include "store/files/output_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace shouxin::store {

Result<port::Input> DiskFiles::open(const std::string& path) {
    return open_source(path);
}

Result<std::string> DiskFiles::read_all(const std::string& path, std::size_t bytes_max) {
    return read_whole(path, bytes_max);
}

Result<std::unique_ptr<port::OutputFolder>> DiskFiles::open_folder(const std::string& path) {
    return open_output_folder(path);
}

Result<std::vector<std::string>> DiskFiles::list(const std::string& path) {
    namespace fs = std::filesystem;
    std::vector<std::string> names;
    std::error_code error;
    if (!fs::exists(path, error)) {
        return names;
    }
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error)) {
            names.push_back(entry->path().filename().string());
        }
    }
    if (error) {
        return tl::unexpected(error_of(error.value(), "list the folder", path));
    }
    std::ranges::sort(names);
    return names;
}

Result<void> DiskFiles::remove(const std::string& path) {
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error) {
        return tl::unexpected(error_of(error.value(), "remove", path));
    }
    return {};
}

}  // namespace shouxin::store
