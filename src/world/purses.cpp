#include "world/purses.h"

#include <algorithm>
#include <array>

namespace shouxin::world {
namespace {

constexpr std::array<Fen, 12> round_sums{
    500, 666, 888, 1000, 2000, 5000, 5200, 6600, 10000, 20000, 50000, 100000};

// Payment accounts of people who never shop here.
constexpr std::uint32_t outsiders_from = 1U << 29U;

}  // namespace

Purses::Purses(World& world) : world_(world), random_(world.root.fork("purses")) {
    for (int i = 0; i < world.knobs.money.wage_payers; ++i) {
        employers_.push_back(draw_employer(random_));
    }
    const Ms period = days(world.knobs.money.settlement_days);
    const Ms first = world.knobs.calendar.start + period + hour_ms;
    const bool together = random_.chance(0.6);
    for (std::size_t shop = 0; shop < world.shops.size(); ++shop) {
        next_settlement_.push_back(
            together ? first
                     : first - static_cast<Ms>(random_.uniform() * static_cast<double>(period)));
    }
}

std::uint32_t Purses::some_wallet(Random& random) const {
    const MoneyKnobs& knobs = world_.knobs.money;
    if (random.chance(knobs.outsiders)) {
        const auto many = static_cast<std::int64_t>(world_.people.size());
        return outsiders_from + static_cast<std::uint32_t>(random.uniform_int(0, many));
    }
    return world_.people[world_.people.anybody(random)].wallet;
}

Purses::Employer Purses::draw_employer(Random& random) const {
    const MoneyKnobs& knobs = world_.knobs.money;
    Employer employer;
    employer.wallet = some_wallet(random);
    const int people = std::max(2, knobs.wage_people.draw_int(random));
    for (int i = 0; i < people; ++i) {
        employer.wallets.push_back(some_wallet(random));
    }
    employer.median_fen = random.chance(knobs.wage_big) ? log_uniform(random, 7000.0, 40000.0)
                                                        : log_uniform(random, 400.0, 5000.0);
    employer.sigma = random.uniform(0.15, 0.8);
    employer.weekly = !random.chance(knobs.wage_daily);
    employer.weekday = random.uniform_int(0, 6);
    employer.a_day = people * random.uniform(0.02, 0.5);
    if (random.chance(0.2)) {
        employer.flat = static_cast<std::uint64_t>(employer.median_fen) / 100 * 100 + 100;
    }
    const double length = static_cast<double>(world_.knobs.calendar.days);
    const double begins = random.chance(0.6) ? 0.0 : random.uniform(0.0, 0.8 * length);
    employer.from = world_.knobs.calendar.start + days(begins);
    employer.until = random.chance(0.6) ? world_.last_day_end()
                                        : employer.from + days(random.uniform(1.0, length));
    return employer;
}

void Purses::hour(Ms now) {
    if (now < world_.last_day_end() || world_.knobs.money.goes_on) {
        between_friends(now);
        pay_wages(now);
    }
    settle(now);
}

void Purses::between_friends(Ms now) {
    const MoneyKnobs& knobs = world_.knobs.money;
    const double a_day = knobs.friend_transfers * static_cast<double>(world_.people.size());
    const double awake = local_hour(now) < 7 ? 0.35 : 1.27;
    for (std::int64_t i = random_.poisson(a_day / 24.0 * awake); i > 0; --i) {
        const Fen amount = random_.chance(knobs.round_sums)
                               ? round_sums[random_.uniform_index(round_sums.size())]
                               : static_cast<Fen>(random_.lognormal(6000.0, 1.2));
        world_.tell.transfer_made(
            now + static_cast<Ms>(random_.uniform() * hour_ms),
            some_wallet(random_),
            some_wallet(random_),
            amount,
            random_.pick(world_.phrases.friend_notes));
    }
}

void Purses::pay(const Employer& employer, std::uint32_t wallet, Ms at) {
    const auto amount =
        employer.flat > 0
            ? static_cast<Fen>(employer.flat)
            : static_cast<Fen>(random_.lognormal(employer.median_fen, employer.sigma));
    world_.tell.transfer_made(
        at,
        employer.wallet,
        wallet,
        std::max<Fen>(100, amount),
        random_.pick(world_.phrases.wage_notes));
}

void Purses::pay_wages(Ms now) {
    const int hour = local_hour(now);
    const std::int64_t weekday = (now + 8 * hour_ms) / day_ms % 7;
    for (const Employer& employer : employers_) {
        if (now < employer.from || now >= employer.until) {
            continue;
        }
        if (employer.weekly) {
            if (weekday == employer.weekday && hour == 17) {
                for (const std::uint32_t wallet : employer.wallets) {
                    pay(employer, wallet, now + static_cast<Ms>(random_.uniform() * 3.0 * hour_ms));
                }
            }
            continue;
        }
        for (std::int64_t i = random_.poisson(employer.a_day / 24.0); i > 0; --i) {
            pay(employer,
                random_.pick(employer.wallets),
                now + static_cast<Ms>(random_.uniform() * hour_ms));
        }
    }
}

void Purses::settle(Ms now) {
    const MoneyKnobs& knobs = world_.knobs.money;
    // Shops that opened after the first draw are settled with the last.
    next_settlement_.resize(world_.shops.size(), next_settlement_.back());
    for (std::size_t i = 0; i < world_.shops.size(); ++i) {
        if (now < next_settlement_[i]) {
            continue;
        }
        next_settlement_[i] += days(knobs.settlement_days);
        Shop& shop = world_.shops[i];
        const auto amount =
            static_cast<Fen>(static_cast<double>(shop.sales) * (1.0 - knobs.commission));
        shop.sales = 0;
        world_.tell.transfer_made(
            now, platform_wallet, shop.wallet, amount, world_.phrases.settlement_note);
    }
}

}  // namespace shouxin::world
