// From arguments to an exit status: finds the command, reads its flags, runs it, and says in one
// sentence on standard error what was wrong. See command.h for how to add a command.
// Statuses: 0 and 1 as the command says, 2 for wrong usage or an Error, 130 when interrupted.
#pragma once

#include "cli/command.h"

namespace shouxin::cli {

int run(const Outside& outside, int argc, const char* const* argv);

// The same with other commands, for tests.
int run(const Commands& commands, int argc, const char* const* argv);

}  // namespace shouxin::cli
