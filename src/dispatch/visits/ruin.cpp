#include "dispatch/visits/ruin.h"

#include <algorithm>

namespace shouxin::dispatch::visits {
namespace {

// The paper's, but for the number removed, which was tried: 6 to 20.
constexpr double removed_mean = 10;
constexpr double string_length_max = 10;
constexpr double split_chance = 0.5;
constexpr double split_longer_chance = 0.01;

// How often a ruin begins where somebody isn't served, if anybody isn't.
constexpr double absent_seed_chance = 0.3;

std::size_t draw(double most, Random& random) {
    return static_cast<std::size_t>(random.uniform(1, most + 1));
}

}  // namespace

Ruin::Ruin(const Instance& instance) : neighbours_(instance), ruined_(instance.vehicle_count()) {}

RequestIndex Ruin::pick_seed(const Solution& solution, Random& random) const {
    if (!solution.absent().empty() && random.chance(absent_seed_chance)) {
        return random.pick(solution.absent());
    }
    return static_cast<RequestIndex>(random.uniform_index(solution.instance().request_count()));
}

void Ruin::operator()(Solution& solution, Random& random) {
    const double served = static_cast<double>(solution.served());
    const double routes = static_cast<double>(std::max<std::size_t>(1, solution.used()));
    const double length_max = std::max(1.0, std::min(string_length_max, served / routes));
    const double strings_max = 4 * removed_mean / (1 + length_max) - 1;
    const std::size_t strings = draw(strings_max, random);
    for (const RequestIndex near : neighbours_.of(pick_seed(solution, random))) {
        const VehicleIndex vehicle = solution.home(near);
        if (vehicle == no_vehicle || ruined_[vehicle]) {
            continue;
        }
        ruined_[vehicle] = true;
        touched_.push_back(vehicle);
        list_route(solution, vehicle);
        const double here = std::min(length_max, static_cast<double>(listed_.size()));
        if (here >= 1) {
            remove_string(solution, near, draw(here, random), random);
        }
        if (touched_.size() == strings) {
            break;
        }
    }
    for (const VehicleIndex vehicle : touched_) {
        ruined_[vehicle] = false;
    }
    touched_.clear();
}

void Ruin::list_route(const Solution& solution, VehicleIndex vehicle) {
    const Route& route = solution.route(vehicle);
    const Instance& instance = solution.instance();
    listed_.clear();
    for (std::size_t i = route.last_begun() + 1; i + 1 < route.size(); ++i) {
        if (route[i].is_break) {
            continue;
        }
        const Node& node = instance.node(route[i].node);
        if (!node.is_drop) {  // where a pickup has begun, its delivery stays too
            listed_.push_back(node.request);
        }
    }
}

void Ruin::remove_string(
    Solution& solution, RequestIndex around, std::size_t length, Random& random) {
    const auto found = std::ranges::find(listed_, around);
    if (found == listed_.end()) {
        return;  // it has begun
    }
    const auto at = static_cast<std::size_t>(found - listed_.begin());
    std::size_t kept = 0;
    if (length > 1 && length < listed_.size() && random.chance(split_chance)) {
        kept = 1;
        while (length + kept < listed_.size() && random.chance(split_longer_chance)) {
            ++kept;
        }
    }
    const std::size_t span = length + kept;
    const std::size_t lowest = at + 1 > span ? at + 1 - span : 0;
    const std::size_t highest = std::min(at, listed_.size() - span);
    const auto first = lowest + random.uniform_index(highest - lowest + 1);
    const std::size_t gap = kept == 0 ? span : random.uniform_index(length + 1);
    for (std::size_t i = 0; i < span; ++i) {
        if (i < gap || i >= gap + kept) {
            solution.remove(listed_[first + i]);
        }
    }
}

}  // namespace shouxin::dispatch::visits
