// What does an action cost? whole_life: decided, applied, undone, confirmed, beside a million
// others that are in force. tick: asking a book of a million what became due, when nothing did.
// Compared to what is asked of the server: 8,000 decisions a second, few of which act.
#include "live/actions/action_book.h"

#include <benchmark/benchmark.h>

#include <malloc.h>
#include <string>

namespace shouxin::live {
namespace {

constexpr std::uint32_t others = 1'000'000;

Wanted wanted_of(std::uint32_t order, const std::string& id, const std::string& decision) {
    Wanted wanted;
    wanted.kind = model::Action::exclude_from_sales;
    wanted.subject_kind = model::SubjectKind::order;
    wanted.subject = order;
    wanted.subject_id = id;
    wanted.merchant = order % 1000;
    wanted.merchant_id = "m-1234";
    wanted.rule = "paid_back_and_light";
    wanted.policy = "2026-11-23.7";
    wanted.decision = decision;
    wanted.reason = "the buyer got the price back and the parcel was empty";
    return wanted;
}

ActionOrder order_of(Verb verb, ActionId action, std::uint32_t step) {
    ActionOrder order;
    order.verb = verb;
    order.action = action;
    order.step = step;
    order.by = "li.hua";
    order.reason = "papers shown";
    return order;
}

void fill(ActionBook& book) {
    for (std::uint32_t i = 0; i < others; ++i) {
        const std::string number = std::to_string(100'000'000 + i);
        book.decide(wanted_of(i, "o-" + number, "d-" + number), i);
    }
}

void whole_life(benchmark::State& state) {
    const std::size_t before = mallinfo2().uordblks;
    ActionBook book({});
    fill(book);
    state.counters["bytes_an_action"] = static_cast<double>(mallinfo2().uordblks - before) / others;
    std::int64_t now_ms = others;
    for (auto _ : state) {
        const auto told = book.decide(wanted_of(others, "o-1", "d-1"), ++now_ms);
        const ActionId id = told.front().action.id;
        const bool went = book.order(order_of(Verb::acknowledge, id, 1), now_ms) &&
                          book.order(order_of(Verb::undo, id, 0), now_ms) &&
                          book.order(order_of(Verb::acknowledge, id, 2), now_ms);
        if (!went) {
            state.SkipWithError("an order was refused");
        }
    }
}

void tick(benchmark::State& state) {
    ActionBook book({});
    fill(book);
    for (auto _ : state) {
        benchmark::DoNotOptimize(book.tick(others));
    }
}

BENCHMARK(whole_life)->Unit(benchmark::kMicrosecond)->Iterations(100'000);
BENCHMARK(tick)->Iterations(1'000'000);

}  // namespace
}  // namespace shouxin::live
