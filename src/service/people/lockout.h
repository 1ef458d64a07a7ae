// May this be tried again already? After a few failures each further one makes the next wait twice
// as long, for the name and for the address that it comes from. Names that nobody has count as
// others do, so that waiting tells nothing. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace shouxin::service {

struct LockoutOptions {
    int name_failures_free = 5;
    int client_failures_free = 20;  // an office is behind one address
    std::int64_t first_wait_ms = 2'000;
    std::int64_t longest_wait_ms = 900'000;
    std::int64_t forget_ms = 3'600'000;  // after the last failure, or the wait that it caused
    std::size_t entries_max = 10'000;    // of each kind; then the least failed and oldest goes
};

struct Failures {
    int count = 0;
    std::int64_t last_ms = 0;
    std::int64_t locked_until_ms = 0;

    friend bool operator==(const Failures&, const Failures&) = default;
};

class Lockout {
public:
    explicit Lockout(const LockoutOptions& options) : options_(options) {}

    // Counts a failure before it is one, so that many attempts at once are many; then either
    // succeeded() or withdrawn() takes it back. If it is too early, milliseconds to wait, and
    // nothing is counted.
    std::optional<std::int64_t> begin(
        std::string_view name, std::string_view client, std::int64_t now_ms);

    // The name starts anew; of the client only this attempt is forgiven, or whoever has one account
    // could try others for ever.
    void succeeded(const std::string& name, std::string_view client);

    // It wasn't tried.
    void withdrawn(const std::string& name, std::string_view client);

    void unlock(const std::string& name) { names_.erase(name); }

    void restore(const std::string& name, const Failures& failures);

    [[nodiscard]] Failures of(const std::string& name) const;

private:
    using Table = std::unordered_map<std::string, Failures>;

    Failures& entry(Table& table, const std::string& key, std::int64_t now_ms);
    void count(Failures& failures, int free, std::int64_t now_ms) const;
    [[nodiscard]] std::int64_t waiting_ms(
        const Table& table, const std::string& key, std::int64_t now_ms) const;

    LockoutOptions options_;
    Table names_;
    Table clients_;
};

// Who stands for an address: itself, or for IPv6 its first 64 bits, which one client can draw from.
std::string client_key(std::string_view address);

}  // namespace shouxin::service
