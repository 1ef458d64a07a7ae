#include "app/serve/data_folder.h"

#include "store/postgres/records.h"
#include "store/sqlite/records.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace shouxin::app {
namespace {

constexpr std::size_t secret_bytes = 16 + 32 + 32;

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
    TRY(data.log, store::FileEventLog::open(folder + "/log"));
    TRY(data.ledger, store::open_ledger(folder + "/ledger"));
    data.epochs = folder + "/epochs";
    return data;
}

}  // namespace shouxin::app
