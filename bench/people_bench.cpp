// What does it cost to know who asks? The bound: 8,000 requests a second on two cores, of which
// this may take next to nothing (1 us is 0.4 %); a password may take tens of milliseconds.
#include "app/secure_dice.h"
#include "service/people/people.h"
#include "store/memory/records.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>
#include <string>

namespace shouxin {
namespace {

class MachineClock final : public port::Clock {
public:
    [[nodiscard]] std::int64_t now_ms() const override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }

    [[nodiscard]] std::int64_t steady_ns() const override {
        return std::chrono::steady_clock::now().time_since_epoch().count();
    }
};

class NoAudit final : public service::Audit {
public:
    Result<void> record(const service::AuditEntry&) override { return {}; }
};

struct Desk {
    store::MemoryRecords records;
    MachineClock clock;
    app::SecureDice dice;
    NoAudit audit;
    std::unique_ptr<service::People> people =
        service::People::open(records, clock, dice, audit, {}).value();
};

void key_among_1000(benchmark::State& state) {
    Desk desk;
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        const auto scope = service::permissions_of_text("events:write").value();
        text = desk.people->make_key({"bench", scope}, "system")->text;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(desk.people->by_key(text));
    }
}

void session(benchmark::State& state) {
    Desk desk;
    const std::string password = *desk.people->first_start().value();
    const auto in = desk.people->sign_in("admin", password, "127.0.0.1", "", {}).value();
    for (auto _ : state) {
        benchmark::DoNotOptimize(desk.people->by_session(in->token));
    }
}

void sign_in(benchmark::State& state, const std::string& name) {
    Desk desk;
    static_cast<void>(desk.people->first_start());
    for (auto _ : state) {
        benchmark::DoNotOptimize(desk.people->sign_in(name, "wrong", "127.0.0.1", "", {}));
    }
}

BENCHMARK(key_among_1000);
BENCHMARK(session);
BENCHMARK_CAPTURE(sign_in, wrong_password, "admin");
BENCHMARK_CAPTURE(sign_in, unknown_name, "nobody");

}  // namespace
}  // namespace shouxin
