// Where does the country live? Its larger cities with their share of its people, from the divisions
// of China: a prefecture's people are taken to be so many for each of its subdistricts, towns and
// townships, which is what is known without a census. Plain values.
#pragma once

#include "region/divisions.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::world::country {

// The seven regions in which firms divide the country.
enum class Part : std::uint8_t { north, northeast, east, central, south, southwest, northwest };
constexpr std::size_t part_count = 7;

struct PartName {
    std::string_view zh;
    std::string_view en;
};

const std::array<PartName, part_count>& part_names();

struct City {
    std::string name;
    Part part = Part::north;
    double longitude = 0;  // of its centre, degrees
    double latitude = 0;
    double people = 0;            // millions
    double share = 0;             // of the people of all cities chosen
    std::uint32_t districts = 1;  // counties and districts
};

// The `many` with most people that have a centre; most people first. A municipality is one city.
std::vector<City> largest_cities(const region::Divisions& divisions, std::size_t many);

}  // namespace shouxin::world::country
