// Which flags and operands does a command take? A thin face on CLI11, whose header costs five
// seconds a file and is therefore included by options.cpp and cli.cpp only.
#pragma once

#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}  // namespace CLI

namespace shouxin::cli {

enum class Need { optional, required };

class Options {
public:
    explicit Options(CLI::App& app) : app_(app) {}

    // `name` is "--seed", "-k,--top" or, for an operand, "INPUT". The target keeps its value when
    // the flag is absent, and that value is shown in --help as the default.
    // T: bool (a flag without value), int, std::int64_t, std::uint64_t, std::size_t, double,
    // std::string, std::vector<std::string> (the flag may be repeated; an operand takes all that
    // is left), or std::optional of a number or string.
    template <class T>
    void add(
        const std::string& name, T& target, const std::string& help, Need need = Need::optional);

private:
    CLI::App& app_;
};

}  // namespace shouxin::cli
