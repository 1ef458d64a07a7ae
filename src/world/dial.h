// How different may this world be from an ordinary one? A dial turns a centre into a draw: at
// spread 0 it gives the centre, at 1 anything up to the stated factor away. Not thread-safe.
#pragma once

#include "base/portable_math.h"
#include "base/random.h"

#include <algorithm>

namespace shouxin::world {

// Draws are uniform in [lo, hi).
struct Span {
    double lo = 0.0;
    double hi = 0.0;

    double draw(Random& random) const { return random.uniform(lo, hi); }

    int draw_int(Random& random) const {
        return static_cast<int>(
            random.uniform_int(static_cast<std::int64_t>(lo), static_cast<std::int64_t>(hi)));
    }
};

inline double log_uniform(Random& random, double lo, double hi) {
    return lo * portable_exp(random.uniform() * portable_log(hi / lo));
}

class Dial {
public:
    Dial(Random random, double spread) : random_(random), spread_(spread) {}

    // centre times or divided by up to `factor`.
    double around(double centre, double factor) {
        return centre * portable_exp(spread_ * random_.uniform(-1.0, 1.0) * portable_log(factor));
    }

    // A share: its odds move by up to `factor`, so it stays within (0, 1).
    double share(double centre, double factor) {
        const double odds = around(centre / (1.0 - centre), factor);
        return odds / (1.0 + odds);
    }

    // The same, but some worlds don't know this at all.
    double share_or_none(double centre, double factor, double none) {
        const double drawn = share(centre, factor);
        return random_.chance(none * spread_) ? 0.0 : drawn;
    }

    int count(double centre, double factor) {
        return std::max(1, static_cast<int>(around(centre, factor) + 0.5));
    }

    Span span(double lo, double hi, double factor) {
        const double low = around(lo, factor);
        return {low, low + around(hi - lo, factor)};
    }

    bool chance(double p) { return random_.chance(p); }

    // True in ordinary worlds, false in `p` of the strangest.
    bool unless(double p) { return !random_.chance(p * spread_); }

    double spread() const { return spread_; }

    Random& draws() { return random_; }

private:
    Random random_;
    double spread_;
};

}  // namespace shouxin::world
