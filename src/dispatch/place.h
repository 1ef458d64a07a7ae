// Where is it, and how far from there? Straight metres on the sphere. Plain values; the same bytes
// on every machine (no libm but sqrt).
#pragma once

#include <cmath>

namespace shouxin::dispatch {

// A point on Earth. Keeps what the distance formula wants of it.
class Place {
public:
    Place() : Place(0, 0) {}

    // Degrees. REQUIRES: -180 <= longitude <= 180, -90 <= latitude <= 90.
    Place(double longitude, double latitude);

    [[nodiscard]] double longitude() const;
    [[nodiscard]] double latitude() const;

    friend double metres(const Place& a, const Place& b);

    // The point at `share` of the way from a to b, 0 to 1.
    friend Place between(const Place& a, const Place& b, double share);

private:
    double longitude_;  // radians
    double latitude_;
    double cos_half_;  // of half the latitude, so that the mean's cosine costs two products
    double sin_half_;
};

constexpr double earth_metres = 6'371'000;

// Equirectangular at the mean latitude.
inline double metres(const Place& a, const Place& b) {
    const double cos_mean = a.cos_half_ * b.cos_half_ - a.sin_half_ * b.sin_half_;
    const double east = (b.longitude_ - a.longitude_) * cos_mean;
    const double north = b.latitude_ - a.latitude_;
    return earth_metres * std::sqrt(east * east + north * north);
}

Place between(const Place& a, const Place& b, double share);

}  // namespace shouxin::dispatch
