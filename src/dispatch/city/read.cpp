#include "dispatch/city/read.h"

#include "dispatch/urgent/policy.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace shouxin::dispatch::city {
namespace {

using urgent::Kind;
using urgent::Millis;

constexpr double seconds_max = 1e9;
constexpr std::size_t id_bytes_max = 128;

using Read = std::function<Result<void>(const Json&)>;

struct Field {
    std::string_view name;
    Read read;
};

// An object with just these fields, in any order.
Result<void> read_fields(const Json& object, std::initializer_list<Field> fields) {
    std::size_t given = 0;
    TRY_DONE(object.each_field([&](std::string_view key, const Json& value) -> Result<void> {
        for (const Field& field : fields) {
            if (field.name == key) {
                ++given;
                return field.read(value);
            }
        }
        return value.wrong("isn't known");
    }));
    if (given == fields.size()) {
        return {};
    }
    for (const Field& field : fields) {
        bool found = false;
        TRY_DONE(object.each_field([&](std::string_view key, const Json&) -> Result<void> {
            found = found || key == field.name;
            return {};
        }));
        if (!found) {
            return object.wrong(fmt::format("has no \"{}\"", field.name));
        }
    }
    return {};
}

Read number_into(double& into, double least, double most) {
    return [&into, least, most](const Json& value) -> Result<void> {
        TRY(into, value.number(least, most));
        return {};
    };
}

// Up to the next millisecond, so that nothing is known before its time.
Result<Millis> seconds(const Json& value, double least, double most) {
    TRY(const double number, value.number(least, most));
    return static_cast<Millis>(std::ceil(number * 1000 - 1e-4));
}

Read seconds_into(Millis& into) {
    return [&into](const Json& value) -> Result<void> {
        TRY(into, seconds(value, 0, seconds_max));
        return {};
    };
}

Result<std::int64_t> whole(const Json& value) {
    using Limits = std::numeric_limits<std::int64_t>;
    return value.whole(Limits::min(), Limits::max());
}

Result<void> expect_at_most(const Json& list, std::size_t most) {
    TRY(const std::size_t size, list.size());
    if (size > most) {
        return list.wrong(fmt::format("has {} entries, of at most {}", size, most));
    }
    return {};
}

// A list of two, each with its own reader.
Result<void> read_pair(
    const Json& pair, std::string_view of, const Read& first, const Read& second) {
    TRY(const std::size_t size, pair.size());
    if (size != 2) {
        return pair.wrong(fmt::format("must be {}, not a list of {}", of, size));
    }
    bool at_first = true;
    return pair.each_item([&](const Json& item) {
        return std::exchange(at_first, false) ? first(item) : second(item);
    });
}

Read place_into(Place& into) {
    return [&into](const Json& value) -> Result<void> {
        double longitude = 0;
        double latitude = 0;
        TRY_DONE(read_pair(
            value,
            "[longitude, latitude]",
            number_into(longitude, -180, 180),
            number_into(latitude, -90, 90)));
        into = Place(longitude, latitude);
        return {};
    };
}

Read shift_into(urgent::Shift& into) {
    return [&into](const Json& value) -> Result<void> {
        const auto end_into = [](Millis& end) {
            return [&end](const Json& item) -> Result<void> {
                TRY(end, seconds(item, -seconds_max, seconds_max));
                return {};
            };
        };
        TRY_DONE(read_pair(value, "[start, end]", end_into(into.from), end_into(into.to)));
        if (into.to < into.from) {
            return value.wrong("ends before it starts");
        }
        return {};
    };
}

// Ids of one kind of thing, each given once.
class Ids {
public:
    Read into(std::string& id) {
        return [this, &id](const Json& value) -> Result<void> {
            TRY(id, value.text());
            if (id.empty() || id.size() > id_bytes_max) {
                return value.wrong(fmt::format("must have 1 to {} bytes", id_bytes_max));
            }
            const auto [first, added] = seen_.emplace(id, value.where());
            if (!added) {
                return value.wrong(fmt::format("is \"{}\", as {} already is", id, first->second));
            }
            return {};
        };
    }

private:
    std::map<std::string, std::string> seen_;
};

// The file's skills as dense numbers, in the order in which technicians name them first.
class Skills {
public:
    Read held_into(urgent::Kinds& kinds) {
        return [this, &kinds](const Json& list) -> Result<void> {
            TRY_DONE(expect_at_most(list, urgent::kinds_max));
            return list.each_item([&](const Json& item) -> Result<void> {
                TRY(const std::int64_t skill, whole(item));
                if (!known_.contains(skill) && known_.size() == urgent::kinds_max) {
                    return item.wrong(fmt::format(
                        "is one kind of skill too many: a city has at most {}", urgent::kinds_max));
                }
                kinds.set(known_.emplace(skill, static_cast<Kind>(known_.size())).first->second);
                return {};
            });
        };
    }

    [[nodiscard]] Kind wanted(std::int64_t skill) const {
        const auto at = known_.find(skill);
        return at == known_.end() ? urgent::nobodys_skill : at->second;
    }

private:
    std::map<std::int64_t, Kind> known_;
};

class CityReader {
public:
    // Technicians first, wherever they stand: the jobs' skills are theirs.
    Result<CityDay> read(const Json& root) {
        constexpr double speed_least = 0.1;
        constexpr double detour_most = 100;
        const auto later = [](const Json&) -> Result<void> { return {}; };
        TRY_DONE(read_fields(
            root,
            {{"speed_kmh", number_into(day_.speed_kmh, speed_least, 10'000)},
             {"detour", number_into(day_.detour, 1 / detour_most, detour_most)},
             {"handling_s", seconds_into(day_.handling)},
             {"technicians", [&](const Json& list) { return read_technicians(list); }},
             {"jobs", later}}));
        TRY_DONE(root.each_field([&](std::string_view key, const Json& list) {
            return key == "jobs" ? read_jobs(list) : later(list);
        }));
        return std::move(day_);
    }

private:
    Result<void> read_technicians(const Json& list) {
        TRY_DONE(expect_at_most(list, urgent::Policy{}.technicians_max));
        return list.each_item([&](const Json& item) -> Result<void> {
            NamedTechnician& made = day_.technicians.emplace_back();
            return read_fields(
                item,
                {{"id", technician_ids_.into(made.id)},
                 {"at", place_into(made.card.at)},
                 {"skills", skills_.held_into(made.card.qualification.skills)},
                 {"shift", shift_into(made.card.shift)}});
        });
    }

    Result<void> read_jobs(const Json& list) {
        TRY_DONE(expect_at_most(list, urgent::Policy{}.jobs_max));
        return list.each_item([&](const Json& item) -> Result<void> {
            NamedJob& made = day_.jobs.emplace_back();
            TRY_DONE(read_fields(
                item,
                {{"id", job_ids_.into(made.id)},
                 {"t", seconds_into(made.card.opened)},
                 {"at", place_into(made.card.at)},
                 {"skill",
                  [&](const Json& value) -> Result<void> {
                      TRY(made.skill, whole(value));
                      return {};
                  }},
                 {"service_s", seconds_into(made.card.service)}}));
            made.card.requirement.skill = skills_.wanted(made.skill);
            return {};
        });
    }

    CityDay day_;
    Ids technician_ids_;
    Ids job_ids_;
    Skills skills_;
};

}  // namespace

Result<CityDay> read(const JsonDocument& document) {
    return CityReader().read(document.root());
}

}  // namespace shouxin::dispatch::city
