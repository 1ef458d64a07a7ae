#include "world/schemes.h"

#include <string>
#include <utility>

namespace shouxin::world {
namespace {

struct Row {
    std::string_view name;
    SchemeSize size;
};

// In the order of the enumeration.
constexpr std::array<Row, all_schemes.size()> rows{{
    {"cashback", {1.0, 1.0, 3.8, 56.0}},
    {"phone-farm", {1.2, 1.2, 4.6, 65.0}},
    {"experience-officer", {0.45, 0.45, 2.5, 32.0}},
    {"forged-parcel", {0.75, 0.75, 3.1, 50.0}},
    {"subsidy", {0.65, 0.65, 6.5, 80.0}},
    {"extortion", {0.0, 0.3, 7.5, 100.0}},
    {"rival", {0.25, 0.25, 2.6, 80.0}},
    {"keyword-task", {0.5, 0.5, 3.0, 45.0}},
    {"surge", {0.5, 0.5, 1.5, 35.0}},
    {"template", {0.5, 0.5, 2.6, 45.0}},
    {"bought-identity", {0.5, 0.5, 3.4, 50.0}},
    {"agency", {0.5, 0.5, 3.6, 30.0}},
    {"reborn", {0.6, 0.6, 4.2, 45.0}},
    {"stiffed-workers", {0.35, 0.35, 3.2, 60.0}},
    {"like-farm", {0.0, 0.3, 1.0, 1.0}},
    {"hidden-reviews", {0.0, 0.3, 1.0, 1.0}},
}};

constexpr std::array<std::pair<Preset, std::string_view>, 6> preset_names{{
    {Preset::mixed, "mixed"},
    {Preset::stealth, "stealth"},
    {Preset::quiet, "quiet"},
    {Preset::festival, "festival"},
    {Preset::wild, "wild"},
    {Preset::yunhe, "yunhe"},
}};

}  // namespace

std::string_view scheme_name(Scheme scheme) {
    return rows[static_cast<std::size_t>(scheme)].name;
}

SchemeSize size_of(Scheme scheme) {
    return rows[static_cast<std::size_t>(scheme)].size;
}

Result<Scheme> scheme_named(std::string_view name) {
    std::string known;
    for (const Scheme scheme : all_schemes) {
        if (scheme_name(scheme) == name) {
            return scheme;
        }
        known.append(known.empty() ? "" : ", ").append(scheme_name(scheme));
    }
    return fail(Failure::invalid, "unknown attack '" + std::string(name) + "'; known are " + known);
}

Result<Preset> preset_named(std::string_view name) {
    for (const auto& [preset, known] : preset_names) {
        if (known == name) {
            return preset;
        }
    }
    return fail(
        Failure::invalid,
        "unknown preset '" + std::string(name) +
            "'; known are mixed, stealth, quiet, festival, wild, yunhe");
}

}  // namespace shouxin::world
