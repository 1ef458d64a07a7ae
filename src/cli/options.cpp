#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace shouxin::cli {
namespace {

template <class T>
CLI::Option* bind(CLI::App& app, const std::string& name, T& target, const std::string& help) {
    if constexpr (std::is_same_v<T, bool>) {
        return app.add_flag(name, target, help);
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
        // One value each time the flag is given; otherwise it would swallow the operands.
        return app.add_option(name, target, help)->allow_extra_args(name.front() != '-');
    } else {
        return app.add_option(name, target, help)->capture_default_str();
    }
}

}  // namespace

template <class T>
void Options::add(const std::string& name, T& target, const std::string& help, Need need) {
    bind(app_, name, target, help)->required(need == Need::required);
}

#define ACCEPT(...) \
    template void Options::add(const std::string&, __VA_ARGS__&, const std::string&, Need)
ACCEPT(bool);
ACCEPT(int);
ACCEPT(std::int64_t);
ACCEPT(std::uint64_t);
ACCEPT(double);
ACCEPT(std::string);
ACCEPT(std::vector<std::string>);
ACCEPT(std::optional<std::int64_t>);
ACCEPT(std::optional<std::uint64_t>);
ACCEPT(std::optional<double>);
ACCEPT(std::optional<std::string>);
#undef ACCEPT

}  // namespace shouxin::cli
