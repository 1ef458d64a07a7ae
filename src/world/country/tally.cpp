#include "world/country/tally.h"

#include <numeric>

namespace shouxin::world::country {

UrgentTally& UrgentTally::operator+=(const UrgentTally& other) {
    jobs += other.jobs;
    served += other.served;
    in_time += other.in_time;
    excess += other.excess;
    promised += other.promised;
    kept += other.kept;
    retold += other.retold;
    refused += other.refused;
    cancelled += other.cancelled;
    nobody_home += other.nobody_home;
    declined += other.declined;
    silent += other.silent;
    fell_ill += other.fell_ill;
    left_open += other.left_open;
    return *this;
}

BookedTally& BookedTally::operator+=(const BookedTally& other) {
    jobs += other.jobs;
    promised += other.promised;
    visited += other.visited;
    kept += other.kept;
    nobody_home += other.nobody_home;
    return *this;
}

CityTally& CityTally::operator+=(const CityTally& other) {
    for (std::size_t i = 0; i < urgent.size(); ++i) {
        urgent[i] += other.urgent[i];
        booked[i] += other.booked[i];
    }
    for (std::size_t i = 0; i < waits.size(); ++i) {
        waits[i] += other.waits[i];
    }
    technicians += other.technicians;
    return *this;
}

std::size_t wait_quantile_min(const Waits& waits, double share) {
    const std::uint64_t all = std::accumulate(waits.begin(), waits.end(), std::uint64_t{0});
    std::uint64_t within = 0;
    for (std::size_t minutes = 0; minutes < waits.size(); ++minutes) {
        within += waits[minutes];
        if (static_cast<double>(within) >= share * static_cast<double>(all)) {
            return minutes + 1;
        }
    }
    return waits.size();
}

}  // namespace shouxin::world::country
