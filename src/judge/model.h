// What did the simulated worlds teach? The learned trees, embedded in the program: data/model/
// holds them, tools/train made them, docs/adr tells how.
#pragma once

#include "judge/trees.h"

namespace shouxin::judge {

struct Model {
    Trees alone;      // an order by itself
    Trees together;   // an order and the company it keeps
    Trees reviews;
    Trees accounts;
    Trees merchants;
};

// Parsed on the first call; a broken embedded file is a broken program.
const Model& model();

}  // namespace shouxin::judge
