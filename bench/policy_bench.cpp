// How long does it take to ask 100 active rules about an order, and to count an order in the
// windows that they use? Bounds: 5 µs an evaluation, 2 µs aimed at.
#include "base/random.h"
#include "policy/evaluate.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::policy {
namespace {

// Rules as analysts write them: three to five tests each; every fifth by a window, of which there
// are four; every tenth with a list of regions.
std::string hundred_rules() {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        std::string when = fmt::format(
            "order.probability >= {} % and merchant.age < {} d and order.amount > ¥{}",
            50 + i % 45,
            10 + i,
            20 + 3 * i);
        if (i % 5 == 0) {
            when += fmt::format(
                " and count(orders by {} over {} h) > {}",
                i % 2 == 0 ? "order.device" : "order.address",
                1 + i % 4,
                2 + i % 7);
        }
        if (i % 10 == 3) {
            when +=
                " and order.region in ['4401', '4403', '3301'] or order.reasons has 'cash-back'"
                " and order.subsidy > 20 % * order.amount and not account.age > 3 d";
        }
        text += fmt::format(
            "[[rule]]\nname='rule {}'\non='order'\nwhen=\"\"\"{}\"\"\"\noutcome='review'\n"
            "actions=['hold_settlement', 'open_case']\nmode='{}'\n",
            i,
            when,
            i % 7 == 0 ? "shadow" : "live");
    }
    return text;
}

std::vector<Facts> some_facts(std::int64_t share_suspicious) {
    Random dice(1);
    std::vector<Facts> all;
    for (int i = 0; i < 512; ++i) {
        Facts facts(model::SubjectKind::order);
        const bool suspicious = dice.uniform_int(1, 100) <= share_suspicious;
        facts.set(
            Field::order_probability,
            suspicious ? dice.uniform_int(500'000, 1'000'000) : dice.uniform_int(0, 100'000));
        facts.set(Field::order_amount, dice.uniform_int(100, 100'000));
        facts.set(Field::order_subsidy, dice.uniform_int(0, 5'000));
        facts.set(Field::merchant_age, dice.uniform_int(0, 200) * 86'400);
        facts.set(Field::account_age, dice.uniform_int(0, 100) * 86'400);
        facts.set(Field::order_region, dice.uniform_int(11, 65) * 10'000'000'000);
        facts.set(Field::order_reasons, model::Reasons{});
        for (std::uint32_t& key : facts.keys) {
            key = static_cast<std::uint32_t>(dice.uniform_int(0, 99'999));
        }
        facts.id = "order 20261123-000000001";
        facts.merchant = "shop 4711";
        all.push_back(facts);
    }
    return all;
}

WindowOrder random_order(Random& dice) {
    WindowOrder order;
    for (std::uint32_t& key : order.keys) {
        key = static_cast<std::uint32_t>(dice.uniform_int(0, 99'999));
    }
    order.summands.fill(dice.uniform_int(100, 100'000));
    return order;
}

Windows filled(const Policy& policy) {
    Windows windows(policy.windows);
    Random dice(2);
    for (std::int64_t i = 0; i < 300'000; ++i) {
        windows.step(random_order(dice), i * 20);
    }
    return windows;
}

void evaluate_100_rules(benchmark::State& state) {
    const Policy policy = compile(hundred_rules()).value();
    const Windows windows = filled(policy);
    const std::vector<Facts> facts = some_facts(state.range(0));
    Evaluation evaluation;
    std::size_t next = 0;
    std::uint64_t fired = 0;
    for (auto _ : state) {
        evaluate(policy, {}, facts[next], windows, evaluation);
        fired += evaluation.live.size() + evaluation.shadow.size();
        next = (next + 1) % facts.size();
    }
    state.counters["fired"] = static_cast<double>(fired) / static_cast<double>(state.iterations());
    state.counters["windows"] = static_cast<double>(policy.windows.all().size());
}

// How many of a hundred orders are suspicious.
BENCHMARK(evaluate_100_rules)->ArgName("suspicious")->Arg(3)->Arg(30)->Arg(100);

// All windows at once: orders 20 ms apart, 100,000 keys each.
void step_windows(benchmark::State& state) {
    const Policy policy = compile(hundred_rules()).value();
    Windows windows = filled(policy);
    Random dice(3);
    std::vector<WindowOrder> orders;
    for (int i = 0; i < 4096; ++i) {
        orders.push_back(random_order(dice));
    }
    std::int64_t at_ms = 300'000 * 20;
    std::size_t next = 0;
    for (auto _ : state) {
        windows.step(orders[next], at_ms += 20);
        next = (next + 1) % orders.size();
    }
    state.counters["windows"] = static_cast<double>(policy.windows.all().size());
    state.counters["MiB"] = static_cast<double>(windows.bytes()) / (1 << 20);
}

BENCHMARK(step_windows);

void compile_100_rules(benchmark::State& state) {
    const std::string text = hundred_rules();
    for (auto _ : state) {
        benchmark::DoNotOptimize(compile(text).has_value());
    }
}

BENCHMARK(compile_100_rules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace shouxin::policy
