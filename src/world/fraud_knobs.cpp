#include "world/fraud_knobs.h"

#include <algorithm>

namespace shouxin::world {
namespace {

// How many gangs an ordinary market of scale 1 has.
std::vector<FraudKnobs::Planted> ordinary_gangs(double scale) {
    const auto scaled = [scale](int count) {
        return std::max(1, static_cast<int>(count * scale + 0.5));
    };
    return {
        {Scheme::cashback, scaled(2)},
        {Scheme::phone_farm, scaled(1)},
        {Scheme::experience_officer, scaled(1)},
        {Scheme::forged_parcel, scaled(1)},
        {Scheme::subsidy, scaled(1)},
        {Scheme::extortion, scaled(1)},
        {Scheme::rival, scaled(3)}};
}

std::vector<FraudKnobs::Planted> wild_gangs(double scale, Random& random) {
    std::vector<FraudKnobs::Planted> gangs;
    const double presence = random.uniform(0.25, 1.0);
    for (std::size_t row = 0; row < common_schemes; ++row) {
        const Scheme scheme = all_schemes[row];
        if (random.chance(presence)) {
            const double most = scheme == Scheme::rival || scheme == Scheme::cashback ? 4.0 : 2.6;
            const auto gangs_here = static_cast<int>(random.uniform(0.5, most) * scale + 0.5);
            gangs.push_back({scheme, std::max(1, gangs_here)});
        }
    }
    return gangs;
}

// The rarer schemes join now and then; the common ones stay the majority of what is faked.
void add_rare_gangs(
    std::vector<FraudKnobs::Planted>& gangs, double scale, double presence, Random random) {
    for (std::size_t row = common_schemes; row < all_schemes.size(); ++row) {
        const double most = random.uniform(0.5, 1.6) * scale;
        if (random.chance(presence)) {
            gangs.push_back({all_schemes[row], std::max(1, static_cast<int>(most + 0.5))});
        }
    }
}

}  // namespace

FraudKnobs draw_fraud(Preset preset, double scale, Random random) {
    FraudKnobs fraud;
    fraud.gangs = ordinary_gangs(scale);
    fraud.fake_orders = random.uniform(0.025, 0.042);
    fraud.spread = 0.6;
    Random rare = random.fork("rare");
    // Half of all markets know the common schemes only.
    const double presence = rare.chance(0.5) ? rare.uniform(0.1, 0.6) : 0.0;
    switch (preset) {
        case Preset::mixed:
            fraud.care = {0.0, 0.3};
            break;
        case Preset::stealth:
            fraud.care = {0.65, 1.0};
            break;
        case Preset::quiet:
        case Preset::yunhe:
            fraud.gangs.clear();
            break;
        case Preset::festival:
            fraud.care = {0.1, 0.9};
            break;
        case Preset::wild: {
            fraud.gangs = random.chance(0.06) ? std::vector<FraudKnobs::Planted>{}
                                              : wild_gangs(scale, random);
            fraud.fake_orders = log_uniform(random, 0.006, 0.09);
            const double a = random.uniform();
            const double b = random.uniform();
            fraud.care = {std::min(a, b), std::max(a, b)};
            // Whole markets of blatant gangs exist, and of careful ones.
            if (const double extreme = random.uniform(); extreme < 0.25) {
                fraud.care = {0.0, 0.25};
            } else if (extreme < 0.5) {
                fraud.care = {0.65, 1.0};
            }
            fraud.spread = 1.0;
            fraud.size_sigma = random.uniform(0.1, 0.9);
            break;
        }
    }
    if (!fraud.gangs.empty()) {
        add_rare_gangs(fraud.gangs, scale, presence, rare);
    }
    return fraud;
}

}  // namespace shouxin::world
