#include "live/sample.h"

#include "policy/evaluate.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace shouxin::live {
namespace {

constexpr std::uint32_t window = 50'000;
constexpr std::uint64_t lots = 0x7265766965772d71;  // so that these aren't other draws' lots

// Keeps those with the smallest lots.
class Draw {
public:
    explicit Draw(std::size_t most) : most_(most) {}

    void offer(std::uint64_t lot, std::uint32_t index) {
        if (drawn_.size() == most_) {
            if (most_ == 0 || lot >= drawn_.front().first) {
                return;
            }
            std::ranges::pop_heap(drawn_);
            drawn_.pop_back();
        }
        drawn_.emplace_back(lot, index);
        std::ranges::push_heap(drawn_);
    }

    [[nodiscard]] std::vector<Sampled> orders(const Watch& watch) {
        std::ranges::sort(drawn_);
        std::vector<Sampled> orders;
        for (const auto& [lot, index] : drawn_) {
            const Subject order{model::SubjectKind::order, index};
            const model::MerchantIx merchant = merchant_of(order, watch);
            orders.push_back(
                {std::string(watch.name_of(order)),
                 std::string(watch.names().merchants[merchant]),
                 amount_of(order, watch)});
        }
        return orders;
    }

private:
    std::size_t most_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> drawn_;  // a heap, the greatest first
};

}  // namespace

Sample draw_sample(const State& state, HashKey key, std::size_t most) {
    Draw held_out(most);
    Draw allowed(most);
    const Watch& watch = state.watch();
    const std::uint32_t end = watch.names().orders.size();
    for (std::uint32_t index = end - std::min(end, window); index < end; ++index) {
        const Subject subject{model::SubjectKind::order, index};
        if (!watch.market().orders.placed().get({index}).placed()) {
            continue;
        }
        const std::string_view name = watch.name_of(subject);
        const std::uint64_t lot = hash64(name, {key.a ^ lots, key.b});
        if (policy::is_held_out(state.rulings().policy(), key, name)) {
            held_out.offer(lot, index);
        } else if (state.rulings().standing(subject).outcome == Outcome::allow) {
            allowed.offer(lot, index);
        }
    }
    return {held_out.orders(watch), allowed.orders(watch)};
}

}  // namespace shouxin::live
