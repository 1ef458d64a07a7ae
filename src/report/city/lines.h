// What became of each job, one JSON line each; and the day in figures, for a person. Pure.
#pragma once

#include "dispatch/city/city_day.h"
#include "dispatch/city/figures.h"
#include "dispatch/city/simulate.h"
#include "report/line_sink.h"
#include "report/text.h"

#include <span>
#include <string>

namespace shouxin::report::city {

// Millis as seconds, exactly, without zeros that say nothing: 22800 is "22.8".
void put_seconds(Text& text, dispatch::urgent::Millis millis);

// docs/formats/city.md. `why` adds a sentence in Chinese and one in English to each line.
void put_outcomes(
    LineSink& lines,
    const dispatch::city::CityDay& day,
    std::span<const dispatch::city::Outcome> outcomes,
    bool why);

// A few lines, each ended.
std::string summary(const dispatch::city::Figures& figures);

}  // namespace shouxin::report::city
