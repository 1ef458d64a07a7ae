// How are bodies compressed? Requests may come as gzip or zstd, answers go as gzip to who takes it.
// Pure functions.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace shouxin::http {

enum class Coding { identity, gzip, zstd, unknown };

// Of a Content-Encoding; one coding only.
Coding coding_of(std::string_view content_encoding);

// REQUIRES: gzip or zstd. `exhausted` beyond `bytes_max`, which is found out without holding more
// than that; `corrupt` for what isn't of that coding or ends early.
Result<std::string> decompressed(std::string body, Coding coding, std::size_t bytes_max);

std::string gzipped(std::string_view bytes);

// Of an Accept-Encoding (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace shouxin::http
