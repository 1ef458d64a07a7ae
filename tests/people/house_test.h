// People in a house of their own: records in memory that can go away, a clock that the test sets,
// dice with a seed, an audit that remembers.
#pragma once

#include "base/random.h"
#include "service/people/people.h"
#include "store/memory/records.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace shouxin::service {

class TestClock final : public port::Clock {
public:
    [[nodiscard]] std::int64_t now_ms() const override { return wall_ms; }

    [[nodiscard]] std::int64_t steady_ns() const override { return steady_ms * 1'000'000; }

    void pass(std::int64_t ms) {
        wall_ms += ms;
        steady_ms += ms;
    }

    std::atomic<std::int64_t> wall_ms{1'800'000'000'000};
    std::atomic<std::int64_t> steady_ms{5'000};
};

class SeededDice final : public port::Dice {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        const std::lock_guard lock(mutex_);
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(random_.uniform_int(0, 255));
        }
    }

private:
    std::mutex mutex_;
    Random random_{7};
};

class FragileRecords final : public port::Records {
public:
    Result<void> define(std::span<const port::Table> tables) override {
        TRY_DONE(reach());
        return kept_.define(tables);
    }

    Result<void> write(std::span<const port::Change> changes, port::Durability how) override {
        TRY_DONE(reach());
        return kept_.write(changes, how);
    }

    Result<std::optional<port::Row>> find(
        const std::string& table, const port::Value& key) override {
        TRY_DONE(reach());
        return kept_.find(table, key);
    }

    Result<std::vector<port::Row>> list(const port::Query& query) override {
        TRY_DONE(reach());
        return kept_.list(query);
    }

    Result<std::uint64_t> count(
        const std::string& table,
        std::span<const port::Condition> where,
        std::uint64_t most) override {
        TRY_DONE(reach());
        return kept_.count(table, where, most);
    }

    std::atomic<bool> away{false};
    std::atomic<int> asked{0};

private:
    Result<void> reach() {
        ++asked;
        if (away) {
            return fail(Failure::unavailable, "Wait until the database is back.");
        }
        return {};
    }

    store::MemoryRecords kept_;
};

class TestAudit final : public Audit {
public:
    Result<void> record(const AuditEntry& entry) override {
        const std::lock_guard lock(mutex_);
        if (refuses) {
            return fail(Failure::unavailable, "Wait until the ledger is back.");
        }
        entries.push_back(entry);
        return {};
    }

    std::mutex mutex_;
    std::atomic<bool> refuses{false};
    std::vector<AuditEntry> entries;
};

inline constexpr std::string_view good_password = "correct horse battery";

struct House {
    explicit House(PeopleOptions wanted = {}) : options(std::move(wanted)) {
        options.password_cost = PasswordCost::minimum;
        open();
    }

    // As after a restart.
    void open() { people = People::open(records, clock, dice, audit, options).value(); }

    void add(const std::string& name, Role role) {
        people
            ->add(
                {.name = name,
                 .role = role,
                 .merchant = role == Role::merchant ? "shop-1" : "",
                 .password = std::string(good_password)},
                "system")
            .value();
    }

    // As the routes do it.
    Result<std::optional<SignedIn>> sign_in(
        const std::string& name,
        std::string_view password = good_password,
        const std::string& client = "192.0.2.1") {
        if (const auto wait_ms = people->attempt(name, client)) {
            return fail(Failure::exhausted, std::to_string(*wait_ms));
        }
        return people->sign_in(name, password, client, "a test", std::nullopt);
    }

    FragileRecords records;
    TestClock clock;
    SeededDice dice;
    TestAudit audit;
    PeopleOptions options;
    std::unique_ptr<People> people;
};

}  // namespace shouxin::service
