// How the money comes: before the order, after the parcel, after the praise, or weekly; whole or in
// parts; from an agent, the shop itself or straw men; seen here or not.
#include "world/gang.h"

#include <algorithm>

namespace shouxin::world {

Fen Gang::reward(const Worker& worker, Fen price) {
    const auto part = static_cast<Fen>(traits_.commission_part * static_cast<double>(price));
    const Fen fixed = random_.chance(0.8) ? worker.commission : random_.pick(traits_.commissions);
    return fixed + part;
}

// Returns when the worker can begin.
Ms Gang::pay_in_advance(const Task& task, const Purchase& bought, bool sends_back, Ms at) {
    const Debt debt{at, bought.paid(), task.shop, task.worker};
    if (workers_[task.worker].staff) {
        workers_[task.worker].owed += bought.paid();
        return at;
    }
    // Whoever gets the price back from the platform may have to lay it out first.
    const bool lays_out = sends_back && random_.chance(0.7);
    if (lays_out || !random_.chance(traits_.seen)) {
        return at;
    }
    Fen amount = bought.paid();
    if (random_.chance(traits_.advance_rounded)) {
        amount = (amount / 1000 + 1) * 1000;  // round sums to shop with
    } else if (traits_.advance_extra > 0) {
        amount += random_.uniform_int(0, traits_.advance_extra);
    }
    send(at, debt, amount);
    return at + hours(random_.exponential(1.5)) + minute_ms;
}

std::uint32_t Gang::hand(const Debt& debt) {
    if (const Worker& worker = workers_[debt.worker]; worker.staff) {
        return world_.shops[shops_[worker.shop].shop].wallet;
    }
    PayHand way = traits_.pay_hand;
    if (random_.chance(traits_.other_hand)) {
        way = way == PayHand::agent ? PayHand::shop : PayHand::agent;
    }
    const std::uint32_t shop =
        traits_.scheme == Scheme::rival ? beneficiary_ : shops_[debt.shop].shop;
    switch (way) {
        case PayHand::shop:
            return world_.shops[shop].wallet;
        case PayHand::straw:
            if (straw_left_-- <= 0) {
                straw_ = world_.next.wallet++;
                straw_left_ = static_cast<int>(random_.uniform_int(1, 4));
            }
            return straw_;
        default:
            break;
    }
    switch (traits_.agent_rule) {
        case AgentRule::by_worker:
            return agents_[workers_[debt.worker].agent];
        case AgentRule::by_shop:
            return agents_[shops_[debt.shop].agent];
        case AgentRule::any:
            break;
    }
    return random_.pick(agents_);
}

void Gang::send(Ms at, const Debt& debt, Fen amount) {
    if (traits_.pay_hand == PayHand::unseen) {
        return;
    }
    world_.tell.transfer_made(
        at,
        hand(debt),
        world_.people[workers_[debt.worker].account].wallet,
        amount,
        traits_.notes.empty() ? random_.pick(world_.phrases.reward_notes)
                              : random_.pick(traits_.notes));
}

void Gang::pay_back(const Debt& debt) {
    if (traits_.pay_time == PayTime::weekly || workers_[debt.worker].staff) {
        workers_[debt.worker].owed += debt.amount;
        return;
    }
    if (debt.amount <= 0 || random_.chance(traits_.stiffed) || !random_.chance(traits_.seen)) {
        return;
    }
    Fen amount = debt.amount;
    if (random_.chance(traits_.part_back)) {
        amount = static_cast<Fen>(static_cast<double>(amount) * random_.uniform(0.3, 0.9));
    }
    Ms at = debt.base + hours(traits_.pay_delay_h.draw(random_));
    if (!random_.chance(traits_.split)) {
        send(at, debt, amount);
        return;
    }
    // The price first and the commission later, or any parts.
    const auto parts = random_.uniform_int(2, traits_.split_most);
    for (std::int64_t left = parts; left > 1; --left) {
        const double even = static_cast<double>(amount) / static_cast<double>(left);
        const Fen part = std::clamp<Fen>(
            static_cast<Fen>(even * random_.uniform(0.5, 1.5)), 1, std::max<Fen>(1, amount - 1));
        send(at, debt, part);
        amount -= part;
        at += hours(random_.exponential(10.0));
    }
    send(at, debt, amount);
}

void Gang::pay_week(Ms now) {
    const std::int64_t day = (now + 8 * hour_ms) / day_ms;
    const bool last_hour = now + hour_ms >= world_.last_day_end();
    const bool pay_day = day % 7 == static_cast<std::int64_t>(truth_ % 7) && local_hour(now) == 20;
    if (!pay_day && !last_hour) {
        return;
    }
    for (std::uint32_t row = 0; row < workers_.size(); ++row) {
        Worker& worker = workers_[row];
        if (worker.staff) {
            continue;  // with the wages
        }
        if (worker.owed > 0 && random_.chance(traits_.seen)) {
            const auto shop = static_cast<std::uint32_t>(random_.uniform_index(shops_.size()));
            send(
                now + static_cast<Ms>(random_.uniform() * 3.0 * hour_ms),
                {now, worker.owed, shop, row},
                worker.owed);
        }
        worker.owed = 0;
    }
}

void Gang::fund(Ms at, std::uint32_t payer, std::uint32_t agent, Fen sum) {
    const std::string_view note = random_.pick(world_.phrases.agency_notes);
    if (traits_.through_head) {
        world_.tell.transfer_made(at, payer, head_, sum, note);
        payer = head_;
        at += hours(random_.uniform(0.2, 30.0));
        sum = static_cast<Fen>(static_cast<double>(sum) * random_.uniform(0.85, 1.0));
    }
    world_.tell.transfer_made(at, payer, agent, sum, note);
}

// Shops give their agents what the workers will get, in a few sums.
void Gang::fund_agents() {
    if (!traits_.agents_funded || traits_.pay_hand == PayHand::shop ||
        traits_.pay_hand == PayHand::unseen) {
        return;
    }
    const Ms start = world_.knobs.calendar.start;
    for (const MemberShop& member : shops_) {
        const std::uint32_t payer = traits_.scheme == Scheme::rival ? beneficiary_ : member.shop;
        const double price = static_cast<double>(world_.shops.item(member.items.front()).price);
        const double orders =
            static_cast<double>(traits_.orders) / static_cast<double>(shops_.size());
        const std::int64_t parts = random_.uniform_int(1, 4);
        for (std::int64_t i = 0; i < parts; ++i) {
            const double sum = (price * 1.1 + 1000.0) * orders / static_cast<double>(parts);
            const Ms at = begins_ + hours(random_.uniform(-40.0, traits_.lasts_days * 18.0));
            if (at >= std::max(start, member.from)) {
                fund(
                    at,
                    world_.shops[payer].wallet,
                    agents_[member.agent],
                    static_cast<Fen>(sum * random_.uniform(0.6, 1.1)));
            }
        }
    }
}

}  // namespace shouxin::world
