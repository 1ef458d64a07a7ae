// How far is it from each place to each other, in whole seconds or metres? A square table of
// int32 with one more place, `nowhere`, from and to which every way is 0: it stands for a start or
// end that a vehicle doesn't have. Immutable once finish()ed, so safe to share between threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::dispatch::visits {

class Grid {
public:
    // A way longer than `reachable_max` doesn't exist.
    static constexpr std::int32_t reachable_max = 100'000'000;
    static constexpr std::int32_t unreachable = 1 << 30;

    // At most so many places: a table of 1.6 GB.
    static constexpr std::size_t places_max = 20'000;

    Grid() = default;

    explicit Grid(std::size_t places) : places_(places), cells_((places + 1) * (places + 1)) {}

    [[nodiscard]] bool empty() const { return cells_.empty(); }

    [[nodiscard]] std::size_t places() const { return places_; }

    void set(std::size_t from, std::size_t to, std::int32_t value) {
        cells_[from * (places_ + 1) + to] = value;
    }

    [[nodiscard]] std::int32_t at(std::size_t from, std::size_t to) const {
        return cells_[from * (places_ + 1) + to];
    }

    // Call once all is set: lays the columns out as rows, unless both are the same.
    void finish();

    // Sets all, and finishes: value(from, to) is asked for once a pair and holds both ways. The
    // way from a place to itself is 0.
    template <class Value>
    static Grid symmetric(std::size_t places, Value value);

    // From this place to each. REQUIRES: finish().
    [[nodiscard]] const std::int32_t* from(std::size_t place) const {
        return cells_.data() + place * (places_ + 1);
    }

    // To this place from each. REQUIRES: finish().
    [[nodiscard]] const std::int32_t* to(std::size_t place) const {
        return (symmetric_ ? cells_ : across_).data() + place * (places_ + 1);
    }

    // A way at `factor` times the speed, rounded to whole seconds. REQUIRES: factor > 0.
    static std::int32_t at_speed(std::int32_t duration, double factor);

    // Every way at `factor` times the speed, rounded to whole seconds. REQUIRES: factor > 0.
    [[nodiscard]] Grid faster(double factor) const;

private:
    std::size_t places_ = 0;
    bool symmetric_ = true;
    std::vector<std::int32_t> cells_;
    std::vector<std::int32_t> across_;
};

template <class Value>
Grid Grid::symmetric(std::size_t places, Value value) {
    constexpr std::size_t block = 64;  // rows and columns that fit into a cache together
    Grid grid(places);
    for (std::size_t top = 0; top < places; top += block) {
        for (std::size_t left = top; left < places; left += block) {
            for (std::size_t from = top; from < std::min(places, top + block); ++from) {
                for (std::size_t to = std::max(left, from + 1); to < std::min(places, left + block);
                     ++to) {
                    const std::int32_t way = value(from, to);
                    grid.set(from, to, way);
                    grid.set(to, from, way);
                }
            }
        }
    }
    return grid;
}

}  // namespace shouxin::dispatch::visits
