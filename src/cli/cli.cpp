#include "cli/cli.h"

#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

namespace shouxin::cli {
namespace {

constexpr int exit_unusable = 2;

// Libraries put line breaks and full stops into their messages as they like.
std::string one_clause(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t last = text.find_last_not_of(" .");
    text.erase(last == std::string::npos ? 0 : last + 1);
    return text;
}

int complain(const std::string& who, const std::string& what) {
    std::fprintf(stderr, "%s: %s.\n", who.c_str(), one_clause(what).c_str());
    return exit_unusable;
}

int complain_about_usage(const std::string& who, const std::string& what) {
    return complain(who, one_clause(what) + "; see '" + who + " --help'");
}

void declare(CLI::App& app, const Commands& commands) {
    app.set_version_flag("--version", std::string("shouxin ") + SHOUXIN_VERSION);
    app.require_subcommand(1);
    std::string examples = "Examples:";
    for (const auto& command : commands) {
        const About about = command->about();
        const std::string example = "\n  " + std::string(about.example);
        CLI::App* const sub =
            app.add_subcommand(std::string(about.name), std::string(about.purpose));
        sub->footer("Example:" + example);
        Options options(*sub);
        command->declare(options);
        examples += example;
    }
    app.footer(examples + "\nEvery command has --help.");
}

// CLI11 would call it an unexpected argument.
bool names_no_command(const Commands& commands, const std::string& word) {
    return !word.starts_with('-') && std::none_of(commands.begin(), commands.end(), [&](auto& c) {
        return c->about().name == word;
    });
}

int finish(const std::string& who, const Result<Exit>& result) {
    if (!result) {
        return complain(who, result.error().message);
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        return complain(who, "standard output can't be written");
    }
    return static_cast<int>(*result);
}

int run_command(const Commands& commands, const std::string& name) {
    const std::string who = "shouxin " + name;
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const auto& command) {
        return command->about().name == name;
    });
    try {
        return finish(who, (*found)->run());
    } catch (const std::exception& error) {
        return complain(who, std::string("stopped by an unexpected error: ") + error.what());
    }
}

std::string who_speaks(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? "shouxin" : "shouxin " + chosen.front()->get_name();
}

}  // namespace

int run(const Outside& outside, int argc, const char* const* argv) {
    return run(every_command(outside), argc, argv);
}

int run(const Commands& commands, int argc, const char* const* argv) {
    CLI::App app(
        "Shouxin 守信: finds fake trades and fake reviews, sends the right technician.", "shouxin");
    declare(app, commands);
    if (argc > 1 && names_no_command(commands, argv[1])) {
        return complain_about_usage(
            "shouxin", "there is no command '" + std::string(argv[1]) + "'");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& answer) {  // --help, --version
        app.exit(answer);
        return finish("shouxin", Exit::good);
    } catch (const CLI::ParseError& error) {
        return complain_about_usage(who_speaks(app), error.what());
    }
    return run_command(commands, app.get_subcommands().front()->get_name());
}

}  // namespace shouxin::cli
