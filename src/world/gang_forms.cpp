// What makes the rarer schemes what they are? Each leaves one trace above all; the others are drawn
// down to what many honest people leave as well.
#include "world/gang_traits.h"

#include <algorithm>

namespace shouxin::world {
namespace {

void browse_like_anybody(GangTraits& traits, Random& random) {
    traits.view_task = random.chance(0.2) ? random.uniform(0.0, 0.4) : 0.0;
    traits.view_short = random.chance(0.2) ? random.uniform(0.0, 0.4) : 0.0;
}

void send_real_parcels(GangTraits& traits, Random& random) {
    traits.empty_parcel = random.chance(0.3) ? random.uniform(0.0, 0.5) : 0.0;
    traits.gift_parcel = random.chance(0.2) ? random.uniform(0.0, 0.3) : 0.0;
    traits.unscanned = 0.0;
    traits.rushed = 0.0;
}

// The money goes outside this platform, or little of it is seen.
void pay_elsewhere(GangTraits& traits, Random& random) {
    if (random.chance(0.7)) {
        traits.pay_hand = PayHand::unseen;
    } else {
        traits.seen = random.uniform(0.05, 0.6);
    }
    traits.pay_time = random.chance(0.7) ? PayTime::after_delivery : PayTime::weekly;
}

void review_seldom(GangTraits& traits, Random& random) {
    traits.reviewed = random.chance(0.4) ? 0.0 : random.uniform(0.05, 0.5);
}

void draw_keyword_task(GangTraits& traits, Random& random) {
    traits.view_task = random.chance(0.4) ? 1.0 : random.uniform(1.0 - 0.5 * traits.care, 1.0);
    traits.view_short = 0.0;
    traits.task.natural_rank = random.chance(0.15 * traits.care);
    traits.task.hides_keyword = random.chance(0.2) ? random.uniform(0.0, 0.5) : 0.0;
    send_real_parcels(traits, random);
    pay_elsewhere(traits, random);
    review_seldom(traits, random);
}

// Within hours, everybody new to the shops, several shops in step.
void draw_surge(GangTraits& traits, Random& random) {
    traits.shops = std::clamp(traits.shops, 2, 9);
    traits.surges = static_cast<int>(random.uniform_int(1, 4));
    const double shortest = log_uniform(random, 0.5, 5.0) * (1.0 + traits.care);
    traits.surge_h = {shortest, shortest * random.uniform(1.3, 3.0)};
    traits.revisits = random.chance(0.7) ? 0.0 : random.uniform(0.0, 0.1);
    traits.bursts = 0.0;
    browse_like_anybody(traits, random);
    send_real_parcels(traits, random);
    pay_elsewhere(traits, random);
    review_seldom(traits, random);
}

void draw_template(GangTraits& traits, Random& random) {
    traits.reviewed = random.uniform(0.7, 1.0);
    traits.voices = {};
    const double kind = random.uniform();
    const Voice voice = kind < 0.6 ? Voice::slots : kind < 0.8 ? Voice::fixed : Voice::mosaic;
    traits.voices[static_cast<std::size_t>(voice)] = 1.0;
    if (random.chance(0.4 + 0.4 * traits.care)) {
        traits.voices[static_cast<std::size_t>(Voice::original)] = random.uniform(0.1, 0.8);
    }
    browse_like_anybody(traits, random);
    send_real_parcels(traits, random);
    pay_elsewhere(traits, random);
}

// Bought or stolen identities: few accounts behind each, with things of their own, that sleep for
// months and wake together.
void draw_bought_identity(GangTraits& traits, Random& random) {
    traits.farmed = true;
    traits.slept = true;
    traits.batches = static_cast<int>(random.uniform_int(1, 6));
    traits.accounts_an_identity = random.uniform(1.6, 4.5);
    const auto few = [&random](double chance, double most) {
        return random.chance(chance) ? random.uniform(1.0, most) : 1.0;
    };
    traits.accounts_a_device = few(0.6, 4.0);
    traits.accounts_a_wallet = few(0.4, 2.5);
    traits.accounts_an_address = few(0.6, 4.0);
    traits.accounts_an_ip = few(0.6, 5.0);
    traits.hosted = random.chance(0.3) ? random.uniform(0.02, 0.3) : 0.0;
    traits.live_honestly = random.chance(0.25) ? random.uniform(0.05, 0.3) : 0.0;
    if (random.chance(0.6)) {
        browse_like_anybody(traits, random);
    }
    if (random.chance(0.5)) {
        send_real_parcels(traits, random);
    }
    pay_elsewhere(traits, random);
    traits.liked_reviews = random.chance(0.2) ? random.uniform(0.2, 1.0) : 0.0;
}

// One hub for several shops that themselves pay nobody here; or the shop's own people.
void draw_agency(GangTraits& traits, Random& random) {
    traits.agents_funded = false;
    traits.through_head = false;
    traits.agents = random.chance(0.75) ? 1 : 2;
    traits.pay_hand = PayHand::agent;
    traits.agent_rule = AgentRule::any;
    traits.other_hand = 0.0;
    traits.pay_time = random.chance(0.4)   ? PayTime::in_advance
                      : random.chance(0.5) ? PayTime::after_delivery
                                           : PayTime::after_review;
    traits.shops = std::clamp(traits.shops, 2, 16);
    if (random.chance(0.5)) {
        send_real_parcels(traits, random);
    }
    if (!random.chance(0.4)) {
        return;
    }
    traits.staffed = random.chance(0.5) ? 1.0 : random.uniform(0.2, 0.7);
    traits.wage = random.uniform_int(700, 2200) * 100;
    if (traits.staffed >= 1.0) {
        // Wages hold what they laid out, so the same few come again and again.
        traits.pay_time = PayTime::weekly;
        traits.pay_hand = PayHand::shop;
        traits.shops = std::clamp(traits.orders / 40, 1, 4);
        traits.workers = std::clamp(traits.orders / 8, 3, 12 * traits.shops);
        traits.revisits = 1.0;
    }
}

void draw_reborn(GangTraits& traits, Random& random, int market_days) {
    const double length = static_cast<double>(market_days);
    traits.reborn = true;
    traits.lasts_days = random.uniform(0.55, 1.0) * length;
    traits.begins_day = random.uniform(-0.1 * length, std::max(0.0, length - traits.lasts_days));
    traits.reborn_at = random.uniform(0.3, 0.65);
    const double shortest = random.uniform(0.0, 2.0);
    traits.reborn_gap_days = {shortest, shortest + random.uniform(0.2, 5.0)};
    traits.same_payee = random.uniform(0.3, 1.0) * (1.0 - 0.5 * traits.care);
    traits.same_town = random.uniform(0.5, 1.0);
    traits.same_goods = random.uniform(0.5, 1.0);
    traits.same_items = random.chance(0.35) ? 1.0 : random.uniform(0.0, 0.3);
    traits.same_workers = random.uniform(0.4, 1.0);
    traits.punished = random.chance(0.5) ? random.uniform(0.1, 0.9) : 0.0;
    traits.shops = std::clamp(traits.shops, 1, 5);
}

// The first orders are paid back to win trust; then the money never comes.
void draw_stiffed(GangTraits& traits, Random& random) {
    traits.trust_orders = random.chance(0.4) ? 0 : static_cast<int>(random.uniform_int(1, 3));
    traits.view_task = random.chance(0.5) ? 1.0 : random.uniform(0.4, 1.0);
    traits.view_short = 0.0;
    traits.pay_time = PayTime::after_delivery;
    traits.pay_hand = random.chance(0.5) ? PayHand::straw : PayHand::agent;
    traits.unshipped = random.chance(0.5) ? random.uniform(0.5, 1.0) : random.uniform(0.0, 0.4);
    traits.complains = random.uniform(0.1, 0.7);
    traits.asks_refund = random.uniform(0.05, 0.6);
    traits.reviewed = random.uniform(0.0, 0.5);
    traits.revisits = random.uniform(0.3, 1.0);
    traits.shops = std::clamp(traits.shops, 1, 3);
    traits.lures = static_cast<int>(random.uniform_int(2, 20));
}

}  // namespace

void draw_form(GangTraits& traits, Dial& dial, int market_days) {
    Random& random = dial.draws();
    switch (traits.scheme) {
        case Scheme::keyword_task:
            draw_keyword_task(traits, random);
            break;
        case Scheme::surge:
            draw_surge(traits, random);
            break;
        case Scheme::template_praise:
            draw_template(traits, random);
            break;
        case Scheme::bought_identity:
            draw_bought_identity(traits, random);
            break;
        case Scheme::agency:
            draw_agency(traits, random);
            break;
        case Scheme::reborn:
            draw_reborn(traits, random, market_days);
            break;
        case Scheme::stiffed_workers:
            draw_stiffed(traits, random);
            break;
        default:
            break;
    }
}

}  // namespace shouxin::world
