// Who may go, as the file says? Pure.
#pragma once

#include "dispatch/json.h"
#include "dispatch/visits/problem.h"
#include "dispatch/visits/read_parts.h"

#include <span>

namespace shouxin::dispatch::visits {

// `profiles`: those of the matrices, or the one of straight lines for any name.
Result<Vehicle> read_vehicle(
    const Json& value, Ids& ids, PlaceBook& places, std::span<const Profile> profiles);

}  // namespace shouxin::dispatch::visits
