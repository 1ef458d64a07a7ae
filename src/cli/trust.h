// Whom does the reader of a proof trust? Keys and certificates, given as flags. And how what others
// wrote is shown on a terminal.
#pragma once

#include "base/result.h"
#include "port/files.h"
#include "proof/bundle.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::cli {

class Options;

class TrustOptions {
public:
    void declare(Options& options);

    // `invalid` for what is neither a key nor a file of keys.
    Result<proof::Trust> read(port::Files& files) const;

private:
    std::optional<std::string> key_;
    std::vector<std::string> witnesses_;
    std::optional<std::string> authorities_;
};

// Text of somebody else, harmless to a terminal: control characters as \u00xx.
std::string shown(std::string_view text);

// "2026-11-23T06:00:00Z"
std::string shown_moment(std::int64_t unix_s);

}  // namespace shouxin::cli
