#include "store/files/disk_files.h"

#include "store/files/file_source.h"
#include "store/files/output_folder.h"

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

}  // namespace shouxin::store
