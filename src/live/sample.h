// Which orders should people look at although nothing was done about them? Some of the hold-out and
// some of the allowed, drawn by a keyed hash: the same for whoever asks, foreseen by nobody. Pure.
#pragma once

#include "base/hash.h"
#include "live/state.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::live {

// What one can see of an order without being told what the system thinks.
struct Sampled {
    std::string id;
    std::string merchant;
    std::int64_t amount = 0;  // in fen

    friend bool operator==(const Sampled&, const Sampled&) = default;
};

// In the order of their lots: who wants fewer takes the first.
struct Sample {
    std::vector<Sampled> held_out;  // nothing may be done about these, whatever is found
    std::vector<Sampled> allowed;   // nothing speaks against these
};

// Of the newest 50,000 orders, `most` each. As orders come the draw changes slowly.
Sample draw_sample(const State& state, HashKey key, std::size_t most);

}  // namespace shouxin::live
