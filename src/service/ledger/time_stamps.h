// By whose clock but ours did the ledger stand so? Has a time-stamping authority (RFC 3161) sign
// the newest checkpoint, and keeps its word with the ledger. One thread.
#pragma once

#include "base/result.h"
#include "port/dice.h"
#include "port/http_client.h"
#include "port/ledger.h"

#include <optional>
#include <string>

namespace shouxin::service {

struct TimeStampOptions {
    std::string url;
    std::optional<std::string> authorities = {};  // PEM; without, any authority is taken
    std::int64_t timeout_ms = 5000;
};

class TimeStamps {
public:
    // All outlive it.
    TimeStamps(
        port::Ledger& ledger, port::HttpClient& client, port::Dice& dice, TimeStampOptions options)
        : ledger_(ledger), client_(client), dice_(dice), options_(std::move(options)) {}

    // Whether there was a checkpoint without a time stamp: now it has one. Those that witnesses
    // have cosigned go first. Blocks for the timeout at most. `unavailable` if the authority
    // doesn't answer, `forbidden` if it refuses or its certificate isn't one of the authorities'.
    Result<bool> stamp();

private:
    [[nodiscard]] Result<std::optional<std::string>> due() const;

    port::Ledger& ledger_;
    port::HttpClient& client_;
    port::Dice& dice_;
    TimeStampOptions options_;
};

}  // namespace shouxin::service
