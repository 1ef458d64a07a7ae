// What is asked for, as the file says? Pure.
#pragma once

#include "dispatch/json.h"
#include "dispatch/visits/problem.h"
#include "dispatch/visits/read_parts.h"

namespace shouxin::dispatch::visits {

Result<Request> read_job(const Json& value, Ids& ids, PlaceBook& places);

// Pickups have ids of their own, and so have deliveries.
Result<Request> read_shipment(const Json& value, Ids& pickups, Ids& deliveries, PlaceBook& places);

}  // namespace shouxin::dispatch::visits
