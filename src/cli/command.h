// What is a command of the binary? To add one, `shouxin weigh`:
//  1. src/cli/weigh.cpp: a class Weigh : Command in an anonymous namespace, its options as members
//     with their defaults, and `std::unique_ptr<Command> make_weigh(const Outside&)` (or without
//     the parameter, if it needs neither files nor the machine).
//  2. src/cli/commands.cpp: declare make_weigh() and list it.
//  3. tests/system/: a test of what it promises.
// Only what a command prints and which flags it takes belongs here; the work is service/'s.
#pragma once

#include "base/result.h"
#include "port/files.h"
#include "port/machine.h"

#include <memory>
#include <string_view>
#include <vector>

namespace shouxin::cli {

class Options;
class Serving;

// What a finished command tells the shell; a command that can't finish returns an Error, which
// run() prints as one sentence and turns into 2.
enum class Exit { good = 0, incomplete = 1, interrupted = 130 };

// What a command may touch of the world; made by app/, outlives every command.
struct Outside {
    port::Files& files;
    port::Machine& machine;
    Serving& serving;
};

struct About {
    std::string_view name;
    std::string_view purpose;  // one line, for the list of commands
    std::string_view example;  // a line that works as typed
};

class Command {
public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    virtual ~Command() = default;

    virtual About about() const = 0;

    // Binds flags to members of this object, which run() then reads.
    virtual void declare(Options& options) = 0;

    virtual Result<Exit> run() = 0;
};

using Commands = std::vector<std::unique_ptr<Command>>;

Commands every_command(const Outside& outside);

}  // namespace shouxin::cli
