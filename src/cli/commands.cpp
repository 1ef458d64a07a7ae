#include "cli/command.h"

namespace shouxin::cli {

// Each is defined in the file of its name.
// std::unique_ptr<Command> make_weigh();

Commands every_command() {
    Commands commands;  // in the order of --help
    // commands.push_back(make_weigh());
    return commands;
}

}  // namespace shouxin::cli
