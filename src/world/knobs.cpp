#include "world/knobs.h"

#include "world/yunhe.h"

#include <algorithm>
#include <string>

namespace shouxin::world {
namespace {

// Shoppers of a day: few before dawn, a hump at noon, the most in the evening.
constexpr std::array<double, 24> ordinary_hours{1.9, 1.2, 0.7, 0.5, 0.45, 0.7, 1.6, 2.8,
                                                3.8, 4.9, 5.3, 5.5, 6.0,  5.5, 4.8, 4.7,
                                                4.8, 4.8, 5.4, 6.6, 8.3,  8.3, 7.1, 4.4};

CalendarKnobs draw_calendar(Dial dial, double scale) {
    CalendarKnobs calendar;
    calendar.start = local_midnight(dial.draws().uniform_int(19700, 21500));
    calendar.days = dial.spread() > 0.5 ? static_cast<int>(dial.draws().uniform_int(14, 45)) : 30;
    calendar.tail_days = dial.unless(0.7) ? dial.around(13.0, 1.6) : dial.draws().uniform(0, 20);
    calendar.orders_per_day = dial.around(2150.0, 1.5) * scale;
    calendar.growth_per_day = dial.draws().normal(0.0, 0.008 * dial.spread());
    calendar.weekend_lift = dial.around(1.05, 1.3);
    calendar.day_noise = dial.around(0.05, 3.0);
    for (std::size_t hour = 0; hour < 24; ++hour) {
        calendar.hour_weights[hour] = ordinary_hours[hour] * dial.around(1.0, 1.35);
    }
    return calendar;
}

PlaceKnobs draw_places(Dial dial) {
    PlaceKnobs places;
    places.towns = std::min(150, dial.count(36, 4.0));
    places.province_scans = dial.share_or_none(0.5, 5.0, 0.3);
    places.prefecture_scans = (1.0 - places.province_scans) * dial.share_or_none(0.2, 4.0, 0.6);
    places.by_way = dial.share_or_none(0.1, 5.0, 0.5);
    return places;
}

PeopleKnobs draw_people(Dial dial) {
    PeopleKnobs people;
    people.orders_per_person = dial.around(2.7, 2.0);
    people.activity_sigma = dial.around(0.9, 1.5);
    people.night_owls = dial.share(0.03, 4.0);
    people.newcomers = dial.share(0.10, 4.0);
    people.bystanders = dial.share(0.08, 5.0);
    people.in_dormitory = dial.share_or_none(0.36, 3.5, 0.2);
    people.dormitory_size = dial.span(30, 200, 2.0);
    people.dormitory_ip_share = dial.share(0.65, 3.5);
    people.dormitory_ips = dial.span(1, 4, 1.8);
    people.in_family = dial.share(0.14, 3.0);
    people.family_shares_wallet = dial.share(0.35, 3.0);
    people.family_shares_device = dial.share(0.35, 3.5);
    people.family_shares_identity = dial.share(0.15, 4.0);
    people.clan_share = dial.share_or_none(0.004, 4.0, 0.3);
    people.second_device = dial.share(0.14, 3.0);
    people.second_account = dial.share(0.012, 4.0);
    people.second_ip = dial.share(0.4, 4.0);
    people.carrier_nat = dial.share_or_none(0.12, 6.0, 0.25);
    people.nat_pool = dial.span(3, 40, 2.5);
    people.hosting = dial.share(0.006, 5.0);
    people.local_ip_blocks = dial.draws().uniform();
    return people;
}

ShopKnobs draw_shops(Dial dial, double scale) {
    ShopKnobs shops;
    shops.shops = std::max(12, static_cast<int>(dial.around(850.0, 2.2) * scale + 0.5));
    shops.categories = dial.count(9, 2.6);
    shops.chinese_categories = dial.chance(0.25 * dial.spread());
    shops.coded_categories = dial.chance(0.2 * dial.spread());
    shops.popularity_sigma = dial.around(1.15, 1.6);
    shops.items = dial.span(1.5, 16.0, 1.8);
    shops.item_skew = dial.around(0.7, 2.0);
    shops.price_factor = dial.around(1.0, 1.8);
    shops.price_sigma = dial.around(0.8, 1.4);
    shops.new_shops = dial.share(0.045, 3.0);
    shops.friends_first = dial.share(0.3, 4.0);
    shops.shared_payee = dial.share_or_none(0.01, 5.0, 0.6);
    shops.local_buyers = dial.share_or_none(0.05, 8.0, 0.2);
    shops.loyalty = dial.share_or_none(0.06, 6.0, 0.3);
    shops.old_days = dial.around(800.0, 2.0);
    shops.branches = dial.share_or_none(0.2, 4.0, 0.2);
    shops.moves = dial.share(0.3, 3.0);
    return shops;
}

BrowseKnobs draw_browse(Dial dial) {
    BrowseKnobs browse;
    browse.other_items = dial.around(2.0, 2.2);
    browse.other_sigma = dial.around(0.9, 1.4);
    browse.no_view = dial.share_or_none(0.01, 10.0, 0.4);
    browse.searching = dial.share(0.55, 3.0);
    browse.rank_tail = dial.around(1.1, 1.5);
    browse.deep = dial.share(0.04, 4.0);
    browse.rank_by_fame = dial.share_or_none(0.2, 6.0, 0.3);
    browse.dwell_s = dial.around(90.0, 2.0);
    browse.dwell_sigma = dial.around(1.1, 1.3);
    browse.glance_s = dial.around(33.0, 2.0);
    browse.glance_sigma = dial.around(0.85, 1.3);
    browse.careful = dial.share(0.04, 4.0);
    browse.careful_dwell = dial.span(240.0, 240.0, 1.5);
    browse.window_shopping = dial.unless(0.6) ? 0.0 : dial.draws().uniform(0.0, 1.2);
    browse.device_hop = dial.share_or_none(0.01, 5.0, 0.4);
    return browse;
}

ParcelKnobs draw_parcels(Dial dial) {
    ParcelKnobs parcels;
    parcels.pay_within_s = dial.around(200.0, 4.0);
    parcels.ship_h = dial.span(5.0, 42.0, 2.0);
    parcels.local_transit_h = dial.span(3.5, 15.0, 1.6);
    parcels.far_transit_h = dial.span(5.0, 102.0, 1.7);
    parcels.by_distance = dial.share_or_none(0.2, 6.0, 0.35);
    const double fewest_scans = std::max(1.0, dial.around(2.0, 1.6));
    parcels.scans = {fewest_scans, fewest_scans + dial.around(2.4, 1.8)};
    parcels.lost_scans = dial.share(0.03, 4.0);
    parcels.merged = dial.share(0.02, 4.0);
    parcels.light = dial.share(0.008, 6.0);
    parcels.weight_noise = dial.around(0.08, 2.2);
    parcels.gifts = dial.share(0.018, 4.0);
    parcels.same_day = dial.share_or_none(0.02, 5.0, 0.3);
    parcels.redeem_h = dial.span(1.0, 98.0, 1.8);
    parcels.unredeemed = dial.share_or_none(0.008, 6.0, 0.3);
    parcels.redeemed_elsewhere = dial.share(0.02, 5.0);
    parcels.undelivered = dial.unless(0.4) ? 0.0 : dial.share(0.004, 4.0);
    return parcels;
}

ReviewKnobs draw_reviews(Dial dial) {
    ReviewKnobs reviews;
    reviews.share = dial.share(0.22, 2.8);
    reviews.delay_h = dial.around(22.0, 2.0);
    reviews.delay_sigma = dial.around(1.1, 1.3);
    double sum = 0.0;
    for (double& stars : reviews.stars) {
        stars = dial.around(stars, 2.2);
        sum += stars;
    }
    for (double& stars : reviews.stars) {
        stars /= sum;
    }
    reviews.short_text = dial.share(0.38, 3.0);
    reviews.gushing = dial.share(0.10, 4.0);
    reviews.angry = dial.share(0.3, 3.0);
    reviews.images = dial.share(0.45, 3.0);
    reviews.images_max = dial.around(3.2, 1.8);
    reviews.repeated_text = dial.share_or_none(0.01, 4.0, 0.3);
    reviews.shared_image = dial.share(0.04, 4.0);
    reviews.likes = dial.around(0.18, 3.0);
    reviews.popular = dial.share_or_none(0.004, 4.0, 0.4);
    reviews.removed_by_author = dial.share(0.014, 3.0);
    reviews.vocabulary = dial.share(0.55, 3.0);
    reviews.removed_by_shop = dial.share_or_none(0.004, 4.0, 0.4);
    reviews.fan_shops = dial.share_or_none(0.012, 4.0, 0.2);
    reviews.fans = dial.span(4.0, 22.0, 1.6);
    reviews.enthusiasts = dial.share(0.004, 3.0);
    reviews.by_enthusiasts = dial.share_or_none(0.25, 4.0, 0.2);
    return reviews;
}

AfterSaleKnobs draw_after_sale(Dial dial) {
    AfterSaleKnobs after;
    after.cancelled = dial.share(0.03, 2.5);
    after.refunded = dial.share(0.055, 2.5);
    after.refunded_partly = dial.share_or_none(0.08, 5.0, 0.3);
    after.refunded_when_angry = dial.share(0.35, 3.0);
    after.refund_spread = dial.around(0.5, 2.0);
    after.amends = dial.share(0.022, 3.0);
    after.amends_whole = dial.share(0.12, 3.0);
    after.amends_part = {dial.around(0.05, 1.5), dial.around(0.38, 1.7)};
    after.removed_after_amends = dial.share_or_none(0.08, 5.0, 0.3);
    return after;
}

PromotionKnobs draw_promotions(Dial dial, double scale) {
    PromotionKnobs promotions;
    const int coupons = dial.unless(0.15) ? static_cast<int>(dial.draws().uniform_int(1, 3)) : 0;
    for (int i = 0; i < coupons; ++i) {
        const Fen threshold = 1000 * dial.draws().uniform_int(4, 40) - (dial.chance(0.4) ? 100 : 0);
        const double off = dial.draws().uniform(0.08, 0.3) * static_cast<double>(threshold);
        promotions.coupons.push_back(
            {threshold, std::max<Fen>(500, static_cast<Fen>(off) / 500 * 500)});
    }
    promotions.coupon_use = dial.share(0.07, 3.0);
    promotions.topped_up = dial.share(0.5, 4.0);
    promotions.top_up_sigma = dial.around(0.015, 3.0);
    promotions.trials = static_cast<int>(dial.around(4.0, 2.5) * scale + 0.5);
    promotions.trial_orders = dial.span(12.0, 45.0, 1.8);
    promotions.trial_paid_by_shop = dial.share_or_none(0.25, 5.0, 0.3);
    promotions.trial_note = dial.unless(0.3);
    promotions.livestreams = static_cast<int>(dial.around(7.0, 2.5) * scale + 0.5);
    promotions.flash_sales = static_cast<int>(dial.around(8.0, 3.0) * scale + 0.5);
    promotions.surge_orders = dial.span(25.0, 130.0, 2.0);
    promotions.office_lunches = static_cast<int>(dial.around(16.0, 3.0) * scale + 0.5);
    promotions.office_size = dial.span(5.0, 11.0, 1.5);
    promotions.companies = static_cast<int>(dial.around(18.0, 3.0) * scale + 0.5);
    promotions.company_size = dial.span(1.0, 4.0, 1.6);
    promotions.company_orders = dial.span(5.0, 24.0, 1.6);
    promotions.one_payer = dial.share_or_none(0.35, 5.0, 0.2);
    promotions.price_wobble = dial.share_or_none(0.02, 8.0, 0.3);
    promotions.quantity_more = dial.share(0.145, 2.5);
    return promotions;
}

MoneyKnobs draw_money(Dial dial, double scale) {
    MoneyKnobs money;
    money.friend_transfers = dial.around(0.013, 3.0);
    money.round_sums = dial.share(0.4, 3.0);
    money.outsiders = dial.share(0.3, 3.0);
    money.wage_payers = static_cast<int>(dial.around(20.0, 2.5) * scale + 0.5);
    money.wage_people = dial.span(6.0, 95.0, 1.8);
    money.wage_big = dial.draws().uniform(0.2, 0.8);
    money.wage_daily = dial.draws().uniform(0.2, 0.8);
    money.errands = dial.share_or_none(0.005, 5.0, 0.3);
    money.errand_fee = dial.span(0.0001, 2500.0, 2.0);
    money.settlement_days = dial.spread() > 0.5 ? dial.draws().uniform(1.0, 15.0) : 7.0;
    money.commission = dial.share(0.04, 3.0);
    money.goes_on = dial.chance(0.5);
    money.staff_shops = static_cast<int>(dial.around(14.0, 3.0) * scale + 0.5);
    money.staff = dial.span(2.0, 8.0, 1.6);
    money.staff_orders = dial.span(0.5, 4.0, 1.8);
    money.staff_price = {dial.share(0.55, 2.0), 0.98};
    money.staff_declared = dial.share_or_none(0.4, 3.0, 0.3);
    return money;
}

TalkKnobs draw_talk(Dial dial, double scale) {
    TalkKnobs talk;
    talk.messages_per_day = dial.around(165.0, 3.0) * scale;
    talk.channels = dial.count(3, 1.9);
    talk.staff = std::max(5, static_cast<int>(dial.around(40.0, 2.5) * scale));
    talk.accesses_per_day = dial.around(20.0, 3.0) * scale;
    talk.lures_by_nobody = dial.share_or_none(0.3, 4.0, 0.3);
    talk.rule_reviews = dial.around(3.0, 2.5) * scale;
    return talk;
}

ReportKnobs draw_report(Dial dial) {
    ReportKnobs report;
    report.views = dial.unless(0.10);
    report.scans = dial.unless(0.10);
    report.likes = dial.unless(0.12);
    report.messages = dial.unless(0.25);
    report.staff = dial.unless(0.2);
    report.registrations = dial.unless(0.12);
    report.old_registrations = !dial.unless(0.3);
    report.campaigns = dial.unless(0.12);
    report.removals = dial.unless(0.15);
    report.transfers = dial.unless(0.06);
    report.shops_opened = dial.unless(0.08);
    report.order_category = dial.unless(0.12);
    report.subsidy_when_none = dial.unless(0.3);
    report.keyword = dial.unless(0.12);
    report.rank = dial.unless(0.15);
    report.review_device = dial.unless(0.2);
    report.review_item = dial.unless(0.2);
    report.images = dial.unless(0.15);
    report.empty_images = dial.unless(0.4);
    report.like_device = dial.unless(0.25);
    report.identity = dial.unless(0.2);
    report.inviter = !dial.unless(0.4);
    report.note = dial.unless(0.15);
    report.redeem_place = dial.unless(0.2);
    report.whole_dwell = !dial.unless(0.3);
    const std::array<std::string, 4> platforms{
        "p-platform", "platform", "p-settle-0", "pay-000000"};
    report.platform_wallet =
        dial.unless(0.4) ? platforms[0] : platforms[dial.draws().uniform_index(4)];
    return report;
}

void hold_festival(CalendarKnobs& calendar, Dial dial) {
    calendar.festival_days = static_cast<int>(dial.draws().uniform_int(1, 4));
    calendar.festival_day =
        static_cast<int>(dial.draws().uniform_int(2, std::max(3, calendar.days - 4)));
    calendar.festival_lift = log_uniform(dial.draws(), 2.0, 7.0);
    // The year's orders stay the same: what the festival takes is missing elsewhere.
    const double extra = (calendar.festival_lift - 1.0) * calendar.festival_days;
    calendar.orders_per_day *= calendar.days / (calendar.days + extra);
}

Result<void> check(const MarketOptions& options) {
    const bool yunhe = options.preset == Preset::yunhe;
    if (yunhe && !(options.scale >= 0.001 && options.scale <= 1.0)) {
        return fail(Failure::invalid, "the scale of yunhe must be between 0.001 and 1");
    }
    if (!yunhe && !(options.scale >= 0.01 && options.scale <= 1000.0)) {
        return fail(Failure::invalid, "the scale must be between 0.01 and 1000");
    }
    if (options.days != 0 && (options.days < 3 || options.days > 400)) {
        return fail(Failure::invalid, "the number of days must be between 3 and 400");
    }
    for (const FraudKnobs::Planted& planted : options.attacks) {
        if (planted.gangs < 0 || planted.gangs > 10'000) {
            return fail(Failure::invalid, "the number of gangs must be between 0 and 10000");
        }
    }
    return {};
}

double spread_of(Preset preset) {
    return preset == Preset::wild ? 1.0 : preset == Preset::festival ? 0.45 : 0.3;
}

}  // namespace

Result<Knobs> draw_knobs(const MarketOptions& options) {
    TRY_DONE(check(options));
    const bool yunhe = options.preset == Preset::yunhe;
    const int yunhe_length = options.days != 0 ? options.days : yunhe_days;
    const double scale = yunhe ? yunhe_scale(options.scale, yunhe_length) : options.scale;
    const Random root = Random(options.seed).fork("knobs");
    const auto dial = [&](std::string_view part) {
        return Dial(root.fork(part), spread_of(options.preset));
    };
    Knobs knobs;
    knobs.scale = scale;
    knobs.seed = options.seed;
    knobs.calendar = draw_calendar(dial("calendar"), scale);
    if (options.days != 0 || yunhe) {
        knobs.calendar.days = yunhe ? yunhe_length : options.days;
    }
    const bool wild = options.preset == Preset::wild;
    if (options.preset == Preset::festival || (wild && dial("festive").chance(0.25))) {
        hold_festival(knobs.calendar, dial("festival"));
    }
    knobs.places = draw_places(dial("places"));
    knobs.people = draw_people(dial("people"));
    knobs.shops = draw_shops(dial("shops"), scale);
    knobs.browse = draw_browse(dial("browse"));
    knobs.parcels = draw_parcels(dial("parcels"));
    knobs.reviews = draw_reviews(dial("reviews"));
    knobs.after_sale = draw_after_sale(dial("after-sale"));
    knobs.promotions = draw_promotions(dial("promotions"), scale);
    knobs.money = draw_money(dial("money"), scale);
    knobs.talk = draw_talk(dial("talk"), scale);
    if (wild) {
        knobs.report = draw_report(dial("report"));
    }
    knobs.fraud = draw_fraud(options.preset, scale, root.fork("fraud"));
    if (yunhe) {
        draw_yunhe(knobs, options.scale, scale, options.attacks.empty());
    }
    if (!options.attacks.empty()) {
        knobs.fraud.gangs = options.attacks;
    }
    for (const FraudKnobs::Planted& planted : knobs.fraud.gangs) {
        // Who cheats at subsidies needs one to cheat at.
        if (planted.scheme == Scheme::subsidy && knobs.promotions.coupons.empty()) {
            knobs.promotions.coupons.push_back({20'000, 3'000});
        }
    }
    return knobs;
}

}  // namespace shouxin::world
