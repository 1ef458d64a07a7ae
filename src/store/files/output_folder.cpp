#include "store/files/output_folder.h"

#include "base/must.h"
#include "store/files/descriptor.h"
#include "store/files/file_sink.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;

// Makes `path` and what is missing above it; gives what it made, outermost first.
Result<std::vector<fs::path>> make_folders(const fs::path& path) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path folder = path; !folder.empty() && !fs::exists(folder, error);
         folder = folder.parent_path()) {
        missing.insert(missing.begin(), folder);
    }
    for (const fs::path& folder : missing) {
        if (!fs::create_directory(folder, error) && error) {
            return tl::unexpected(error_of(error.value(), "make the folder", folder.string()));
        }
    }
    return missing;
}

class DiskFolder final : public port::OutputFolder {
public:
    DiskFolder(fs::path path, std::vector<fs::path> made)
        : path_(std::move(path)), made_(std::move(made)) {}

    DiskFolder(const DiskFolder&) = delete;
    DiskFolder& operator=(const DiskFolder&) = delete;

    ~DiskFolder() override {
        for (const File& file : files_) {
            ::unlink(file.temporary.c_str());  // renamed ones aren't there any more
        }
        if (!committed_) {
            for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) {
                ::rmdir(folder->c_str());  // fails, rightly, if somebody else put something in
            }
        }
    }

    Result<ByteSink*> create(std::string_view name) override {
        MUST(!name.empty() && name.find('/') == std::string_view::npos);
        TRY(const fs::path final, plain(path_ / name));
        fs::path temporary = final.parent_path() / fmt::format(".{}.{}.tmp", name, ::getpid());
        ::unlink(temporary.c_str());  // of a killed process that had our number
        TRY(auto sink, FileSink::open(temporary.string(), final.string()));
        files_.push_back({std::move(sink), std::move(temporary), final});
        return files_.back().sink.get();
    }

    // First everything that can fail for want of space, then the names.
    Result<void> commit(Survives survives) override {
        const bool durable = survives == Survives::machine;
        for (const File& file : files_) {
            TRY_DONE(durable ? file.sink->finish_durably() : file.sink->finish());
            std::error_code error;
            if (fs::is_directory(file.final, error)) {
                return tl::unexpected(error_of(EISDIR, "write", file.final.string()));
            }
        }
        for (const File& file : files_) {
            if (std::rename(file.temporary.c_str(), file.final.c_str()) != 0) {
                return tl::unexpected(error_of(errno, "write", file.final.string()));
            }
        }
        files_.clear();
        committed_ = true;
        return durable ? sync_folder() : Result<void>{};
    }

private:
    // Only then do the names survive the machine's end.
    Result<void> sync_folder() {
        const Descriptor folder(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder.open() || ::fsync(folder.number()) != 0) {
            return tl::unexpected(error_of(errno, "write", path_.string()));
        }
        return {};
    }

    // Where a link leads. What is there must not be a device or a pipe: it would be replaced.
    static Result<fs::path> plain(const fs::path& path) {
        std::error_code error;
        fs::path led = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
        const fs::file_status status = fs::status(led, error);
        if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)) {
            return fail(
                Failure::invalid, path.string() + " is no plain file; give the name of one");
        }
        return led;
    }

    struct File {
        std::unique_ptr<FileSink> sink;
        fs::path temporary;
        fs::path final;
    };

    fs::path path_;
    std::vector<fs::path> made_;
    std::vector<File> files_;
    bool committed_ = false;
};

}  // namespace

Result<std::unique_ptr<port::OutputFolder>> open_output_folder(const std::string& path) {
    const fs::path folder = fs::path(path).lexically_normal();
    std::error_code error;
    if (path.empty() || (fs::exists(folder, error) && !fs::is_directory(folder, error))) {
        return fail(Failure::invalid, fmt::format("'{}' is not a folder; name another", path));
    }
    TRY(auto made, make_folders(folder));
    auto output = std::make_unique<DiskFolder>(folder, std::move(made));
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        return tl::unexpected(error_of(errno, "write in the folder", path));
    }
    return std::unique_ptr<port::OutputFolder>(std::move(output));
}

}  // namespace shouxin::store
