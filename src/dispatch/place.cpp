#include "dispatch/place.h"

#include "base/must.h"

#include <numbers>

namespace shouxin::dispatch {
namespace {

constexpr double radian = std::numbers::pi / 180;

// Taylor's series, to the last bits for |x| <= pi/4: half a latitude.
double sine(double x) {
    double sum = 0;
    for (int n = 17; n > 1; n -= 2) {
        sum = (1 - sum) * x * x / (n * (n - 1));
    }
    return x * (1 - sum);
}

double cosine(double x) {
    double sum = 0;
    for (int n = 18; n > 0; n -= 2) {
        sum = (1 - sum) * x * x / (n * (n - 1));
    }
    return 1 - sum;
}

}  // namespace

Place::Place(double longitude, double latitude)
    : longitude_(longitude * radian),
      latitude_(latitude * radian),
      cos_half_(cosine(latitude_ / 2)),
      sin_half_(sine(latitude_ / 2)) {
    MUST(longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90);
}

double Place::longitude() const {
    return longitude_ / radian;
}

double Place::latitude() const {
    return latitude_ / radian;
}

Place between(const Place& a, const Place& b, double share) {
    const auto mixed = [share](double from, double to) { return from + (to - from) * share; };
    return {mixed(a.longitude(), b.longitude()), mixed(a.latitude(), b.latitude())};
}

}  // namespace shouxin::dispatch
