// A PostgreSQL server of our own for a test: in a temporary folder, on a private socket only, ended
// with this object. From Debian's postgresql-15; started as another user where we are root, whom
// PostgreSQL refuses.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <pwd.h>
#include <string>
#include <unistd.h>

namespace shouxin::store {

class PostgresServer {
public:
    static constexpr const char* programs = "/usr/lib/postgresql/15/bin";

    // Why there can't be one, or empty.
    static std::string unavailable() {
        if (access((std::string(programs) + "/initdb").c_str(), X_OK) != 0) {
            return std::string("PostgreSQL 15 isn't installed in ") + programs;
        }
        return {};
    }

    PostgresServer() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "shouxin-pg-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        if (geteuid() == 0) {
            const passwd* user = getpwnam("postgres");
            user = user != nullptr ? user : getpwnam("nobody");
            EXPECT_EQ(chown(folder_.c_str(), user->pw_uid, user->pw_gid), 0);
            as_user_ = fmt::format(
                "setpriv --reuid={} --regid={} --clear-groups ", user->pw_uid, user->pw_gid);
        }
        run(fmt::format("initdb -D {}/data -U shouxin -A trust --no-locale --no-sync", folder_));
        start();
    }

    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    ~PostgresServer() {
        stop();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    void start() {
        run(fmt::format(
            "pg_ctl -w -D {0}/data -l {0}/log "
            "-o \"-c fsync=off -c listen_addresses= -c unix_socket_directories={0}\" start",
            folder_));
    }

    // At once, like a crash: transactions under way are lost.
    void stop() { run(fmt::format("pg_ctl -w -D {}/data -m immediate stop", folder_)); }

    // An empty one.
    std::string new_database() {
        const std::string name = fmt::format("test{}", ++databases_);
        run(fmt::format("createdb -h {} -U shouxin {}", folder_, name));
        return target(name);
    }

    [[nodiscard]] std::string target(const std::string& database) const {
        return fmt::format("host={} user=shouxin dbname={}", folder_, database);
    }

private:
    void run(const std::string& command) const {
        const std::string line =
            fmt::format("{}{}/{} >/dev/null 2>&1", as_user_, programs, command);
        EXPECT_EQ(std::system(line.c_str()), 0) << line;
    }

    std::string folder_;
    std::string as_user_;
    int databases_ = 0;
};

}  // namespace shouxin::store
