// What do `serve` and `explain` ask of the program? The parts that know the outside world, which
// app/ puts together.
#pragma once

#include "base/result.h"
#include "cli/command.h"

#include <string>

namespace shouxin::cli {

struct ServeWish {
    std::string folder;       // empty: as the configuration says
    std::string listen;       // the same
    std::string config_file;  // empty: all defaults
    bool demo = false;
    bool check_config = false;
};

class Serving {
public:
    virtual ~Serving() = default;

    // Returns when the server has stopped.
    virtual Result<Exit> serve(const ServeWish& wish) = 0;

    // Makes a decision again from the log of a data folder, and compares it with the ledger's leaf.
    virtual Result<Exit> explain(const std::string& folder, const std::string& decision) = 0;
};

}  // namespace shouxin::cli
