// How much speaks for each division that a text may be read as? The weights of all readings, joined
// by division (ADR 9). Not thread-safe; memory is used again.
#pragma once

#include "region/reading.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::region {

struct Weighed {
    Row row = no_row;
    Code code = 0;
    std::uint32_t reading = 0;  // the one with most evidence
    double weight = 0;          // 1 for the best reading
};

class Weighing {
public:
    Weighing(const Divisions& divisions, const Changes& changes);

    // Of a reading whose evidence is so much less than the best's; 0 from ten nats on.
    [[nodiscard]] double weight_of(Tenths less_than_best) const;

    // The divisions of the readings, the heaviest first. REQUIRES: `best` is the most evidence that
    // one has. Valid until the next call.
    std::span<const Weighed> of(std::span<const Reading> readings, Tenths best);

private:
    void put(const Reading& reading, std::uint32_t number, double weight);
    void join_same();
    void give_parts_to_wholes(std::span<const Reading> readings);

    const Divisions& divisions_;
    const Changes& changes_;
    std::array<double, 101> weights_{};  // by tenths of a nat less than the best
    std::vector<Weighed> weighed_;
};

}  // namespace shouxin::region
