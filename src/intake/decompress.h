// Is the stream compressed? Recognised by its first bytes, not by a name: gzip (one or more
// members), zstd (one or more frames), else plain. Not thread-safe.
#pragma once

#include "base/bytes.h"

#include <memory>

namespace shouxin::intake {

// Reads `compressed` on demand. A stream that ends early or is damaged gives what could be
// decompressed before, then `corrupt`.
std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> compressed);

}  // namespace shouxin::intake
