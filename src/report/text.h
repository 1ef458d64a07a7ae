// How are values written so that any program can read them? Times, probabilities, CSV cells and
// JSON strings, appended to a buffer. Pure functions.
#pragma once

#include "signal/orders.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::report {

// A row under construction.
using Text = std::string;

void put_number(Text& text, std::int64_t number);
void put_number(Text& text, std::uint64_t number);

// Millionths, with six decimals: 0.250000.
void put_ppm(Text& text, std::uint64_t ppm);

// RFC 3339 in China's time: 2026-11-01T20:14:03+08:00. Nothing for 0, which is "never".
void put_time(Text& text, signal::Seconds at);

// A cell of RFC 4180: in quotes where a comma, quote or line break makes them needed.
void put_cell(Text& text, std::string_view cell);

// A string of RFC 8259 with its quotes, always valid UTF-8: U+FFFD stands for each byte that
// isn't part of a character.
void put_json(Text& text, std::string_view string);

}  // namespace shouxin::report
