// Which worlds and which frauds can be asked for by name, and how large is a fraud beside the
// others? Pure functions.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace shouxin::world {

enum class Preset : std::uint8_t { mixed, stealth, quiet, festival, wild, yunhe };

enum class Scheme : std::uint8_t {
    cashback,
    phone_farm,
    experience_officer,
    forged_parcel,
    subsidy,
    extortion,
    rival,
    keyword_task,
    surge,
    template_praise,
    bought_identity,
    agency,
    reborn,
    stiffed_workers,
    like_farm,
    hidden_reviews
};

inline constexpr std::array<Scheme, 16> all_schemes{
    Scheme::cashback,
    Scheme::phone_farm,
    Scheme::experience_officer,
    Scheme::forged_parcel,
    Scheme::subsidy,
    Scheme::extortion,
    Scheme::rival,
    Scheme::keyword_task,
    Scheme::surge,
    Scheme::template_praise,
    Scheme::bought_identity,
    Scheme::agency,
    Scheme::reborn,
    Scheme::stiffed_workers,
    Scheme::like_farm,
    Scheme::hidden_reviews};

// The first so many are those that most markets know; the others are rarer.
inline constexpr std::size_t common_schemes = 7;

// As truth files and the command line spell them.
std::string_view scheme_name(Scheme scheme);
Result<Scheme> scheme_named(std::string_view name);
Result<Preset> preset_named(std::string_view name);

struct SchemeSize {
    double quota;  // of a market's fake orders, in ordinary cashback gangs
    double size;   // of one gang, likewise
    double orders_a_worker;
    double orders_a_shop;
};

SchemeSize size_of(Scheme scheme);

}  // namespace shouxin::world
