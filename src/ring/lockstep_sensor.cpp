#include "ring/lockstep_sensor.h"

#include <algorithm>

namespace shouxin::ring {

bool LockstepSensor::share(const Last& a, const Last& b, std::uint32_t but) {
    std::uint32_t found = 0;
    for (const std::uint32_t row : a.rows) {
        std::uint32_t here = 0;
        for (const std::uint32_t other : b.rows) {
            here |= row == other ? 1U : 0U;
        }
        found |= here & (row != but ? 1U : 0U) & (row != none ? 1U : 0U);
    }
    return found != 0;
}

float LockstepSensor::feel(std::uint32_t source, std::uint32_t target, bool popular) {
    if (source >= sources_.size()) {
        sources_.resize(std::size_t{source} + 1);
    }
    if (target >= targets_.size()) {
        targets_.resize(std::size_t{target} + 1);
    }
    if (popular) {
        return 0;
    }
    Target& at = targets_[target];
    for (const std::uint32_t other : at.sources.rows) {
        if (other != none) {
            __builtin_prefetch(&sources_[other]);
        }
    }
    const Last& ours = sources_[source];
    float hits = 0;
    for (const std::uint32_t other : at.sources.rows) {
        if (other != none && other != source && share(sources_[other], ours, target)) {
            hits += 1;
        }
    }
    at.heat = at.heat * kept + hits;
    at.sources.remember(source);
    sources_[source].remember(target);
    return at.heat;
}

bool LockstepSensor::remembers(std::uint32_t source, std::uint32_t target) const {
    if (source >= sources_.size()) {
        return false;
    }
    const Last& last = sources_[source];
    return std::ranges::find(last.rows, target) != last.rows.end();
}

void LockstepSensor::searched(std::uint32_t target, bool in_vain) {
    Target& at = targets_[target];
    at.heat = 0;
    at.failures = in_vain ? std::min(at.failures + 1, 8U) : 0;
}

}  // namespace shouxin::ring
