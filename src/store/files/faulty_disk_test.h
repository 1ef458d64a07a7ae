// A disk in memory that fails on order and, when the power goes, forgets what wasn't synced: in the
// spirit of LevelDB's fault injection. Of bytes not synced any sectors may survive. Thread-safe.
#pragma once

#include "base/random.h"
#include "store/files/log_folder.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::store {

class FaultyDisk {
public:
    struct Chances {  // of each call
        double short_write = 0;
        double disk_full = 0;    // after a prefix was written
        double write_error = 0;  // likewise
        double sync_error = 0;
        double crash = 0;  // within a write or sync: from then on all fails
    };

    explicit FaultyDisk(std::uint64_t seed) : random_(seed) {}

    std::unique_ptr<LogFolder> folder() { return std::make_unique<Folder>(*this); }

    Chances chances;

    // The process ends and starts again: all that was written is there.
    void end_process() { crashed_ = false; }

    // The machine stops: what wasn't synced may be there or not, sector by sector.
    void lose_power() {
        crashed_ = false;
        for (auto& [name, file] : files_) {
            if (file.name_now != file.name_synced && random_.chance(0.5)) {
                file.name_now = file.name_synced;
            }
            file.name_synced = file.name_now;
            file.now = torn(file);
            file.synced = file.now;
        }
        std::erase_if(files_, [](const auto& entry) { return !entry.second.name_now; });
    }

    std::string& bytes_of(const std::string& name) { return files_.at(name).now; }

    void forget_file(const std::string& name) { files_.erase(name); }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& [name, file] : files_) {
            if (file.name_now) {
                names.push_back(name);
            }
        }
        return names;
    }

    [[nodiscard]] bool crashed() const { return crashed_; }

private:
    struct File {
        std::string now;
        std::string synced;
        bool name_now = true;
        bool name_synced = false;
    };

    static tl::unexpected<Error> io_error() { return fail(Failure::unavailable, "can't: EIO"); }

    static tl::unexpected<Error> full() { return fail(Failure::exhausted, "the disk is full"); }

    bool crashes() {
        crashed_ = crashed_ || random_.chance(chances.crash);
        return crashed_;
    }

    std::string torn(const File& file) {
        constexpr std::size_t sector = 64;  // small, so that small tests are torn often
        const auto [least, most] = std::minmax({file.now.size(), file.synced.size()});
        const auto size = static_cast<std::size_t>(
            random_.uniform_int(static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)));
        std::string bytes(size, '\0');
        for (std::size_t at = 0; at < size; at += sector) {
            const std::string& from = random_.chance(0.5) ? file.now : file.synced;
            if (at < from.size()) {
                const std::size_t length = std::min({sector, size - at, from.size() - at});
                std::copy_n(from.data() + at, length, bytes.data() + at);
            }
        }
        return bytes;
    }

    void put(File& file, std::uint64_t offset, std::string_view bytes) {
        file.now.resize(std::max<std::size_t>(file.now.size(), offset + bytes.size()));
        std::ranges::copy(bytes, file.now.begin() + static_cast<std::ptrdiff_t>(offset));
    }

    Result<std::size_t> write(File& file, std::uint64_t offset, std::string_view bytes) {
        const std::size_t part = random_.uniform_index(bytes.size());
        if (crashes()) {
            put(file, offset, bytes.substr(0, part));
            return io_error();
        }
        if (random_.chance(chances.disk_full)) {
            put(file, offset, bytes.substr(0, part));
            return full();
        }
        if (random_.chance(chances.write_error)) {
            put(file, offset, bytes.substr(0, part));
            return io_error();
        }
        if (part > 0 && random_.chance(chances.short_write)) {
            bytes = bytes.substr(0, part);
        }
        put(file, offset, bytes);
        return bytes.size();
    }

    Result<void> sync(File& file) {
        if (crashes() || random_.chance(chances.sync_error)) {
            return io_error();
        }
        file.synced = file.now;
        return {};
    }

    class OpenFile final : public LogFile {
    public:
        OpenFile(FaultyDisk& disk, std::string name) : disk_(disk), name_(std::move(name)) {}

        Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) override {
            const std::scoped_lock lock(disk_.mutex_);
            const std::string& bytes = file().now;
            const std::size_t from = std::min<std::size_t>(offset, bytes.size());
            const std::size_t count = std::min(into.size(), bytes.size() - from);
            std::copy_n(bytes.data() + from, count, into.data());
            return count;
        }

        Result<std::size_t> write_at(std::uint64_t offset, std::string_view bytes) override {
            const std::scoped_lock lock(disk_.mutex_);
            return disk_.crashed_ ? io_error() : disk_.write(file(), offset, bytes);
        }

        Result<void> truncate(std::uint64_t size) override {
            const std::scoped_lock lock(disk_.mutex_);
            if (disk_.crashed_) {
                return io_error();
            }
            file().now.resize(size);
            return {};
        }

        Result<void> sync() override {
            const std::scoped_lock lock(disk_.mutex_);
            return disk_.sync(file());
        }

        Result<std::uint64_t> size() override {
            const std::scoped_lock lock(disk_.mutex_);
            return file().now.size();
        }

    private:
        File& file() { return disk_.files_.at(name_); }

        FaultyDisk& disk_;
        std::string name_;
    };

    class Folder final : public LogFolder {
    public:
        explicit Folder(FaultyDisk& disk) : disk_(disk) {}

        [[nodiscard]] std::string path_of(const std::string& name) const override {
            return "disk/" + name;
        }

        Result<std::vector<std::string>> names() override {
            const std::scoped_lock lock(disk_.mutex_);
            return disk_.names();
        }

        Result<std::unique_ptr<LogFile>> create(const std::string& name) override {
            const std::scoped_lock lock(disk_.mutex_);
            if (disk_.crashes()) {
                return io_error();
            }
            if (disk_.random_.chance(disk_.chances.disk_full)) {
                return full();
            }
            File& file = disk_.files_[name];
            file.now.clear();
            file.name_now = true;
            return std::make_unique<OpenFile>(disk_, name);
        }

        Result<std::unique_ptr<LogFile>> open(const std::string& name) override {
            return std::make_unique<OpenFile>(disk_, name);
        }

        Result<void> remove(const std::string& name) override {
            const std::scoped_lock lock(disk_.mutex_);
            const auto found = disk_.files_.find(name);
            if (found == disk_.files_.end() || !found->second.name_now) {
                return fail(Failure::not_found, "there is no such file");
            }
            if (disk_.crashed_) {
                return io_error();
            }
            found->second.name_now = false;
            return {};
        }

        Result<void> sync() override {
            const std::scoped_lock lock(disk_.mutex_);
            if (disk_.crashes()) {
                return io_error();
            }
            for (auto& [name, file] : disk_.files_) {
                file.name_synced = file.name_now;
            }
            return {};
        }

    private:
        FaultyDisk& disk_;
    };

    std::mutex mutex_;
    Random random_;
    std::map<std::string, File> files_;
    bool crashed_ = false;
};

}  // namespace shouxin::store
