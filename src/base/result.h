// Result<T> is a value or an Error. It is the only way a function in this program reports that
// the world, rather than the programmer, was wrong. A plain value: as thread-safe as T.
#pragma once

// Declared here first so that ignoring any returned Result is a compiler warning.
namespace tl {
template <class T, class E>
class [[nodiscard]] expected;
}  // namespace tl

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace shouxin {

// The closed list of ways to fail. http/ maps each to one status; add a kind only when some
// caller must behave differently because of it.
enum class Failure { invalid, not_found, conflict, forbidden, unavailable, exhausted, corrupt };

struct Error {
    Failure failure;
    std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Failure failure, std::string message) {
    return tl::unexpected<Error>(Error{failure, std::move(message)});
}

}  // namespace shouxin

#define SHOUXIN_JOIN_TOKENS(a, b) a##b
#define SHOUXIN_JOIN(a, b) SHOUXIN_JOIN_TOKENS(a, b)
#define SHOUXIN_TRY_AS(name, target, ...)                                   \
    auto name = (__VA_ARGS__);                                              \
    if (!name)                                                              \
        return ::tl::unexpected<::shouxin::Error>(std::move(name).error()); \
    target = *std::move(name)

// TRY(auto order, parse_order(line));   returns the error to our caller, or binds the value.
#define TRY(target, ...) SHOUXIN_TRY_AS(SHOUXIN_JOIN(try_, __LINE__), target, __VA_ARGS__)

// TRY_DONE(write(row));   the same for a Result<void>.
#define TRY_DONE(...)                                                               \
    do {                                                                            \
        if (auto try_done = (__VA_ARGS__); !try_done)                               \
            return ::tl::unexpected<::shouxin::Error>(std::move(try_done).error()); \
    } while (false)
