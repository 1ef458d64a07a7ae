// Who may do which job? The filters that no price can buy off: skill, licence, brand, area,
// partner. Plain values and a pure function.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace shouxin::dispatch::urgent {

// Kinds of each sort are numbered densely by the caller. More than so many of a sort are refused
// where numbers are given out (city/read.h, later the server's tables).
constexpr std::size_t kinds_max = 256;
using Kinds = std::bitset<kinds_max>;
using Kind = std::uint16_t;

// A job's skill that no technician ever had has no number.
constexpr Kind nobodys_skill = kinds_max;

struct Qualification {
    Kinds skills;
    Kinds licences;
    Kinds brands;                 // whose authorised repairer one is
    Kinds areas;                  // where one works; none set: everywhere
    std::optional<Kind> partner;  // whose employee one is; nothing: ours
};

struct Requirement {
    Kind skill = nobodys_skill;
    std::optional<Kind> licence;
    std::optional<Kind> brand;
    std::optional<Kind> area;     // where the job is
    std::optional<Kind> partner;  // whose customer it is: nobody else may see the job
};

// Why not; in the order in which they are looked at.
enum class Bar : std::uint8_t { none, skill, licence, brand, area, partner };

Bar bar(const Qualification& who, const Requirement& job);

}  // namespace shouxin::dispatch::urgent
