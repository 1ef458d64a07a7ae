#include "dispatch/city/read.h"

#include "dispatch/urgent/policy.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace shouxin::dispatch::city {
namespace {

using nlohmann::json;
using urgent::Kind;
using urgent::Millis;

constexpr double seconds_max = 1e9;
constexpr std::size_t id_bytes_max = 128;

// A value and where it stands.
struct At {
    const json& value;
    std::string place;

    [[nodiscard]] At operator[](const std::string& key) const {
        return {value.at(key), place + "/" + key};
    }

    [[nodiscard]] At operator[](std::size_t index) const {
        return {value.at(index), fmt::format("{}/{}", place, index)};
    }
};

tl::unexpected<Error> wrong(const std::string& place, const std::string& what) {
    return fail(Failure::invalid, fmt::format("at {}: {}", place.empty() ? "/" : place, what));
}

Result<void> expect_keys(const At& at, std::initializer_list<const char*> keys) {
    if (!at.value.is_object()) {
        return wrong(at.place, "an object is expected");
    }
    for (const auto& [key, value] : at.value.items()) {
        if (std::ranges::find(keys, key) == keys.end()) {
            return wrong(at.place, "the key " + json(key).dump() + " isn't known");
        }
    }
    for (const char* key : keys) {
        if (!at.value.contains(key)) {
            return wrong(at.place, fmt::format("\"{}\" is missing", key));
        }
    }
    return {};
}

Result<double> number(const At& at, double least, double most) {
    if (!at.value.is_number()) {
        return wrong(at.place, "a number is expected");
    }
    const auto value = at.value.get<double>();
    if (!(value >= least && value <= most)) {
        return wrong(at.place, fmt::format("{} isn't between {} and {}", value, least, most));
    }
    return value;
}

// Up to the next millisecond, so that nothing is known before its time.
Result<Millis> seconds(const At& at, double least, double most) {
    TRY(const double value, number(at, least, most));
    return static_cast<Millis>(std::ceil(value * 1000 - 1e-4));
}

Result<std::int64_t> whole(const At& at) {
    const bool fits = !at.value.is_number_unsigned() || at.value.get<std::uint64_t>() >> 63 == 0;
    if (!at.value.is_number_integer() || !fits) {
        return wrong(at.place, "a whole number of at most 63 bits is expected");
    }
    return at.value.get<std::int64_t>();
}

Result<void> expect_list(const At& at, std::size_t most) {
    if (!at.value.is_array()) {
        return wrong(at.place, "a list is expected");
    }
    if (at.value.size() > most) {
        return wrong(at.place, fmt::format("{} entries, of at most {}", at.value.size(), most));
    }
    return {};
}

Result<void> expect_pair(const At& at, const char* of) {
    if (!at.value.is_array() || at.value.size() != 2) {
        return wrong(at.place, fmt::format("two numbers are expected, {}", of));
    }
    return {};
}

Result<urgent::Place> place(const At& at) {
    TRY_DONE(expect_pair(at, "longitude and latitude in degrees"));
    TRY(const double longitude, number(at[std::size_t{0}], -180, 180));
    TRY(const double latitude, number(at[std::size_t{1}], -90, 90));
    return urgent::Place(longitude, latitude);
}

Result<urgent::Shift> shift(const At& at) {
    TRY_DONE(expect_pair(at, "the seconds at which the shift starts and ends"));
    TRY(const Millis from, seconds(at[std::size_t{0}], -seconds_max, seconds_max));
    TRY(const Millis to, seconds(at[std::size_t{1}], -seconds_max, seconds_max));
    if (to < from) {
        return wrong(at.place, "the shift ends before it starts");
    }
    return urgent::Shift{from, to};
}

// Ids of one kind of thing, each given once.
class Ids {
public:
    Result<std::string> add(const At& at) {
        if (!at.value.is_string()) {
            return wrong(at.place, "an id is a string");
        }
        auto id = at.value.get<std::string>();
        if (id.empty() || id.size() > id_bytes_max) {
            return wrong(at.place, fmt::format("an id has 1 to {} bytes", id_bytes_max));
        }
        const auto [first, added] = seen_.emplace(id, at.place);
        if (!added) {
            return wrong(
                at.place,
                fmt::format("the id {} stands at {} already", at.value.dump(), first->second));
        }
        return id;
    }

private:
    std::map<std::string, std::string> seen_;
};

// The file's skills as dense numbers, in the order in which technicians name them first.
class Skills {
public:
    Result<urgent::Kinds> held(const At& at) {
        TRY_DONE(expect_list(at, urgent::kinds_max));
        urgent::Kinds kinds;
        for (std::size_t i = 0; i < at.value.size(); ++i) {
            TRY(const std::int64_t skill, whole(at[i]));
            if (!known_.contains(skill) && known_.size() == urgent::kinds_max) {
                return wrong(
                    at[i].place,
                    fmt::format("more than {} kinds of skill in one city", urgent::kinds_max));
            }
            kinds.set(known_.emplace(skill, static_cast<Kind>(known_.size())).first->second);
        }
        return kinds;
    }

    [[nodiscard]] Kind wanted(std::int64_t skill) const {
        const auto at = known_.find(skill);
        return at == known_.end() ? urgent::nobodys_skill : at->second;
    }

private:
    std::map<std::int64_t, Kind> known_;
};

Result<NamedTechnician> technician(const At& at, Ids& ids, Skills& skills) {
    TRY_DONE(expect_keys(at, {"id", "at", "skills", "shift"}));
    NamedTechnician made;
    TRY(made.id, ids.add(at["id"]));
    TRY(made.card.at, place(at["at"]));
    TRY(made.card.qualification.skills, skills.held(at["skills"]));
    TRY(made.card.shift, shift(at["shift"]));
    return made;
}

Result<NamedJob> job(const At& at, Ids& ids, const Skills& skills) {
    TRY_DONE(expect_keys(at, {"id", "t", "at", "skill", "service_s"}));
    NamedJob made;
    TRY(made.id, ids.add(at["id"]));
    TRY(made.card.opened, seconds(at["t"], 0, seconds_max));
    TRY(made.card.at, place(at["at"]));
    TRY(made.skill, whole(at["skill"]));
    TRY(made.card.service, seconds(at["service_s"], 0, seconds_max));
    made.card.requirement.skill = skills.wanted(made.skill);
    return made;
}

Result<CityDay> city_day(const At& at) {
    constexpr double speed_least = 0.1;
    constexpr double detour_most = 100;
    constexpr urgent::Policy bounds;
    TRY_DONE(expect_keys(at, {"speed_kmh", "detour", "handling_s", "technicians", "jobs"}));
    CityDay day;
    TRY(day.speed_kmh, number(at["speed_kmh"], speed_least, 10'000));
    TRY(day.detour, number(at["detour"], 1 / detour_most, detour_most));
    TRY(day.handling, seconds(at["handling_s"], 0, seconds_max));
    const At technicians = at["technicians"];
    const At jobs = at["jobs"];
    TRY_DONE(expect_list(technicians, bounds.technicians_max));
    TRY_DONE(expect_list(jobs, bounds.jobs_max));
    Ids technician_ids;
    Skills skills;
    for (std::size_t i = 0; i < technicians.value.size(); ++i) {
        TRY(NamedTechnician made, technician(technicians[i], technician_ids, skills));
        day.technicians.push_back(std::move(made));
    }
    Ids job_ids;
    for (std::size_t i = 0; i < jobs.value.size(); ++i) {
        TRY(NamedJob made, job(jobs[i], job_ids, skills));
        day.jobs.push_back(std::move(made));
    }
    return day;
}

// The line and column of a byte, both from 1.
std::string position(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n');
    const std::size_t column =
        before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1;
    return fmt::format("line {}, column {}", lines + 1, column);
}

}  // namespace

Result<CityDay> read(std::string_view text) {
    try {
        const json parsed = json::parse(text);
        return city_day({parsed, ""});
    } catch (const json::parse_error& error) {
        const bool ended = error.byte > text.size();
        return fail(
            Failure::invalid,
            fmt::format(
                "{}: {}",
                position(text, error.byte),
                ended ? "the JSON ends too early" : "this isn't JSON"));
    } catch (const json::exception& error) {
        return fail(Failure::invalid, fmt::format("not JSON as it should be: {}", error.what()));
    }
}

}  // namespace shouxin::dispatch::city
