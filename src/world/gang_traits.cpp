#include "world/gang_traits.h"

#include <algorithm>

namespace shouxin::world {
namespace {

// `blatant` at no care and `careful` at full care, moved by the dial.
double between(double blatant, double careful, const GangTraits& traits) {
    return blatant + (careful - blatant) * traits.care;
}

double some(Dial& dial, double blatant, double careful, const GangTraits& traits) {
    const double centre = std::clamp(between(blatant, careful, traits), 0.003, 0.997);
    return dial.share(centre, 3.0);
}

void draw_size(GangTraits& traits, Dial& dial, double fake_orders, double size_sigma) {
    const SchemeSize size = size_of(traits.scheme);
    Random& random = dial.draws();
    // Of mean 1, so that the market's share of fakes stays what was drawn.
    const double middle = portable_exp(-0.5 * size_sigma * size_sigma);
    const double orders = fake_orders * size.size * random.lognormal(middle, size_sigma);
    traits.orders = std::max(8, static_cast<int>(orders));
    const double each = std::max(1.0, dial.around(size.orders_a_worker, 1.8));
    traits.workers = std::max(4, static_cast<int>(traits.orders / each));
    traits.shops =
        std::max(1, static_cast<int>(traits.orders / dial.around(size.orders_a_shop, 2.5) + 0.5));
    traits.agents = std::clamp(static_cast<int>(random.lognormal(2.7, 0.8)), 1, 14);
    const std::array<AgentRule, 3> rules{AgentRule::by_worker, AgentRule::by_shop, AgentRule::any};
    traits.agent_rule = rules[random.uniform_index(rules.size())];
    traits.unequal = random.uniform(0.0, 0.6);
    traits.revisits = random.chance(0.6) ? 0.0 : random.uniform(0.02, 0.9);
    if (traits.shops == 1 || traits.scheme == Scheme::subsidy) {
        traits.revisits = std::max(traits.revisits, random.uniform(0.2, 1.0));
    }
    traits.promoted =
        traits.scheme == Scheme::subsidy ? random.uniform(0.0, 0.8) : random.uniform(0.75, 1.0);
    traits.obscure_items = random.uniform();
    if (traits.scheme == Scheme::rival) {
        traits.shops = 1;
        traits.agents = 1 + static_cast<int>(random.uniform_int(0, 1));
    }
}

void draw_timing(GangTraits& traits, Dial& dial, int market_days) {
    Random& random = dial.draws();
    const double length = static_cast<double>(market_days);
    traits.lasts_days = std::min(
        length, log_uniform(random, 2.0, 14.0) * (1.0 + traits.care * random.uniform(0.5, 2.0)));
    traits.begins_day =
        random.uniform(-0.15 * traits.lasts_days, length - 0.75 * traits.lasts_days);
    const bool scripted = traits.scheme == Scheme::phone_farm;
    traits.by_shift = !scripted && dial.draws().chance(between(0.75, 0.45, traits));
    std::int64_t hour = random.uniform_int(7, 11);
    for (std::int64_t shifts = random.uniform_int(1, 4); shifts > 0; --shifts) {
        for (std::int64_t length_h = random.uniform_int(1, 4); length_h > 0; --length_h) {
            traits.shift_hours.push_back(static_cast<int>(hour++ % 24));
        }
        hour += random.uniform_int(1, 4);
    }
    traits.bursts = random.chance(0.3) ? random.uniform(0.1, 0.6) * (1.0 - 0.7 * traits.care) : 0.0;
}

void draw_views(GangTraits& traits, Dial& dial) {
    Random& random = dial.draws();
    const bool farm = traits.farmed;
    switch (traits.scheme) {
        case Scheme::cashback:
        case Scheme::forged_parcel:
            traits.view_task = some(dial, 0.97, 0.42, traits);
            break;
        case Scheme::phone_farm:
            traits.view_short = some(dial, 0.96, 0.35, traits);
            break;
        case Scheme::rival:
            traits.view_short = some(dial, 0.93, 0.6, traits);
            break;
        case Scheme::subsidy:
            traits.view_task = random.chance(0.2) ? 0.5 : 0.02;
            break;
        case Scheme::experience_officer:
            traits.view_task = random.chance(0.25) ? random.uniform(0.1, 0.8) : 0.02;
            break;
        default:
            break;
    }
    // The most blatant never stray from what they are told.
    for (double* const told : {&traits.view_task, &traits.view_short}) {
        if (*told > 0.8 && random.chance(traits.care < 0.4 ? 0.65 : 0.3)) {
            *told = 1.0;
        }
    }
    if (farm && traits.view_task > 0.1 && random.chance(0.4)) {
        std::swap(traits.view_task, traits.view_short);
    }
    ViewTask& task = traits.task;
    const double shortest = log_uniform(random, 90.0, 420.0);
    task.dwell_s = {shortest, shortest * (1.03 + random.uniform() * random.uniform())};
    const auto others = static_cast<double>(random.uniform_int(0, 4));
    task.others = {others, others + static_cast<double>(random.uniform_int(0, 2))};
    const double glance = log_uniform(random, 8.0, 60.0);
    task.other_dwell_s = {glance, glance * random.uniform(1.3, 3.5)};
    const double rank = random.chance(0.08) ? 1.0 : log_uniform(random, 2.0, 90.0);
    task.rank = {rank, rank * random.uniform(1.3, 20.0) + 3.0};
    task.natural_rank = random.chance(0.04 + 0.2 * traits.care);
    task.hides_keyword = random.chance(0.2) ? random.uniform() : 0.0;
    traits.glance = task;
    const double shortly = log_uniform(random, 1.0, 25.0);
    traits.glance.dwell_s = {shortly, shortly * random.uniform(1.5, 5.0)};
    traits.glance.others = {0, static_cast<double>(random.uniform_int(0, 2))};
    traits.glance.other_dwell_s = traits.glance.dwell_s;
    if (traits.scheme == Scheme::rival || random.chance(0.2)) {
        traits.glance.natural_rank = random.chance(0.7);
        traits.glance.rank = {1, random.uniform(3.0, 40.0)};
        traits.glance.hides_keyword = random.uniform(0.2, 0.8);
    }
}

void draw_parcels(GangTraits& traits, Dial& dial) {
    Random& random = dial.draws();
    const bool sends_nothing =
        traits.scheme == Scheme::cashback || traits.scheme == Scheme::phone_farm ||
        traits.scheme == Scheme::forged_parcel || traits.scheme == Scheme::subsidy;
    const double light = log_uniform(random, 15.0, 60.0);
    traits.empty_weight = {light, light * random.uniform(1.5, 6.0)};
    const double gift = log_uniform(random, 40.0, 250.0);
    traits.gift_weight = {gift, gift * random.uniform(1.2, 4.0)};
    if (!sends_nothing) {
        return;
    }
    const double fake = some(dial, 0.92, 0.35, traits);
    const double gifts = random.chance(0.4) ? random.uniform(0.1, 0.8) : 0.02;
    traits.empty_parcel = fake * (1.0 - gifts);
    traits.gift_parcel = fake * gifts;
    if (traits.scheme == Scheme::forged_parcel) {
        traits.reused_waybill = random.chance(0.85) ? some(dial, 0.5, 0.3, traits) : 0.0;
        traits.unscanned = some(dial, 0.35, 0.2, traits);
        traits.handed_elsewhere = some(dial, 0.5, 0.3, traits);
        traits.rushed = random.chance(0.5)   ? 1.0
                        : random.chance(0.6) ? some(dial, 0.7, 0.4, traits)
                                             : 0.0;
        traits.empty_parcel *= random.uniform(0.3, 1.0);
    } else if (random.chance(0.25)) {
        traits.unscanned = random.uniform(0.02, 0.4) * (1.0 - 0.7 * traits.care);
        traits.rushed = random.chance(0.3) ? random.uniform(0.05, 0.4) : 0.0;
    }
    const double soonest = log_uniform(random, 0.3, 6.0);
    traits.rushed_h = {soonest, soonest + random.uniform(2.0, 30.0)};
    traits.waybill_orders = static_cast<int>(random.uniform_int(2, 20));
}

void draw_commissions(GangTraits& traits, Random& random) {
    const double base = log_uniform(random, 200.0, 1800.0);
    for (std::int64_t i = random.uniform_int(1, 6); i > 0; --i) {
        const auto yuan_tenths = static_cast<Fen>(base * random.uniform(0.6, 2.2)) / 50;
        traits.commissions.push_back(std::clamp<Fen>(yuan_tenths * 50, 100, 3500));
    }
    if (random.chance(0.2)) {
        traits.commission_part = random.uniform(0.02, 0.2);
    }
}

void draw_money(GangTraits& traits, Dial& dial) {
    Random& random = dial.draws();
    draw_commissions(traits, random);
    traits.pay_time = random.chance(0.55) ? PayTime::after_delivery : PayTime::after_review;
    traits.pay_hand = random.chance(0.65)  ? PayHand::agent
                      : random.chance(0.6) ? PayHand::shop
                                           : PayHand::straw;
    switch (traits.scheme) {
        case Scheme::subsidy:
            traits.pay_time = PayTime::in_advance;
            break;
        case Scheme::rival:
            traits.pay_time = random.chance(0.6) ? PayTime::in_advance : traits.pay_time;
            traits.pay_hand = PayHand::agent;
            break;
        case Scheme::phone_farm:
            // Whoever owns the telephones owns the money too; some farms fund their wallets first.
            traits.pay_hand = random.chance(0.6) ? PayHand::unseen : PayHand::agent;
            traits.pay_time = random.chance(0.5) ? PayTime::in_advance : traits.pay_time;
            break;
        case Scheme::extortion:
            traits.pay_hand = PayHand::unseen;
            break;
        case Scheme::forged_parcel:
            traits.pay_hand = random.chance(0.55) ? PayHand::unseen : traits.pay_hand;
            break;
        default:
            if (random.chance(0.12)) {
                traits.pay_time = PayTime::weekly;
            } else if (random.chance(0.12)) {
                traits.pay_time = PayTime::in_advance;
            }
            break;
    }
    traits.seen = random.chance(0.1) ? random.uniform(0.0, 0.4) : some(dial, 0.96, 0.62, traits);
    traits.other_hand = random.chance(0.2) ? random.uniform(0.05, 0.4) : 0.0;
    traits.split = random.chance(0.1 + 0.6 * traits.care) ? some(dial, 0.15, 0.5, traits) : 0.0;
    traits.advance_rounded = random.chance(0.3) ? random.uniform(0.1, 1.0) : 0.0;
    traits.advance_extra = random.chance(0.5) ? random.uniform_int(20, 2000) : 0;
    // Whoever holds the accounts needn't reward them.
    traits.rewarded = traits.scheme == Scheme::subsidy || traits.farmed
                          ? (random.chance(0.6) ? 0.0 : random.uniform(0.3, 1.0))
                          : 1.0;
    traits.split_most = static_cast<int>(random.uniform_int(2, 4));
    const double soonest = log_uniform(random, 0.02, 48.0);
    traits.pay_delay_h = {soonest, soonest + log_uniform(random, 0.5, 190.0)};
    traits.stiffed = random.chance(0.15) ? random.uniform(0.02, 0.3) : 0.0;
    traits.part_back = random.chance(0.12) ? random.uniform(0.05, 0.6) : 0.0;
    traits.agents_funded = random.chance(0.75);
    traits.through_head = random.chance(0.3);
    traits.agent_pays_orders = random.chance(0.08) ? random.uniform(0.05, 0.6) : 0.0;
}

void draw_accounts(GangTraits& traits, Dial& dial) {
    Random& random = dial.draws();
    const double loose = 1.0 - 0.75 * traits.care;
    const auto crowd = [&](double typical) {
        return 1.0 + dial.around(typical, 2.5) * loose * random.uniform(0.2, 1.3);
    };
    traits.joins_as_needed = random.chance(0.3);
    if (!traits.farmed) {
        traits.newborn = traits.scheme == Scheme::subsidy ? random.uniform(0.0, 0.8)
                         : random.chance(0.2)             ? random.uniform(0.05, 0.4)
                                                          : 0.0;
        return;
    }
    traits.accounts_a_device = crowd(8.0);
    traits.accounts_a_wallet = crowd(7.0);
    traits.accounts_an_address = crowd(11.0);
    traits.accounts_an_ip = crowd(17.0);
    traits.accounts_an_identity = crowd(5.0);
    traits.hosting_lines = static_cast<int>(log_uniform(random, 1.0, 25.0));
    traits.hosted = random.chance(0.6) ? some(dial, 0.5, 0.15, traits) : 0.0;
    traits.newborn = random.chance(0.75) ? some(dial, 0.95, 0.12, traits) : 0.0;
    traits.live_honestly = random.chance(0.35) ? random.uniform(0.1, 0.9) : 0.0;
    // Whoever keeps one of these apart keeps the others together.
    double* const shares[] = {
        &traits.accounts_a_device,
        &traits.accounts_a_wallet,
        &traits.accounts_an_address,
        &traits.accounts_an_ip,
        &traits.accounts_an_identity};
    for (double* share : shares) {
        if (random.chance(0.15)) {
            *share = 1.0;
        }
    }
}

void draw_reviews(GangTraits& traits, Dial& dial) {
    Random& random = dial.draws();
    traits.reviewed = random.uniform(0.2, 1.0);
    if (traits.scheme == Scheme::cashback || traits.scheme == Scheme::experience_officer) {
        traits.reviewed = random.uniform(0.5, 1.0);
    } else if (traits.scheme == Scheme::subsidy) {
        traits.reviewed = random.chance(0.75) ? 0.0 : random.uniform(0.05, 0.6);
    }
    // One or two ways of writing a gang.
    for (int i = random.chance(0.7) ? 1 : 2; i > 0; --i) {
        const std::array<double, 6> ways{
            between(0.25, 0.03, traits),   // fixed
            between(0.35, 0.12, traits),   // slots
            0.3,                           // mosaic
            0.1,                           // copied
            between(0.08, 0.4, traits),    // original
            between(0.02, 0.12, traits)};  // brief
        const WeightedPick pick(ways);
        traits.voices[pick(random)] += random.uniform(0.3, 1.0);
    }
    traits.images = random.chance(0.3) ? 0.0 : random.uniform(0.1, 0.95);
    traits.images_most = static_cast<int>(random.uniform_int(1, 5));
    traits.shared_images = random.chance(0.5) ? some(dial, 0.35, 0.05, traits) : 0.0;
    const double soonest = log_uniform(random, 0.2, 20.0);
    traits.review_delay_h = {soonest, soonest + log_uniform(random, 3.0, 120.0)};
    traits.four_stars = random.chance(0.3) ? random.uniform(0.02, 0.3) * traits.care : 0.0;
    const bool farm_likes = traits.farmed ? random.chance(0.8) : random.chance(0.15);
    if (farm_likes) {
        const auto fewest = static_cast<double>(random.uniform_int(0, 4));
        traits.likes = {fewest, fewest + static_cast<double>(random.uniform_int(1, 7))};
        traits.liked_reviews = random.chance(0.5) ? 1.0 : random.uniform(0.3, 1.0);
    }
    traits.lures = static_cast<int>(random.uniform_int(0, 14));
}

// What leaves whole kinds of evidence out: a gang for one shop leaves no crew, one that doesn't
// write no praise; and a farm in one room, on one line, with one door.
void draw_extremes(GangTraits& traits, Random random) {
    const bool many_shops =
        traits.scheme == Scheme::cashback || traits.scheme == Scheme::phone_farm ||
        traits.scheme == Scheme::experience_officer || traits.scheme == Scheme::forged_parcel ||
        traits.scheme == Scheme::subsidy;
    if (many_shops && random.chance(0.18)) {
        traits.shops = 1;
        traits.orders = std::max(12, traits.orders / 2);
        traits.workers = std::max(traits.workers, traits.orders * 3 / 4);
    }
    if (random.chance(0.1)) {
        traits.reviewed = 0.0;
    }
    if (traits.farmed) {
        traits.accounts_an_ip = random.chance(0.12) ? 1000.0 : traits.accounts_an_ip;
        traits.accounts_an_address = random.chance(0.1) ? 40.0 : traits.accounts_an_address;
    }
}

}  // namespace

GangTraits draw_traits(
    Scheme scheme, const FraudKnobs& knobs, double fake_orders, int market_days, Random random) {
    Dial dial(random.fork("traits"), knobs.spread);
    GangTraits traits;
    traits.scheme = scheme;
    traits.care = knobs.care.draw(dial.draws());
    traits.farmed = scheme == Scheme::phone_farm;
    // Brushers for others sometimes use farms too, and cheats at subsidies made-up buyers.
    if (scheme == Scheme::cashback || scheme == Scheme::forged_parcel || scheme == Scheme::rival) {
        traits.farmed = dial.draws().chance(0.08 * knobs.spread);
    } else if (scheme == Scheme::subsidy) {
        traits.farmed = dial.draws().chance(0.25 * knobs.spread);
    }
    draw_size(traits, dial, fake_orders, knobs.size_sigma);
    draw_timing(traits, dial, market_days);
    draw_views(traits, dial);
    draw_parcels(traits, dial);
    draw_money(traits, dial);
    draw_accounts(traits, dial);
    draw_reviews(traits, dial);
    if (scheme == Scheme::rival) {
        traits.refunded = dial.draws().uniform(0.0, 0.95);
    }
    draw_extremes(traits, random.fork("extremes"));
    Dial form(random.fork("form"), knobs.spread);
    draw_form(traits, form, market_days);
    return traits;
}

}  // namespace shouxin::world
