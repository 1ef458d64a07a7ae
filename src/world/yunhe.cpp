#include "world/yunhe.h"

#include <algorithm>

namespace shouxin::world {
namespace {

constexpr double fake_orders = 20e6;
constexpr double honest_orders = 10.0 * fake_orders;
constexpr double merchants = 5'000.0;
constexpr double honest_shops = 100'000.0;
constexpr double ordinary_orders_per_day = 2'150.0;  // of scale 1
constexpr double ordinary_days = 30.0;
constexpr int fewest_merchants = 24;

int some(double count) {
    return std::max(1, static_cast<int>(count + 0.5));
}

}  // namespace

double yunhe_scale(double fraction, int days) {
    return honest_orders * fraction / days / ordinary_orders_per_day;
}

void draw_yunhe(Knobs& knobs, double fraction, double scale, bool with_gang) {
    const double days = knobs.calendar.days;
    const double months = days / ordinary_days;
    knobs.calendar.orders_per_day = ordinary_orders_per_day * scale;
    knobs.calendar.growth_per_day /= months;
    knobs.people.orders_per_person *= months;  // so many a month each, whatever the length
    OrganisationKnobs& gang = knobs.fraud.organisation;
    if (with_gang) {
        gang.merchants = std::max(fewest_merchants, some(merchants * fraction));
        gang.fake_orders = fake_orders * fraction;
    }
    knobs.shops.shops = some(honest_shops * fraction) + gang.merchants;
    knobs.places.towns = 150;
    knobs.browse.other_items = 0.8;
    // What is counted for a month of an ordinary market happens every month.
    PromotionKnobs& promotions = knobs.promotions;
    for (int* const count :
         {&promotions.trials,
          &promotions.livestreams,
          &promotions.flash_sales,
          &promotions.office_lunches,
          &promotions.companies}) {
        *count = some(*count * months);
    }
    knobs.money.staff_shops = some(0.02 * knobs.shops.shops);
    knobs.talk.rule_reviews *= months;
    knobs.fraud.care = {0.0, 1.0};
}

}  // namespace shouxin::world
