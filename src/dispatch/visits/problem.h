// What is asked for, and who may go? A day of booked visits as plain values, as they come from
// VROOM's JSON (docs/formats/dispatch.md says what each field means). Who builds one by hand keeps
// the limits stated here; read_problem() refuses what breaks them. Plain values.
#pragma once

#include "dispatch/visits/grid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::dispatch::visits {

// From any zero that all times of a problem share, 0 ... forever.
using Seconds = std::int64_t;
constexpr Seconds forever = 10'000'000'000;

// Amounts, costs and limits are 0 ... quantity_max; durations of work 0 ... work_max.
constexpr std::int64_t quantity_max = 1'000'000'000;
constexpr Seconds work_max = 100'000'000;
constexpr std::size_t requests_max = 20'000;
constexpr std::size_t vehicles_max = 20'000;
constexpr std::size_t dimensions_max = 16;

// Both ends belong to it.
struct Window {
    Seconds start = 0;
    Seconds end = forever;

    friend bool operator==(const Window&, const Window&) = default;
};

struct Position {
    double longitude;
    double latitude;
};

using PlaceIndex = std::uint32_t;

struct Place {
    std::optional<Position> position;
    std::optional<std::uint32_t> matrix_index;  // as the file calls it
};

// One thing to do at one place.
struct Task {
    std::uint64_t id = 0;
    std::string description;
    PlaceIndex place = 0;
    Seconds setup = 0;                         // skipped where one already is
    Seconds service = 0;                       // follows setup
    std::vector<Window> windows = {Window{}};  // of the start of service; sorted, apart
};

using Amount = std::vector<std::int64_t>;  // by dimension; empty: nothing

// What is served whole or not at all: a job, or a shipment from one place to another.
struct Request {
    Task task;                          // a shipment's pickup
    std::optional<Task> drop;           // a shipment's delivery
    Amount delivery;                    // a job's: on board from the start
    Amount pickup;                      // a job's: on board to the end; a shipment's amount
    std::vector<std::uint32_t> skills;  // sorted, distinct
    int priority = 0;                   // 0 ... 100
    bool promised = false;              // goes before every priority: the customer was told
};

struct Break {
    std::uint64_t id = 0;
    std::string description;
    Seconds service = 0;
    std::vector<Window> windows = {Window{}};
};

struct Costs {
    std::int64_t fixed = 0;        // of a vehicle that is used
    std::int64_t per_hour = 3600;  // of travel
    std::int64_t per_km = 0;

    friend bool operator==(const Costs&, const Costs&) = default;
};

struct Vehicle {
    std::uint64_t id = 0;
    std::string description;
    std::size_t profile = 0;
    std::optional<PlaceIndex> start;
    std::optional<PlaceIndex> end;
    Amount capacity;
    std::vector<std::uint32_t> skills;  // sorted, distinct
    Window shift;
    std::vector<Break> breaks;  // taken in this order, if the vehicle goes out at all
    double speed_factor = 1;
    Costs costs;
    std::optional<std::int64_t> tasks_max;  // a shipment is two
    std::optional<Seconds> travel_max;
    std::optional<std::int64_t> distance_max;
    // Travel, setup, service and breaks together at most: the rest of the shift is kept free, for
    // urgent jobs.
    std::optional<Seconds> busy_max;
};

// The ways of one kind of vehicle.
struct Profile {
    std::string name;
    Grid durations;
    Grid distances;  // may be empty: then none are known
    Grid costs;      // may be empty: then costs are what time and distance cost
};

struct Problem {
    std::vector<Place> places;
    std::vector<Profile> profiles;
    std::vector<Request> requests;  // jobs, then shipments, in the file's order
    std::vector<Vehicle> vehicles;
};

}  // namespace shouxin::dispatch::visits
