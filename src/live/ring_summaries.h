// How do the rings stand, at a glance? Of each ring of the newest epoch when its orders fell and
// which actions are in force on it, gathered in slices. Pure; not thread-safe.
#pragma once

#include "live/state.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::live {

struct RingSummary {
    static constexpr std::size_t spans = 24;

    std::uint64_t ring = 0;
    std::uint32_t accounts = 0;
    std::uint32_t merchants = 0;
    std::array<std::uint32_t, spans> orders{};                   // in equal parts of its life
    std::array<std::uint32_t, model::action_count> on_orders{};  // in force, by kind of action
    std::array<std::uint32_t, model::action_count> on_members{};
};

class RingSummaries {
public:
    static constexpr std::size_t rings_max = 1'000;  // the most harmful ones

    // At some more; true when all was seen. Begins again when an epoch has come in between.
    bool look(const State& state);

    void restart() { *this = RingSummaries(); }

    // REQUIRES: look() has said true.
    [[nodiscard]] std::string text() const;

private:
    void look_at(const State& state, std::uint32_t order);
    void end_ring(const State& state, const RingView& ring);

    std::uint64_t epoch_ = 0;
    bool begun_ = false;
    std::size_t row_ = 0;  // the next order of the ring at hand
    RingSummary at_hand_;
    std::vector<RingSummary> done_;
};

}  // namespace shouxin::live
