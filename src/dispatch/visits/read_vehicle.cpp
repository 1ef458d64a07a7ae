#include "dispatch/visits/read_vehicle.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::int64_t price_max = 100'000;
constexpr std::size_t breaks_max = 16;

class VehicleReader {
public:
    VehicleReader(const Json& value, Ids& ids, PlaceBook& places, std::span<const Profile> profiles)
        : value_(value), ids_(ids), places_(places), profiles_(profiles) {}

    Result<Vehicle> read() {
        TRY_DONE(value_.each_field(
            [&](std::string_view key, const Json& field) { return read_field(key, field); }));
        if (!has_id_) {
            return value_.wrong("has no id");
        }
        TRY_DONE(find_ends());
        TRY_DONE(find_profile());
        TRY_DONE(check_breaks());
        return std::move(vehicle_);
    }

private:
    Result<void> read_field(std::string_view key, const Json& field) {
        if (key == "id") {
            TRY(vehicle_.id, ids_.read(field));
            has_id_ = true;
        } else if (key == "description") {
            TRY(vehicle_.description, field.text());
        } else if (key == "profile") {
            TRY(profile_, field.text());
        } else if (key == "capacity") {
            TRY(vehicle_.capacity, read_amount(field));
        } else if (key == "skills") {
            TRY(vehicle_.skills, read_skills(field));
        } else if (key == "time_window") {
            TRY(vehicle_.shift, read_window(field));
        } else if (key == "breaks") {
            return field.each_item([&](const Json& item) { return read_break(item); });
        } else if (key == "speed_factor") {
            TRY(vehicle_.speed_factor, field.number(0.01, 100));
        } else if (key == "costs") {
            return field.each_field(
                [&](std::string_view name, const Json& cost) { return read_cost(name, cost); });
        } else {
            return read_end_or_limit(key, field);
        }
        return {};
    }

    Result<void> read_end_or_limit(std::string_view key, const Json& field) {
        if (key == "start") {
            TRY(start_, read_position(field));
        } else if (key == "end") {
            TRY(end_, read_position(field));
        } else if (key == "start_index") {
            TRY(start_index_, field.whole(0, Grid::places_max * 1000));
        } else if (key == "end_index") {
            TRY(end_index_, field.whole(0, Grid::places_max * 1000));
        } else if (key == "max_tasks") {
            TRY(vehicle_.tasks_max, field.whole(0, quantity_max));
        } else if (key == "max_travel_time") {
            TRY(vehicle_.travel_max, field.whole(0, forever));
        } else if (key == "max_distance") {
            TRY(vehicle_.distance_max, field.whole(0, forever));
            needs_distances_ = "max_distance";
        } else {
            return not_supported(key, field);
        }
        return {};
    }

    Result<void> read_cost(std::string_view key, const Json& field) {
        if (key == "fixed") {
            TRY(vehicle_.costs.fixed, field.whole(0, quantity_max));
        } else if (key == "per_hour") {
            TRY(vehicle_.costs.per_hour, field.whole(0, price_max));
        } else if (key == "per_km") {
            TRY(vehicle_.costs.per_km, field.whole(0, price_max));
            if (vehicle_.costs.per_km > 0) {
                needs_distances_ = "costs/per_km";
            }
        } else {
            return not_supported(key, field);
        }
        return {};
    }

    Result<void> read_break(const Json& value) {
        Break pause;
        bool has_id = false;
        bool has_windows = false;
        TRY_DONE(value.each_field([&](std::string_view key, const Json& field) -> Result<void> {
            if (key == "id") {
                TRY(pause.id, break_ids_.read(field));
                has_id = true;
            } else if (key == "description") {
                TRY(pause.description, field.text());
            } else if (key == "service") {
                TRY(pause.service, field.whole(0, work_max));
            } else if (key == "time_windows") {
                TRY(pause.windows, read_windows(field));
                has_windows = true;
            } else {
                return not_supported(key, field);
            }
            return {};
        }));
        if (!has_id || !has_windows) {
            return value.wrong(has_id ? "has no time_windows" : "has no id");
        }
        vehicle_.breaks.push_back(std::move(pause));
        return {};
    }

    Result<std::optional<PlaceIndex>> find_end(
        std::string_view what,
        const std::optional<Position>& position,
        const std::optional<std::int64_t>& index) {
        if (!position && !index) {
            return std::nullopt;
        }
        const auto row = index ? std::optional(static_cast<std::uint32_t>(*index)) : std::nullopt;
        TRY(const PlaceIndex place, places_.find(value_, what, position, row));
        return place;
    }

    Result<void> find_ends() {
        TRY(vehicle_.start, find_end("start", start_, start_index_));
        TRY(vehicle_.end, find_end("end", end_, end_index_));
        return {};
    }

    Result<void> find_profile() {
        if (!places_.rows()) {
            return {};
        }
        const auto found = std::ranges::find(profiles_, profile_, &Profile::name);
        if (found == profiles_.end()) {
            return value_.wrong(fmt::format("has the profile '{}', which has no matrix", profile_));
        }
        vehicle_.profile = static_cast<std::size_t>(found - profiles_.begin());
        if (needs_distances_ != nullptr && found->distances.empty()) {
            return value_.wrong(fmt::format(
                "has {}, but the matrices of '{}' have no distances", needs_distances_, profile_));
        }
        const Costs usual{vehicle_.costs.fixed, Costs{}.per_hour, Costs{}.per_km};
        if (!found->costs.empty() && vehicle_.costs != usual) {
            return value_.wrong(
                fmt::format("has costs per hour or km, but '{}' has a matrix of costs", profile_));
        }
        return {};
    }

    // In the order of their windows, one after the other, without a single visit.
    Result<void> check_breaks() {
        if (vehicle_.breaks.size() > breaks_max) {
            return value_.wrong(fmt::format("has more than {} breaks", breaks_max));
        }
        std::ranges::stable_sort(vehicle_.breaks, {}, [](const Break& pause) {
            return std::tuple(pause.windows.front().start, pause.windows.front().end);
        });
        Seconds time = vehicle_.shift.start;
        for (const Break& pause : vehicle_.breaks) {
            const auto window = std::ranges::find_if(
                pause.windows, [&](const Window& one) { return one.end >= time; });
            const bool begins = window != pause.windows.end();
            time = begins ? std::max(time, window->start) + pause.service : time;
            if (!begins || time > vehicle_.shift.end) {
                return value_.wrong(fmt::format(
                    "has a break, id {}, that can't be taken within its time_window", pause.id));
            }
        }
        return {};
    }

    const Json& value_;
    Ids& ids_;
    PlaceBook& places_;
    std::span<const Profile> profiles_;
    Vehicle vehicle_;
    bool has_id_ = false;
    std::string profile_ = "car";
    const char* needs_distances_ = nullptr;
    std::optional<Position> start_;
    std::optional<Position> end_;
    std::optional<std::int64_t> start_index_;
    std::optional<std::int64_t> end_index_;
    Ids break_ids_;
};

}  // namespace

Result<Vehicle> read_vehicle(
    const Json& value, Ids& ids, PlaceBook& places, std::span<const Profile> profiles) {
    return VehicleReader(value, ids, places, profiles).read();
}

}  // namespace shouxin::dispatch::visits
