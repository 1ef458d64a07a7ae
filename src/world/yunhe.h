// How large is a market that hides the source's case? Yunhe's gang: 5,000 merchants in 20
// provinces, 20 million fake orders, 40 million fake reviews and likes; here among ten times as
// much honest trade, at a fraction that is asked for. Pure functions.
#pragma once

#include "world/knobs.h"

namespace shouxin::world {

// What scale an ordinary market must have to hold the fraction's honest trade.
double yunhe_scale(double fraction, int days);

// Makes an ordinary market of that scale the source's case. Rates are those of the whole case at
// every fraction: a fraction has fewer merchants, workers and shoppers, who do the same each day.
void draw_yunhe(Knobs& knobs, double fraction, double scale, bool with_gang);

// Half a year: 22 fake orders a day for each merchant, a task every sixth day for each worker.
inline constexpr int yunhe_days = 180;

}  // namespace shouxin::world
