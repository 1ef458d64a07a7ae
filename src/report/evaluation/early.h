// How early was it known? The local tier's answers after so many hours, held against the truth:
// what they would have blocked by then, and what was counted as sales because they hadn't. Pure.
#pragma once

#include "report/evaluation/evaluation.h"

#include <vector>

namespace shouxin::report::evaluation {

// One an age, then the final judgement; nothing if there are no early answers.
std::vector<BlockedBy> blocked_by_age(const Truth& truth, const Verdicts& verdicts);

}  // namespace shouxin::report::evaluation
