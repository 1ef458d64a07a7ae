#include "dispatch/visits/made_problem_test.h"

#include "base/distinct.h"
#include "dispatch/visits/straight_line.h"

#include <algorithm>

namespace shouxin::dispatch::visits {
namespace {

constexpr Seconds morning = 8 * 3600;
constexpr Seconds evening = 18 * 3600;

class Maker {
public:
    Maker(std::uint64_t seed, const Made& made) : random_(seed), made_(made) {
        const std::size_t places = 1 + (made.requests * 3 + made.vehicles) / 2;
        for (std::size_t i = 0; i < places; ++i) {
            problem_.places.push_back(
                {Position{random_.uniform(113.1, 113.5), random_.uniform(23.0, 23.3)}, {}});
        }
    }

    Problem made() {
        problem_.profiles.push_back(straight_lines(problem_.places, 25));
        if (made_.one_way) {
            make_one_way();
        }
        if (made_.prices && random_.chance(0.3)) {
            problem_.profiles[0].costs = problem_.profiles[0].distances;
        }
        for (std::size_t i = 0; i < made_.requests; ++i) {
            problem_.requests.push_back(request(i + 1));
        }
        for (std::size_t i = 0; i < made_.vehicles; ++i) {
            problem_.vehicles.push_back(vehicle(i + 1));
        }
        return std::move(problem_);
    }

private:
    void make_one_way() {
        Profile& profile = problem_.profiles[0];
        const Grid before = profile.durations;
        for (std::size_t i = 0; i < problem_.places.size(); ++i) {
            for (std::size_t j = 0; j < problem_.places.size(); ++j) {
                const auto slower = static_cast<std::int32_t>(random_.uniform_int(0, 600));
                const bool none = i != j && random_.chance(0.01);
                const std::int32_t way = i == j ? 0 : before.at(i, j) + slower;
                profile.durations.set(i, j, none ? Grid::unreachable : way);
            }
        }
        profile.durations.finish();
    }

    PlaceIndex place() {
        return static_cast<PlaceIndex>(random_.uniform_index(problem_.places.size()));
    }

    Window window() {
        const Seconds start = random_.uniform_int(morning / 600, evening / 600) * 600;
        return {start, start + random_.uniform_int(0, made_.window)};
    }

    Task task(std::uint64_t id) {
        Task task;
        task.id = id;
        task.place = place();
        task.setup = random_.chance(0.3) ? random_.uniform_int(0, 600) : 0;
        task.service = random_.uniform_int(0, 60) * 60;
        if (random_.chance(0.8)) {
            task.windows = {window()};
        }
        if (random_.chance(0.3)) {
            const Window more = window();
            if (more.start > task.windows.back().end) {
                task.windows.push_back(more);
            }
        }
        return task;
    }

    std::vector<std::uint32_t> skills(double chance) {
        std::vector<std::uint32_t> some;
        for (std::uint32_t skill = 1; skill <= 3; ++skill) {
            if (random_.chance(chance)) {
                some.push_back(skill);
            }
        }
        return some;
    }

    Amount amount(std::int64_t most) {
        return {random_.uniform_int(0, most), random_.uniform_int(0, most)};
    }

    Request request(std::uint64_t id) {
        Request request;
        request.task = task(id);
        request.skills = skills(0.2);
        request.priority = random_.chance(0.3) ? static_cast<int>(random_.uniform_int(0, 3)) : 0;
        if (made_.shipments && random_.chance(0.4)) {
            request.drop = task(id);
            request.pickup = made_.loads ? amount(3) : Amount{};
        } else if (made_.loads) {
            request.delivery = amount(2);
            request.pickup = amount(2);
        }
        return request;
    }

    Vehicle vehicle(std::uint64_t id) {
        Vehicle vehicle;
        vehicle.id = id;
        const bool both = !made_.missing_ends;
        if (both || random_.chance(0.5)) {
            vehicle.start = place();
        }
        if (both || random_.chance(0.5)) {
            vehicle.end = both && random_.chance(0.7) ? *vehicle.start : place();
        }
        vehicle.skills = skills(0.7);
        vehicle.shift = {morning + random_.uniform_int(0, 4) * 1800, evening};
        vehicle.capacity = made_.loads ? amount(8) : Amount{};
        if (made_.breaks && random_.chance(0.7)) {
            vehicle.breaks = {{1, "lunch", 1800, {{11 * 3600, 13 * 3600}}}};
            if (random_.chance(0.3)) {
                vehicle.breaks.push_back({2, "tea", 600, {{14 * 3600, 17 * 3600}}});
            }
        }
        if (made_.limits) {
            add_limits(vehicle);
        }
        if (made_.prices) {
            add_prices(vehicle);
        }
        return vehicle;
    }

    void add_limits(Vehicle& vehicle) {
        if (random_.chance(0.5)) {
            vehicle.tasks_max = random_.uniform_int(1, 6);
        }
        if (random_.chance(0.5)) {
            vehicle.travel_max = random_.uniform_int(1800, 14400);
        }
        if (random_.chance(0.5)) {
            vehicle.distance_max = random_.uniform_int(10'000, 80'000);
        }
        if (random_.chance(0.5)) {
            vehicle.busy_max = random_.uniform_int(3 * 3600, 8 * 3600);
        }
    }

    void add_prices(Vehicle& vehicle) {
        vehicle.speed_factor = random_.chance(0.5) ? 1 : random_.uniform(0.5, 2);
        vehicle.costs.fixed = random_.uniform_int(0, 2000);
        if (problem_.profiles[0].costs.empty()) {
            vehicle.costs.per_hour = random_.uniform_int(0, 4000);
            vehicle.costs.per_km = random_.uniform_int(0, 300);
        }
    }

    Random random_;
    const Made& made_;
    Problem problem_;
};

}  // namespace

Problem made_problem(std::uint64_t seed, const Made& made) {
    return Maker(seed, made).made();
}

Made anything(Random& random) {
    Made made;
    made.requests = random.uniform_index(40);
    made.vehicles = 1 + random.uniform_index(8);
    made.shipments = random.chance(0.5);
    made.loads = random.chance(0.5);
    made.breaks = random.chance(0.5);
    made.limits = random.chance(0.3);
    made.prices = random.chance(0.4);
    made.missing_ends = random.chance(0.3);
    made.one_way = random.chance(0.3);
    made.window = random.pick(std::vector<Seconds>{0, 600, 3600, 4 * 3600});
    return made;
}

}  // namespace shouxin::dispatch::visits
