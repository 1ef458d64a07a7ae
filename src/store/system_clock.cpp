#include "store/system_clock.h"

#include <chrono>

namespace shouxin::store {
namespace {

template <class Unit, class Clock>
std::int64_t since_its_beginning() {
    return std::chrono::duration_cast<Unit>(Clock::now().time_since_epoch()).count();
}

}  // namespace

std::int64_t SystemClock::now_ms() const {
    return since_its_beginning<std::chrono::milliseconds, std::chrono::system_clock>();
}

std::int64_t SystemClock::steady_ns() const {
    return since_its_beginning<std::chrono::nanoseconds, std::chrono::steady_clock>();
}

}  // namespace shouxin::store
