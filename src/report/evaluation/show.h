// An evaluation for eyes (aligned tables of plain text) and for programs (JSON, keys in
// docs/formats/evaluation.md). Pure.
#pragma once

#include "report/evaluation/evaluation.h"

#include <string>

namespace shouxin::report::evaluation {

std::string to_text(const Evaluation& evaluation);
std::string to_json(const Evaluation& evaluation);

}  // namespace shouxin::report::evaluation
