// What does `shouxin dispatch` do with a day of urgent jobs? Reads it, plays it, writes a JSON line
// a job on standard output, the figures on standard error, a picture where asked.
#pragma once

#include "cli/command.h"
#include "dispatch/json.h"

#include <optional>
#include <string>

namespace shouxin::cli {

struct CityRun {
    std::string name;                // of the file, for messages
    std::optional<std::string> svg;  // file for the picture
    bool why = false;                // with sentences why
};

Result<Exit> run_city(
    const Outside& outside, const dispatch::JsonDocument& problem, const CityRun& run);

}  // namespace shouxin::cli
