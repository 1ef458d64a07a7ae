// Do two people who look at the same say the same? Counts of second looks, and Cohen's kappa: how
// much more often they agree than two would who answered by lot, each as often fake as they did.
// docs/formats/quality.md
#pragma once

#include "base/result.h"
#include "port/records.h"
#include "proof/json.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace shouxin::service {

class Agreement {
public:
    void add(bool first_fake, bool second_fake) {
        ++counts_[first_fake ? 1U : 0U][second_fake ? 1U : 0U];
    }

    [[nodiscard]] std::uint64_t of() const;

    [[nodiscard]] std::uint64_t agreed() const { return counts_[0][0] + counts_[1][1]; }

    // Cohen (1960), in millionths, from -1,000,000 to 1,000,000. Nothing if nobody looked twice, or
    // all said the same of everything: then chance would agree as well.
    [[nodiscard]] std::optional<std::int64_t> kappa_ppm() const;

private:
    std::array<std::array<std::uint64_t, 2>, 2> counts_{};  // by what the first said, the second
};

// {"agreed", "disagreements", "kappa_ppm", "of", "wanted"} of the newest `looks_max` second looks;
// of disagreements the newest 50. Not for an I/O thread.
Result<proof::Json> measure_agreement(port::Records& records, std::size_t looks_max = 10'000);

}  // namespace shouxin::service
