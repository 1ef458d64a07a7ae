#include "dispatch/urgent/promise.h"

#include "base/must.h"
#include "dispatch/urgent/policy.h"

#include <algorithm>

namespace shouxin::dispatch::urgent {
namespace {

constexpr std::size_t told_least = 5;  // errors, before they correct anything

}  // namespace

Lead lead_of(Millis leaves) {
    constexpr std::array<std::int64_t, Forecast::leads - 2> bounds{0, 5, 10, 20, 30, 45};
    if (leaves < 0) {
        return Forecast::leads - 1;
    }
    const auto at = std::lower_bound(bounds.begin(), bounds.end(), (leaves + minute - 1) / minute);
    return static_cast<Lead>(at - bounds.begin());
}

Millis Forecast::corrected(Lead lead, Millis arrives) const {
    MUST(lead < leads);
    const Errors& errors = errors_[lead];
    const std::size_t known = std::min(errors.count, remembered);
    if (known < told_least) {
        return arrives;
    }
    auto sorted = errors.last;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(known / 2);
    std::nth_element(sorted.begin(), middle, sorted.begin() + static_cast<std::ptrdiff_t>(known));
    return arrives + *middle;
}

void Forecast::learn(Lead lead, Millis foreseen, Millis came) {
    MUST(lead < leads);
    Errors& errors = errors_[lead];
    errors.last[errors.count++ % remembered] = came - foreseen;
}

}  // namespace shouxin::dispatch::urgent
