// How does this gang work? Drawn a gang at a time from its scheme and its care: 0 is a gang that
// leaves every trace, 1 one whose workers browse, receive and write like anybody. A plain value.
#pragma once

#include "world/browse.h"
#include "world/dial.h"
#include "world/knobs.h"
#include "world/phrases.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shouxin::world {

enum class PayTime : std::uint8_t { in_advance, after_delivery, after_review, weekly };

// Which of the agents pays.
enum class AgentRule : std::uint8_t { by_worker, by_shop, any };

// Who sends the money.
enum class PayHand : std::uint8_t {
    agent,  // one of a few payment accounts, each paying workers of many shops
    shop,   // the shop's own settlement account
    straw,  // many payment accounts that pay once or twice
    unseen  // nobody here: paid outside
};

struct GangTraits {
    Scheme scheme = Scheme::cashback;
    double care = 0.0;

    int orders = 100;
    int workers = 30;
    int shops = 3;
    int agents = 3;
    double begins_day = 3.0;
    double lasts_days = 10.0;
    bool by_shift = false;  // tasks are given out at certain hours
    std::vector<int> shift_hours;
    double bursts = 0.0;         // share of tasks done within minutes of another
    double revisits = 0.0;       // a worker may order at the same shop again
    double unequal = 0.3;        // workers' zeal, deviation of its logarithm
    double promoted = 0.93;      // of orders, those of the few items to promote
    double obscure_items = 0.5;  // of these, the ones that hardly anybody buys

    double view_task = 0.0;  // the rest browse naturally
    double view_short = 0.0;
    ViewTask task;
    ViewTask glance;

    double empty_parcel = 0.0;
    double gift_parcel = 0.0;
    Span empty_weight{18, 130};
    Span gift_weight{60, 400};
    double reused_waybill = 0.0;
    int waybill_orders = 6;
    double unscanned = 0.0;
    double handed_elsewhere = 0.0;
    double rushed = 0.0;
    Span rushed_h{1, 28};

    PayTime pay_time = PayTime::after_delivery;
    PayHand pay_hand = PayHand::agent;
    double seen = 1.0;        // of the money back
    double other_hand = 0.0;  // sometimes by the other way
    double split = 0.0;
    int split_most = 3;
    Span pay_delay_h{1, 120};
    std::vector<Fen> commissions;
    double commission_part = 0.0;  // or a part of the price
    double stiffed = 0.0;          // never paid back
    double part_back = 0.0;        // gets only a part: pays for the goods in part
    bool agents_funded = true;     // shops pay their agents here too
    bool through_head = false;     // and not directly: somebody above the agents takes it first
    AgentRule agent_rule = AgentRule::any;
    double rewarded = 1.0;  // money beyond the price itself
    Fen advance_extra = 0;  // advances are up to this much too much
    double advance_rounded = 0.0;
    WordList notes;

    bool farmed = false;  // accounts made for this, not people who work
    double accounts_a_device = 1.0;
    double accounts_a_wallet = 1.0;
    double accounts_an_address = 1.0;
    double accounts_an_ip = 1.0;
    double accounts_an_identity = 1.0;
    double hosted = 0.0;
    int hosting_lines = 4;
    bool joins_as_needed = false;    // newborns register during the run, not before it
    double newborn = 0.0;            // registered shortly before, together
    double live_honestly = 0.0;      // farmed accounts that shop as well
    double agent_pays_orders = 0.0;  // the order itself paid from the agent's account

    double reviewed = 0.7;
    std::array<double, 6> voices{};  // by Voice
    double images = 0.6;
    int images_most = 4;
    double shared_images = 0.1;
    Span review_delay_h{2, 48};
    double four_stars = 0.0;
    Span likes{0, 0};  // by the gang, a liked review
    double liked_reviews = 0.0;
    double refunded = 0.0;  // rivals send the goods back
    int lures = 3;

    std::vector<std::uint32_t> provinces;  // of the shops, two digits each; none: anywhere
    std::uint32_t head = 0;  // the payment account above the agents', when it is others' too

    int surges = 0;  // all tasks fall into so many bursts, over all shops at once
    Span surge_h{1, 8};
    bool slept = false;  // accounts made in batches long before, silent until the run
    int batches = 3;
    double unshipped = 0.0;  // nothing is sent, not even an empty parcel
    int trust_orders = -1;   // so many of a worker's are paid back, then none; -1: all
    double complains = 0.0;  // of the workers that are not paid, those that say so
    double asks_refund = 0.0;
    double staffed = 0.0;  // workers on the payroll of the shop that they buy at
    Fen wage = 0;          // a week

    bool reborn = false;     // the shops close and open again under other names
    double reborn_at = 0.5;  // of the run
    Span reborn_gap_days{0.2, 4};
    double same_payee = 0.7;  // of the new shops
    double same_town = 0.8;
    double same_goods = 0.85;
    double same_items = 0.3;    // the very same item ids
    double same_workers = 0.8;  // go on at the new shop
    double punished = 0.0;      // fake reviews that the platform removes when it closes the shop
};

// What makes the rarer schemes what they are, drawn over the traits of an ordinary gang.
void draw_form(GangTraits& traits, Dial& dial, int market_days);

// `fake_orders` is the size of an ordinary cashback gang; other schemes are sized relative to it.
GangTraits draw_traits(
    Scheme scheme, const FraudKnobs& knobs, double fake_orders, int market_days, Random random);

}  // namespace shouxin::world
