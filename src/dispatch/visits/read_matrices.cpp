#include "dispatch/visits/read_matrices.h"

#include "dispatch/visits/read_parts.h"

#include <fmt/format.h>

#include <span>
#include <string_view>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

Result<Grid> read_grid(const Json& rows) {
    TRY(const std::size_t size, rows.size());
    if (size == 0 || size > Grid::places_max) {
        return rows.wrong(
            fmt::format("has {} rows; from 1 to {} are supported", size, Grid::places_max));
    }
    Grid grid(size);
    std::vector<std::int32_t> row(size);
    std::size_t from = 0;
    const auto read_row = [&](const Json& item) -> Result<void> {
        TRY_DONE(item.row(row, Grid::reachable_max, Grid::unreachable));
        for (std::size_t to = 0; to < size; ++to) {
            grid.set(from, to, row[to]);
        }
        ++from;
        return {};
    };
    TRY_DONE(rows.each_item(read_row));
    grid.finish();
    return grid;
}

// A way without a distance or cost must be one that doesn't exist.
Result<void> check_known(const Json& value, const Grid& known, const Grid& durations) {
    for (std::size_t from = 0; from < known.places(); ++from) {
        for (std::size_t to = 0; to < known.places(); ++to) {
            if (known.at(from, to) == Grid::unreachable &&
                durations.at(from, to) != Grid::unreachable) {
                return value.wrong(
                    fmt::format("has null at {}/{}, where there is a duration", from, to));
            }
        }
    }
    return {};
}

Result<Profile> read_profile(std::string_view name, const Json& value) {
    Profile profile;
    profile.name = name;
    TRY_DONE(value.each_field([&](std::string_view key, const Json& field) -> Result<void> {
        Grid* const into = key == "durations"   ? &profile.durations
                           : key == "distances" ? &profile.distances
                           : key == "costs"     ? &profile.costs
                                                : nullptr;
        if (into == nullptr) {
            return not_supported(key, field);
        }
        TRY(*into, read_grid(field));
        return {};
    }));
    if (profile.durations.empty()) {
        return value.wrong("has no durations");
    }
    for (const Grid* const other : {&profile.distances, &profile.costs}) {
        if (other->empty()) {
            continue;
        }
        if (other->places() != profile.durations.places()) {
            return value.wrong("has matrices of different sizes");
        }
        TRY_DONE(check_known(value, *other, profile.durations));
    }
    return profile;
}

}  // namespace

Result<std::vector<Profile>> read_matrices(const Json& matrices) {
    std::vector<Profile> profiles;
    TRY_DONE(matrices.each_field([&](std::string_view name, const Json& value) -> Result<void> {
        TRY(Profile profile, read_profile(name, value));
        const std::size_t rows = profile.durations.places();
        if (!profiles.empty() && profiles[0].durations.places() != rows) {
            return value.wrong(fmt::format(
                "has {} rows, but '{}' has {}",
                rows,
                profiles[0].name,
                profiles[0].durations.places()));
        }
        profiles.push_back(std::move(profile));
        return {};
    }));
    if (profiles.empty()) {
        return matrices.wrong("is empty: leave it out where straight lines will do");
    }
    return profiles;
}

}  // namespace shouxin::dispatch::visits
