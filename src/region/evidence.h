// What is each part of a reading worth, and when is it enough? All constants of ADR 9 in one table,
// set by looking at addresses made from the divisions (bench/region.py).
#pragma once

#include <cstddef>
#include <cstdint>

namespace shouxin::region {

// Of a nat. Integers, so that sums are the same on every machine.
using Tenths = std::int32_t;

namespace evidence {

// Each letter of a name.
inline constexpr Tenths full_letter = 40;
inline constexpr Tenths brief_letter = 25;
inline constexpr Tenths other_level_letter = 5;  // 昆山县: the name, but not the level it has
inline constexpr Tenths repeated_letter = 41;    // rather the same again than a part of it
inline constexpr Tenths repeated_brief_letter = 26;     // 朝阳朝阳
inline constexpr Tenths brief_behind_full_letter = 15;  // rather the town of the same name

// What makes a chain less plain takes off.
inline constexpr Tenths level_skipped = -3;
inline constexpr Tenths brief_town_skips = -22;  // 和平 of Shenyang is no town of its counties
inline constexpr Tenths past = -20;
inline constexpr Tenths past_brief = -28;
inline constexpr Tenths level_left_over = -60;  // 河北 before 区 isn't Hebei

// A short name that begins a chain, by what it would be.
inline constexpr Tenths province_first = 60;
inline constexpr Tenths capital_first = 60;  // of a province
inline constexpr Tenths city_first = 50;
inline constexpr Tenths prefecture_first = 30;
inline constexpr Tenths county_city_first = 35;
inline constexpr Tenths county_first = 30;
inline constexpr Tenths district_first = 26;
inline constexpr Tenths town_first = -10;
inline constexpr Tenths common_word = -30;

// That the letters name no place at all.
inline constexpr Tenths no_place = 40;

// What has less than the best by more isn't considered.
inline constexpr Tenths competing = 60;

// A name that so many divisions have is a word of the language: 和平, 新华.
inline constexpr std::size_t common_from = 6;

// A town's short name alone can't be sure with fewer letters.
inline constexpr std::uint32_t lone_town_letters = 4;

inline constexpr double sure_from = 0.88;
inline constexpr double weak_share = 0.6;   // no more is said of a weak reading
inline constexpr double whole_share = 0.3;  // of its part's weight, for a whole to stand for both

// A successor with as much of the old is the successor.
inline constexpr std::uint32_t main_permille = 700;

// A reading that doesn't begin the text needs so many letters: in two names, or in one official
// one.
inline constexpr std::uint32_t firm_letters = 4;
inline constexpr std::uint32_t firm_name_letters = 3;

}  // namespace evidence

}  // namespace shouxin::region
