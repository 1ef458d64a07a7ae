#include "cli/command.h"

namespace shouxin::cli {

// Each is defined in the file of its name.
std::unique_ptr<Command> make_dispatch(const Outside& outside);
std::unique_ptr<Command> make_evaluate(const Outside& outside);
std::unique_ptr<Command> make_explain(const Outside& outside);
std::unique_ptr<Command> make_ledger(const Outside& outside);
std::unique_ptr<Command> make_policy(const Outside& outside);
std::unique_ptr<Command> make_region(const Outside& outside);
std::unique_ptr<Command> make_rings(const Outside& outside);
std::unique_ptr<Command> make_scan(const Outside& outside);
std::unique_ptr<Command> make_serve(const Outside& outside);
std::unique_ptr<Command> make_simulate(const Outside& outside);
std::unique_ptr<Command> make_simulate_country(const Outside& outside);
std::unique_ptr<Command> make_verify(const Outside& outside);

Commands every_command(const Outside& outside) {
    Commands commands;  // in the order of --help
    commands.push_back(make_scan(outside));
    commands.push_back(make_evaluate(outside));
    commands.push_back(make_serve(outside));
    commands.push_back(make_explain(outside));
    commands.push_back(make_rings(outside));
    commands.push_back(make_policy(outside));
    commands.push_back(make_region(outside));
    commands.push_back(make_simulate(outside));
    commands.push_back(make_simulate_country(outside));
    commands.push_back(make_dispatch(outside));
    commands.push_back(make_verify(outside));
    commands.push_back(make_ledger(outside));
    return commands;
}

}  // namespace shouxin::cli
