#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <type_traits>
#include <vector>

namespace shouxin::cli {
namespace {

template <class T>
constexpr bool is_unsigned =
    std::is_same_v<T, std::uint64_t> || std::is_same_v<T, std::optional<std::uint64_t>>;

// The library would read -1 as 18446744073709551615, and stop at that for whatever is larger.
std::string refuse_wrapping(const std::string& text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end
               ? std::string()
               : "needs a whole number from 0 to 18446744073709551615, not " + text;
}

template <class T>
CLI::Option* bind(CLI::App& app, const std::string& name, T& target, const std::string& help) {
    if constexpr (std::is_same_v<T, bool>) {
        return app.add_flag(name, target, help);
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
        // One value each time the flag is given; otherwise it would swallow the operands.
        return app.add_option(name, target, help)->allow_extra_args(name.front() != '-');
    } else {
        CLI::Option* const option = app.add_option(name, target, help)->capture_default_str();
        if constexpr (is_unsigned<T>) {
            option->check(CLI::Validator(refuse_wrapping, "", "whole number"));
        }
        return option;
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
