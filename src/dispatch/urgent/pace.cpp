#include "dispatch/urgent/pace.h"

#include <cmath>

namespace shouxin::dispatch::urgent {

Millis rounded_up_to_tenth(double millis) {
    constexpr double error = 1e-4;  // of a millisecond
    return static_cast<Millis>(std::ceil((millis - error) / 100)) * 100;
}

}  // namespace shouxin::dispatch::urgent
