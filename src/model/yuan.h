// How is money told to people? Pure.
#pragma once

#include <cstdint>
#include <string>

namespace shouxin::model {

// 18666521 fen are "186,665.21".
std::string yuan(std::int64_t fen);

}  // namespace shouxin::model
