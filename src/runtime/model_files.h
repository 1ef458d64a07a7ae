// Other trees than the built-in ones: what tools/train writes, read from a folder.
#pragma once

#include "base/result.h"
#include "judge/model.h"
#include "port/files.h"

#include <string>

namespace shouxin::runtime {

// One file a question, as in data/model. `corrupt` names the file and line.
Result<judge::Model> read_model(port::Files& files, const std::string& folder);

}  // namespace shouxin::runtime
