// What kind of world is it? Everything that a detector could latch on to is a knob, drawn anew for
// every world: how honest people live and how marketplaces report. What each gang does is drawn
// a gang at a time (gang_traits.h). Plain values.
#pragma once

#include "base/result.h"
#include "world/dial.h"
#include "world/fraud_knobs.h"
#include "world/moment.h"
#include "world/places.h"
#include "world/report_knobs.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::world {

struct CalendarKnobs {
    Ms start = 0;
    int days = 30;
    double tail_days = 14.0;  // what orders lead to is told this long after the last day
    double orders_per_day = 2200.0;
    double growth_per_day = 0.0;
    double weekend_lift = 1.05;
    double day_noise = 0.05;
    std::array<double, 24> hour_weights{};
    int festival_day = -1;  // none
    int festival_days = 0;
    double festival_lift = 1.0;
};

struct PeopleKnobs {
    double orders_per_person = 2.6;
    double activity_sigma = 0.9;
    double night_owls = 0.03;
    double newcomers = 0.10;   // registered within the market's days
    double bystanders = 0.10;  // registered and never seen again
    double in_dormitory = 0.3;
    Span dormitory_size{40, 220};
    double dormitory_ip_share = 0.6;  // of its people, behind a few common addresses
    Span dormitory_ips{1, 6};
    double in_family = 0.12;
    double family_shares_wallet = 0.35;
    double family_shares_device = 0.2;
    double family_shares_identity = 0.15;
    double clan_share = 0.003;  // people in big families behind one wallet
    double second_device = 0.14;
    double second_account = 0.01;
    double second_ip = 0.35;
    double carrier_nat = 0.08;  // second addresses that many strangers share
    Span nat_pool{8, 60};
    double hosting = 0.005;        // orders through a hosting address
    double local_ip_blocks = 0.5;  // home addresses from blocks of the town
};

struct ShopKnobs {
    int shops = 857;
    int categories = 8;
    bool chinese_categories = false;
    bool coded_categories = false;
    double popularity_sigma = 1.0;
    Span items{2, 20};
    double item_skew = 0.8;  // Zipf exponent of items within a shop
    double price_factor = 1.0;
    double price_sigma = 0.8;
    double new_shops = 0.04;
    double friends_first = 0.3;  // of new shops, those whose friends buy at once
    double shared_payee = 0.0;   // shops of one owner settle to one account
    double local_buyers = 0.05;
    double loyalty = 0.1;
    double old_days = 900.0;
    double branches = 0.2;  // of new shops, those that a family with a shop already opens
    double moves = 0.3;     // of these, the old one closes
};

struct BrowseKnobs {
    double other_items = 1.3;
    double other_sigma = 0.8;
    double no_view = 0.01;
    double searching = 0.55;
    double rank_tail = 1.1;
    double deep = 0.04;         // of looks, far down the list
    double rank_by_fame = 0.3;  // obscure shops are found deep
    double dwell_s = 88.0;
    double dwell_sigma = 1.1;
    double glance_s = 33.0;
    double glance_sigma = 0.85;
    double careful = 0.04;  // people who read for minutes
    Span careful_dwell{240, 480};
    double window_shopping = 0.0;  // sessions that buy nothing, for each that does
    double device_hop = 0.01;
};

struct ParcelKnobs {
    double pay_within_s = 200.0;
    Span ship_h{6, 48};
    Span local_transit_h{3.5, 18};
    Span far_transit_h{4, 108};
    double by_distance = 0.3;  // how much of the time away is distance
    Span scans{2, 4};
    double lost_scans = 0.03;
    double merged = 0.02;
    double light = 0.01;  // accessories and samples far below the item's weight
    double weight_noise = 0.08;
    double gifts = 0.018;
    double same_day = 0.02;
    Span redeem_h{2, 100};
    double unredeemed = 0.005;
    double redeemed_elsewhere = 0.02;
    double undelivered = 0.0;
};

struct ReviewKnobs {
    double share = 0.2;
    double delay_h = 22.0;
    double delay_sigma = 1.1;
    std::array<double, 5> stars{0.10, 0.05, 0.085, 0.13, 0.635};
    double short_text = 0.4;
    double gushing = 0.1;
    double angry = 0.3;  // of one-star reviews
    double images = 0.5;
    double images_max = 3.0;
    double repeated_text = 0.01;  // people who post one text everywhere
    double shared_image = 0.02;   // the shop's own picture
    double likes = 0.15;
    double popular = 0.003;  // reviews that dozens like
    double removed_by_author = 0.014;
    double removed_by_shop = 0.004;  // abuse that the shop may take down, where it may
    double fan_shops = 0.012;        // whose fans like whatever is said of them
    Span fans{5, 30};
    double enthusiasts = 0.004;   // people who like a lot
    double by_enthusiasts = 0.3;  // share of likes that are theirs
    double vocabulary = 0.6;      // share of each word list this world uses
};

struct AfterSaleKnobs {
    double cancelled = 0.03;
    double refunded = 0.07;
    double refunded_partly = 0.06;  // of refunds
    double refunded_when_angry = 0.4;
    double refund_spread = 0.6;  // some shops take much more back
    double amends = 0.022;       // shops' compensation by transfer
    double amends_whole = 0.12;  // of which the whole price
    Span amends_part{0.04, 0.35};
    double removed_after_amends = 0.05;
};

struct PromotionKnobs {
    struct Coupon {
        Fen threshold = 0;
        Fen off = 0;
    };

    std::vector<Coupon> coupons;
    double coupon_use = 0.07;     // of orders
    double topped_up = 0.5;       // of those, just above the threshold
    double top_up_sigma = 0.012;  // how just
    int trials = 4;
    Span trial_orders{15, 60};
    double trial_paid_by_shop = 0.2;
    bool trial_note = true;
    int livestreams = 7;
    int flash_sales = 6;  // surges that nobody declared
    Span surge_orders{40, 200};
    int office_lunches = 15;
    Span office_size{5, 18};
    int companies = 18;  // that order the same for weeks
    Span company_size{1, 4};
    Span company_orders{5, 25};  // a colleague
    double one_payer = 0.3;      // of office lunches: one pays, colleagues pay back
    double price_wobble = 0.02;  // orders at another price than the item's
    double quantity_more = 0.145;
};

struct MoneyKnobs {
    double friend_transfers = 0.012;  // a person a day
    double round_sums = 0.45;
    double outsiders = 0.3;  // transfers with people who don't shop here
    int wage_payers = 20;
    Span wage_people{8, 110};
    double wage_big = 0.5;  // payers of hundreds of yuan, not tens
    double wage_daily = 0.5;
    double errands = 0.004;  // orders made for a friend who pays back, price and a little more
    Span errand_fee{0, 2500};
    double settlement_days = 7.0;
    bool goes_on = true;  // friends and employers pay after the last day as well
    double commission = 0.05;
    int staff_shops = 14;  // that pay their people here, who buy there at a discount
    Span staff{2, 10};
    Span staff_orders{0, 4};  // a person
    Span staff_price{0.55, 0.97};
    double staff_declared = 0.4;
};

struct TalkKnobs {
    double messages_per_day = 165.0;
    int channels = 3;
    int staff = 40;
    double accesses_per_day = 20.0;
    double lures_by_nobody = 0.3;  // share of an average world's lures that no gang posted
    double rule_reviews = 3.0;     // honest staff who go over the subsidy rule, and change it
};

struct Knobs {
    double scale = 1.0;
    std::uint64_t seed = 0;
    CalendarKnobs calendar;
    PlaceKnobs places;
    PeopleKnobs people;
    ShopKnobs shops;
    BrowseKnobs browse;
    ParcelKnobs parcels;
    ReviewKnobs reviews;
    AfterSaleKnobs after_sale;
    PromotionKnobs promotions;
    MoneyKnobs money;
    TalkKnobs talk;
    ReportKnobs report;
    FraudKnobs fraud;
};

struct MarketOptions {
    std::uint64_t seed = 1;
    double scale = 1.0;  // of yunhe: the fraction of the source's case
    int days = 0;        // 0: the preset's
    Preset preset = Preset::mixed;
    std::vector<FraudKnobs::Planted> attacks;  // instead of the preset's
};

// Invalid when scale, days or numbers of gangs are outside what fits in memory.
Result<Knobs> draw_knobs(const MarketOptions& options);

}  // namespace shouxin::world
