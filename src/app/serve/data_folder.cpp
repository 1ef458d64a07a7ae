#include "app/serve/data_folder.h"

#include "store/postgres/records.h"
#include "store/sqlite/records.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace shouxin::app {
namespace {

constexpr std::size_t secret_bytes = 16 + 32 + 32;
constexpr std::size_t lateness_bytes_max = 24;

Secrets secrets_of(const std::string& bytes) {
    Secrets secrets;
    std::memcpy(&secrets.key, bytes.data(), 16);
    secrets.commitments = bytes.substr(16, 32);
    std::memcpy(secrets.ledger.data(), bytes.data() + 48, 32);
    return secrets;
}

Result<Secrets> read_secrets(const std::string& path, port::Files& files) {
    TRY(const std::string bytes, files.read_all(path, secret_bytes));
    if (bytes.size() != secret_bytes) {
        return fail(
            Failure::corrupt,
            fmt::format("{} must hold {} bytes: restore it from a copy", path, secret_bytes));
    }
    return secrets_of(bytes);
}

// Before anything is written with them: whole and durable under their name, or not there.
Result<Secrets> make_secrets(const std::string& folder, port::Files& files, port::Dice& dice) {
    std::string bytes(secret_bytes, '\0');
    dice.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    const mode_t before = ::umask(0077);
    const auto write = [&]() -> Result<void> {
        TRY(const auto output, files.open_folder(folder));
        TRY(ByteSink* const sink, output->create("secret"));
        TRY_DONE(sink->write(bytes));
        return output->commit(port::OutputFolder::Survives::machine);
    };
    const Result<void> written = write();
    ::umask(before);
    if (!written) {
        return tl::unexpected(written.error());
    }
    return secrets_of(bytes);
}

// Which events are duplicates, and which are late, is no longer what it was if the lateness isn't:
// so the folder keeps the one that its log was begun with.
Result<std::int64_t> read_lateness(const std::string& folder, port::Files& files) {
    const std::string path = folder + "/lateness";
    TRY(const std::string text, files.read_all(path, lateness_bytes_max));
    std::int64_t hours = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
    if (error != std::errc() || std::string_view(rest) != "\n") {
        return fail(
            Failure::corrupt,
            fmt::format("{} must hold a number of hours and a line's end: restore it", path));
    }
    return hours;
}

Result<std::int64_t> settle_lateness(const service::Config& config, port::Files& files) {
    std::error_code error;
    if (!std::filesystem::exists(config.folder + "/lateness", error)) {
        TRY(const auto output, files.open_folder(config.folder));
        TRY(ByteSink* const sink, output->create("lateness"));
        TRY_DONE(sink->write(fmt::format("{}\n", config.lateness_h)));
        TRY_DONE(output->commit(port::OutputFolder::Survives::machine));
        return config.lateness_h;
    }
    TRY(const std::int64_t hours, read_lateness(config.folder, files));
    if (hours != config.lateness_h) {
        return fail(
            Failure::invalid,
            fmt::format(
                "the log in {} was begun with lateness_h = {}, and with {} old decisions couldn't "
                "be made again: set it to {}, or begin a new data folder",
                config.folder,
                hours,
                config.lateness_h,
                hours));
    }
    return hours;
}

Result<std::unique_ptr<port::Records>> open_records(
    const service::Config& config, const std::string& folder) {
    if (config.records == "sqlite") {
        return store::open_sqlite_records(folder + "/records.sqlite");
    }
    return store::open_postgres_records(config.records);
}

}  // namespace

Result<DataFolder> DataFolder::open(
    const service::Config& config, store::DiskFiles& files, port::Dice& dice) {
    const std::string& folder = config.folder;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || ::access(folder.c_str(), W_OK | X_OK) != 0) {
        return fail(
            Failure::unavailable,
            fmt::format(
                "the data folder {} can't be written ({}): give another with --data, or the right "
                "to write there",
                folder,
                error ? error.message() : std::strerror(errno)));
    }
    DataFolder data;
    TRY(data.log,
        store::FileEventLog::open(
            folder + "/log",
            {.segment_bytes = static_cast<std::uint64_t>(config.segment_mib) << 20}));
    const std::string secret = folder + "/secret";
    if (std::filesystem::exists(secret, error)) {
        TRY(data.secrets, read_secrets(secret, files));
    } else if (data.log->next_number() > 1) {
        return fail(
            Failure::corrupt,
            fmt::format("{} is missing, but the log isn't empty: restore it from a copy", secret));
    } else {
        TRY(data.secrets, make_secrets(folder, files, dice));
    }
    TRY(data.lateness_h, settle_lateness(config, files));
    TRY(data.ledger, store::open_ledger(folder + "/ledger"));
    TRY(data.records, open_records(config, folder));
    data.epochs = folder + "/epochs";
    return data;
}

Result<DataFolder> DataFolder::open_to_read(const std::string& folder, store::DiskFiles& files) {
    std::error_code error;
    if (!std::filesystem::exists(folder + "/secret", error)) {
        return fail(
            Failure::not_found,
            fmt::format("{} is no data folder of a server: name one with --data", folder));
    }
    DataFolder data;
    TRY(data.secrets, read_secrets(folder + "/secret", files));
    TRY(data.lateness_h, read_lateness(folder, files));
    TRY(data.log, store::FileEventLog::open(folder + "/log"));
    TRY(data.ledger, store::open_ledger(folder + "/ledger"));
    data.epochs = folder + "/epochs";
    return data;
}

}  // namespace shouxin::app
