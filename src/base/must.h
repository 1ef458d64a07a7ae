// MUST states what must be true if this program is correct. It stays on in release: a wrong
// program must stop before it freezes the wrong merchant. Thread-safe.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace shouxin {

[[noreturn]] inline void must_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: MUST failed: %s\n", file, line, expression);
    std::abort();
}

}  // namespace shouxin

#define MUST(...) \
    ((__VA_ARGS__) ? void(0) : ::shouxin::must_failed(#__VA_ARGS__, __FILE__, __LINE__))
