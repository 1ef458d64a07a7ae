// Which orders should people look at although nothing was done about them? Some of the hold-out and
// some of the allowed, drawn by a keyed hash: the same for whoever asks, foreseen by nobody. Pure.
#pragma once

#include "base/hash.h"
#include "live/state.h"

#include <cstddef>
#include <string>
#include <vector>

namespace shouxin::live {

// Orders' ids, in the order of their lots: who wants fewer takes the first.
struct Sample {
    std::vector<std::string> held_out;  // nothing may be done about these, whatever is found
    std::vector<std::string> allowed;   // nothing speaks against these
};

// Of the newest 50,000 orders, `most` each. As orders come the draw changes slowly.
Sample draw_sample(const State& state, HashKey key, std::size_t most);

}  // namespace shouxin::live
