// Which worked examples teach the language? Those of docs/policy-guide.md, which becomes part of
// the program, so that there is one place for them. Pure functions.
#pragma once

#include "policy/sentence.h"

#include <string>
#include <vector>

namespace shouxin::policy {

struct WorkedExample {
    Sentence title;
    std::string text;  // a piece of a policy file
};

std::vector<WorkedExample> worked_examples();

}  // namespace shouxin::policy
