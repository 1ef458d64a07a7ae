#include "world/country/city.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace shouxin::world::country {

namespace {

using region::Code;
using region::Division;
using region::Divisions;
using region::Level;

// Ten thousands of people in an average one; the relation matters, not the size.
constexpr double in_subdistrict = 6;
constexpr double in_town = 3.5;
constexpr double in_township = 1.2;

double people_of(std::string_view town) {
    const bool subdistrict = town.ends_with("街道");
    return subdistrict ? in_subdistrict : town.ends_with("镇") ? in_town : in_township;
}

std::uint32_t province_of(Code code) {
    return code / 10'000'000;
}

bool is_municipality(std::uint32_t province) {
    return province == 11 || province == 12 || province == 31 || province == 50;
}

Part part_of(std::uint32_t province) {
    switch (province / 10) {
        case 1:
            return Part::north;
        case 2:
            return Part::northeast;
        case 3:
            return Part::east;
        case 4:
            return province < 44 ? Part::central : Part::south;
        case 5:
            return Part::southwest;
        default:
            return Part::northwest;
    }
}

struct Gathered {
    double people = 0;
    std::uint32_t districts = 0;
};

// What a division belongs to: its municipality, its prefecture, or else itself.
std::optional<region::Row> city_of(const Divisions& divisions, region::Row row) {
    while (row != region::no_row) {
        const Division& division = divisions[row];
        const bool whole = is_municipality(province_of(division.code))
                               ? division.level == Level::province
                               : division.level == Level::prefecture;
        if (whole) {
            return row;
        }
        row = division.parent;
    }
    return std::nullopt;
}

}  // namespace

const std::array<PartName, part_count>& part_names() {
    static constexpr std::array<PartName, part_count> names{
        {{"华北", "North"},
         {"东北", "Northeast"},
         {"华东", "East"},
         {"华中", "Central"},
         {"华南", "South"},
         {"西南", "Southwest"},
         {"西北", "Northwest"}}};
    return names;
}

std::vector<City> largest_cities(const Divisions& divisions, std::size_t many) {
    std::map<region::Row, Gathered> gathered;
    for (region::Row row = 0; row < divisions.size(); ++row) {
        if (const auto city = city_of(divisions, row); city && *city != row) {
            const Division& division = divisions[row];
            const bool town = division.level == Level::town;
            gathered[*city].people += town ? people_of(division.name) : 0;
            gathered[*city].districts += division.level == Level::county ? 1 : 0;
        }
    }
    std::vector<City> cities;
    for (const auto& [row, centre] : divisions.centres()) {
        const auto found = gathered.find(row);
        if (found != gathered.end() && found->second.people > 0) {
            const Division& division = divisions[row];
            cities.push_back(
                {std::string(division.name),
                 part_of(province_of(division.code)),
                 centre.longitude,
                 centre.latitude,
                 found->second.people / 100,
                 0,
                 std::max(found->second.districts, 1U)});
        }
    }
    std::ranges::stable_sort(cities, std::ranges::greater{}, &City::people);
    cities.resize(std::min(many, cities.size()));
    double people = 0;
    for (const City& city : cities) {
        people += city.people;
    }
    for (City& city : cities) {
        city.share = city.people / people;
    }
    return cities;
}

}  // namespace shouxin::world::country
