// What does a city file say? Its day, or one sentence that names what is wrong and where (a JSON
// pointer). Parsed once, here; inside, values can't be invalid. Pure.
#pragma once

#include "base/result.h"
#include "dispatch/city/city_day.h"
#include "dispatch/json.h"

namespace shouxin::dispatch::city {

// Docs: docs/formats/city.md. At most kinds_max skills are held, technicians_max and jobs_max of
// the policy's bounds; times lie within 10^9 s of zero. `invalid` otherwise.
Result<CityDay> read(const JsonDocument& document);

}  // namespace shouxin::dispatch::city
