// The same space with orthonormal axes: Cholesky of the Gram matrix ("CholeskyQR"; fixed order of
// sums, 64 pieces). Pure.
#pragma once

#include "base/executor.h"
#include "ring/embedding.h"

#include <vector>

namespace shouxin::ring {

// A direction that depends on those before it becomes 0.
void orthonormalise(std::vector<Point>& points, Executor& executor);

}  // namespace shouxin::ring
