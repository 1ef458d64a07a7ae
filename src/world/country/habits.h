// How do people and streets behave? Every constant of the simulated country: what breaks, when they
// call, how long it takes, how traffic flows, who says no. Chosen to look like the trade, from no
// data of anybody's. Plain values.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/policy.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::world::country {

using dispatch::urgent::hour;
using dispatch::urgent::Millis;
using dispatch::urgent::minute;
using dispatch::urgent::second;
using dispatch::urgent::Urgency;

struct Trade {
    std::string_view name;
    double share;         // of all jobs
    double urgent_share;  // of its jobs: come now; the others book
    Urgency urgency;
    double service_min;  // median
    bool licensed;
};

constexpr std::array<Trade, 12> trades{{
    {"开锁换锁", 0.06, 0.95, Urgency::danger, 15, true},
    {"燃气", 0.03, 0.90, Urgency::danger, 24, true},
    {"水管漏水", 0.13, 0.75, Urgency::danger, 27, false},
    {"电路跳闸", 0.10, 0.75, Urgency::standard, 25, true},
    {"空调", 0.17, 0.50, Urgency::standard, 31, true},
    {"冰箱", 0.08, 0.55, Urgency::standard, 30, false},
    {"洗衣机", 0.11, 0.35, Urgency::comfort, 29, false},
    {"热水器", 0.09, 0.55, Urgency::standard, 27, false},
    {"油烟机灶具", 0.08, 0.45, Urgency::comfort, 24, false},
    {"电视", 0.05, 0.30, Urgency::comfort, 22, false},
    {"电脑网络", 0.05, 0.50, Urgency::comfort, 24, false},
    {"门窗家具", 0.05, 0.35, Urgency::comfort, 27, false},
}};

// Weights of the hours in which urgent jobs ring.
constexpr std::array<double, 24> calls_by_hour{0.6, 0.4, 0.3, 0.3, 0.3, 0.6, 1.4, 3.0,
                                               5.0, 6.5, 7.0, 6.5, 5.5, 5.5, 6.2, 6.5,
                                               6.5, 6.3, 6.3, 6.5, 5.8, 4.5, 2.6, 1.4};

// What a way takes, over what it takes in free traffic.
constexpr std::array<double, 24> traffic_by_hour{0.85, 0.85, 0.85, 0.85, 0.85, 0.90, 1.00, 1.20,
                                                 1.30, 1.15, 1.05, 1.05, 1.05, 1.00, 1.00, 1.05,
                                                 1.10, 1.25, 1.35, 1.20, 1.05, 1.00, 0.90, 0.85};

struct ShiftKind {
    Millis from;
    Millis to;
    double share;  // of the technicians for urgent jobs
};

// The first night's people and the second's are not the same.
constexpr std::array<ShiftKind, 8> shifts{{
    {0, 7 * hour, 0.07},
    {5 * hour, 14 * hour, 0.06},
    {7 * hour, 16 * hour, 0.24},
    {8 * hour, 17 * hour, 0.12},
    {10 * hour, 19 * hour, 0.08},
    {14 * hour, 23 * hour, 0.21},
    {15 * hour, 24 * hour, 0.12},
    {17 * hour, 26 * hour, 0.10},
}};

// ---- The city ----
constexpr double speed_kmh = 22;  // an electric scooter or a small van, in free traffic
constexpr double detour = 1.35;
constexpr double spread_km = 2.2;  // deviation around a neighbourhood's centre
constexpr double radius_km_of_million =
    5.5;                              // neighbourhoods lie within, times the root of millions
constexpr double skills_more = 0.30;  // chance of each trade beyond a technician's own

// ---- People ----
constexpr double service_sigma = 0.35;  // of the logarithm
constexpr double travel_sigma = 0.12;   // of the logarithm, over the hour's traffic
constexpr double declines = 0.03;       // of commitments
constexpr double keeps_silent = 0.004;  // of commitments
constexpr double not_at_home = 0.015;   // of visits
constexpr double falls_ill = 0.004;     // of shifts
constexpr double patience_mean_h = 6;   // of waiting, before a customer cancels
constexpr Millis answers_from = 3 * second;
constexpr Millis answers_to = 40 * second;
constexpr Millis silence = 60 * second;        // is taken for a no
constexpr Millis handling = 60 * second;       // from the commitment to leaving
constexpr Millis gives_up_after = 5 * minute;  // at a door that nobody opens
constexpr Millis followed = 3 * hour;  // past the simulated time, so that late calls have an end
constexpr Millis sees_overrun = 5 * minute;  // how long before the end that was planned it is said

// ---- Booked visits ----
constexpr double jobs_a_round = 10;  // of a technician who does them, in a day
constexpr std::array<Millis, 6> slots{
    8 * hour, 10 * hour, 12 * hour, 14 * hour, 16 * hour, 18 * hour};  // each two hours
constexpr std::array<double, 6> slot_wanted{1.2, 1.5, 0.7, 1.3, 1.2, 1.4};
constexpr Millis slot_length = 2 * hour;
constexpr Millis booked_from = 8 * hour;
constexpr Millis booked_to = 20 * hour;

inline std::size_t hour_of(Millis at) {
    return static_cast<std::size_t>(at / hour % 24);
}

}  // namespace shouxin::world::country
