#include "region/places.h"

#include <algorithm>

namespace shouxin::region {

Places::Places(const Regions& regions) : regions_(regions) {
    centres_.resize(regions.divisions().size());
    for (const RowPosition& centre : regions.divisions().centres()) {
        centres_[centre.row] = centre.position;
    }
}

Result<UnknownLines> Places::add(std::string_view table) {
    TRY(const CentreTable read, read_centres(table, regions_));
    for (const Centre& centre : read.centres) {
        if (centre.own) {
            centres_[centre.row] = centre.position;
        }
    }
    for (const Centre& centre : read.centres) {
        if (!centre.own && !centres_[centre.row]) {
            centres_[centre.row] = centre.position;
        }
    }
    return read.unknown;
}

std::optional<Place> Places::of(Row row) const {
    for (; row != no_row; row = regions_.divisions()[row].parent) {
        if (centres_[row]) {
            return Place{*centres_[row], row};
        }
    }
    return std::nullopt;
}

std::optional<double> Places::metres(Row a, Row b) const {
    const auto from = of(a);
    const auto to = of(b);
    if (!from || !to) {
        return std::nullopt;
    }
    return metres_between(from->position, to->position);
}

std::vector<Neighbour> Places::neighbours(Row row, std::size_t count) const {
    std::vector<Neighbour> found;
    if (!centres_[row]) {
        return found;
    }
    const Level level = regions_.divisions()[row].level;
    for (Row other = 0; other < centres_.size(); ++other) {
        if (other != row && centres_[other] && regions_.divisions()[other].level == level) {
            found.push_back({other, metres_between(*centres_[row], *centres_[other])});
        }
    }
    count = std::min(count, found.size());
    std::partial_sort(
        found.begin(),
        found.begin() + static_cast<std::ptrdiff_t>(count),
        found.end(),
        [](const Neighbour& a, const Neighbour& b) {
            return a.metres != b.metres ? a.metres < b.metres : a.row < b.row;
        });
    found.resize(count);
    return found;
}

}  // namespace shouxin::region
