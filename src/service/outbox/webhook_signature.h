// Did this message come from who says so, now, and for the first time? Signatures of Standard
// Webhooks 1.0 (symmetric, "v1"): HMAC-SHA256 over "id.timestamp.body". For who sends and for who
// receives. docs/formats/webhooks.md. Pure functions; SeenWebhooks isn't thread-safe.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace shouxin::service {

// The bytes of "whsec_" and base64 of 24 to 64 bytes; `invalid` for anything else.
Result<std::string> webhook_secret(std::string_view text);

// The header webhook-signature: one "v1,..." for each secret, so that secrets can be changed while
// messages are on the way. REQUIRES: at least one.
std::string webhook_signature(
    std::span<const std::string> secrets,
    std::string_view id,
    std::int64_t timestamp_s,
    std::string_view body);

// What a receiver got.
struct SignedWebhook {
    std::string_view id;         // of the header webhook-id
    std::string_view timestamp;  // webhook-timestamp
    std::string_view signature;  // webhook-signature
    std::string_view body;       // as it came, not parsed
};

constexpr std::int64_t webhook_tolerance_s = 300;

// The ids that came within twice the tolerance: what is older can't be replayed, its timestamp
// gives it away.
class SeenWebhooks {
public:
    // The oldest are forgotten beyond `most`.
    explicit SeenWebhooks(std::size_t most = std::size_t{1} << 20) : most_(most) {}

    // Notes the id; false if it was noted before.
    bool note(std::string_view id, std::int64_t now_s);

    [[nodiscard]] std::size_t size() const { return order_.size(); }

private:
    struct Seen {
        std::string id;
        std::int64_t at_s = 0;
    };

    void forget(std::int64_t now_s);

    std::size_t most_;
    std::deque<Seen> order_;
    std::unordered_set<std::string> ids_;
};

struct VerifiedWebhook {
    bool first = true;  // false: it was delivered before; answer 200 and do nothing
};

// `forbidden` unless one of the signatures is by one of the secrets (compared in constant time) and
// the timestamp is within the tolerance of now, either way; `invalid` if a header is missing or is
// no such thing.
Result<VerifiedWebhook> verify_webhook(
    std::span<const std::string> secrets,
    const SignedWebhook& webhook,
    std::int64_t now_s,
    SeenWebhooks& seen);

}  // namespace shouxin::service
