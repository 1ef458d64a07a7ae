// What time do we tell the customer? The tentative arrival, moved by how much such forecasts were
// off so far: the median error of the last ones that looked as far ahead. So half of all come
// earlier and half later than told. Not thread-safe. Memory: under 4 kB.
#pragma once

#include "dispatch/urgent/pace.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace shouxin::dispatch::urgent {

// How far ahead a forecast looked: what it says is learned apart for each.
using Lead = std::uint8_t;

// `leaves`: how long until the technician has to be committed; negative for a job that is deferred.
Lead lead_of(Millis leaves);

class Forecast {
public:
    // `arrives` as it was foreseen, corrected.
    [[nodiscard]] Millis corrected(Lead lead, Millis arrives) const;

    // What came of a forecast that was made with this lead.
    void learn(Lead lead, Millis foreseen, Millis came);

    static constexpr std::size_t leads = 8;

private:
    static constexpr std::size_t remembered = 31;

    struct Errors {
        std::array<std::int64_t, remembered> last{};
        std::size_t count = 0;  // ever
    };

    std::array<Errors, leads> errors_{};
};

}  // namespace shouxin::dispatch::urgent
