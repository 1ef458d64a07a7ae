#include "service/people/lockout.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace shouxin::service {

std::optional<std::int64_t> Lockout::begin(
    std::string_view name, std::string_view client, std::int64_t now_ms) {
    const std::string of_name(name);
    const std::string of_client = client_key(client);
    const std::int64_t wait =
        std::max(waiting_ms(names_, of_name, now_ms), waiting_ms(clients_, of_client, now_ms));
    if (wait > 0) {
        return wait;
    }
    count(entry(names_, of_name, now_ms), options_.name_failures_free, now_ms);
    count(entry(clients_, of_client, now_ms), options_.client_failures_free, now_ms);
    return std::nullopt;
}

void Lockout::succeeded(const std::string& name, std::string_view client) {
    names_.erase(name);
    withdrawn(name, client);
}

void Lockout::withdrawn(const std::string& name, std::string_view client) {
    const auto take_back = [](Table& table, const std::string& key) {
        if (const auto found = table.find(key); found != table.end()) {
            found->second.count -= found->second.count > 0 ? 1 : 0;
            found->second.locked_until_ms = 0;
        }
    };
    take_back(names_, name);
    take_back(clients_, client_key(client));
}

void Lockout::restore(const std::string& name, const Failures& failures) {
    if (failures.count > 0 && names_.size() < options_.entries_max) {
        names_[name] = failures;
    }
}

Failures Lockout::of(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? Failures{} : found->second;
}

Failures& Lockout::entry(Table& table, const std::string& key, std::int64_t now_ms) {
    const auto found = table.find(key);
    if (found != table.end()) {
        Failures& failures = found->second;
        if (now_ms - std::max(failures.last_ms, failures.locked_until_ms) >= options_.forget_ms) {
            failures = {};
        }
        return failures;
    }
    if (table.size() >= options_.entries_max) {
        table.erase(std::ranges::min_element(table, {}, [](const auto& each) {
            return std::tuple(each.second.count, each.second.last_ms);
        }));
    }
    return table[key];
}

void Lockout::count(Failures& failures, int free, std::int64_t now_ms) const {
    ++failures.count;
    failures.last_ms = now_ms;
    if (failures.count >= free) {
        const int doublings = std::min(failures.count - free, 30);
        const std::int64_t wait = options_.first_wait_ms << doublings;
        failures.locked_until_ms = now_ms + std::min(wait, options_.longest_wait_ms);
    }
}

std::int64_t Lockout::waiting_ms(
    const Table& table, const std::string& key, std::int64_t now_ms) const {
    const auto found = table.find(key);
    return found == table.end() ? 0 : found->second.locked_until_ms - now_ms;
}

std::string client_key(std::string_view address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, std::string(address).c_str(), bytes.data()) != 1) {
        return std::string(address);
    }
    const bool mapped =
        bytes[10] == 0xff && bytes[11] == 0xff &&
        std::all_of(bytes.begin(), bytes.begin() + 10, [](auto b) { return b == 0; });
    return {bytes.begin(), mapped ? bytes.end() : bytes.begin() + 8};
}

}  // namespace shouxin::service
