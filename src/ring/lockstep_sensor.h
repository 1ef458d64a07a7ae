// Does this edge smell of lockstep? Counts the target's last sources that also share another of
// the source's last targets: rare by chance, as each looks at eight. Popular targets, which
// anybody shares, aren't looked at. Constant time. Not thread-safe. Memory: 40 bytes a row.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace shouxin::ring {

class LockstepSensor {
public:
    // Remembers the edge. The target's heat since it last was searched, a leaky sum of such
    // counts; `popular` targets have none.
    float feel(std::uint32_t source, std::uint32_t target, bool popular);

    // Whether the target is one of the source's last.
    [[nodiscard]] bool remembers(std::uint32_t source, std::uint32_t target) const;

    // Its heat starts anew; what was searched in vain has to get hotter.
    void searched(std::uint32_t target, bool in_vain);

    // Whether it is hot enough for a search.
    [[nodiscard]] bool hot(std::uint32_t target) const {
        const Target& it = targets_[target];
        return it.heat > first_heat + heat_a_failure * static_cast<float>(it.failures);
    }

private:
    static constexpr std::size_t remembered = 8;
    static constexpr std::uint32_t none = 0xffffffff;
    static constexpr float kept = 0.9F;  // of the heat, from edge to edge
    static constexpr float first_heat = 3;
    static constexpr float heat_a_failure = 1.5F;

    // The last few, over the oldest.
    struct Last {
        std::array<std::uint32_t, remembered> rows{none, none, none, none, none, none, none, none};
        std::uint32_t next = 0;

        void remember(std::uint32_t row) { rows[next++ % remembered] = row; }
    };

    struct Target {
        Last sources;
        float heat = 0;
        std::uint32_t failures = 0;
    };

    static bool share(const Last& a, const Last& b, std::uint32_t but);

    std::vector<Last> sources_;  // their last targets
    std::vector<Target> targets_;
};

}  // namespace shouxin::ring
