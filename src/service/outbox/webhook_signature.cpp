#include "service/outbox/webhook_signature.h"

#include "base/must.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <optional>

namespace shouxin::service {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view version = "v1,";
constexpr std::size_t secret_least = 24;
constexpr std::size_t secret_most = 64;
constexpr std::size_t id_most = 255;
constexpr std::size_t signatures_most = 16;

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Mac mac_of(
    std::string_view secret,
    std::string_view id,
    std::string_view timestamp,
    std::string_view body) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(secret), secret.size());
    for (const std::string_view part : {id, std::string_view("."), timestamp,
                                        std::string_view("."), body}) {
        crypto_auth_hmacsha256_update(&state, bytes_of(part), part.size());
    }
    Mac mac;
    crypto_auth_hmacsha256_final(&state, mac.data());
    return mac;
}

std::string base64(const Mac& mac) {
    std::array<char, sodium_base64_ENCODED_LEN(sizeof(Mac), sodium_base64_VARIANT_ORIGINAL)> text;
    return sodium_bin2base64(
        text.data(), text.size(), mac.data(), mac.size(), sodium_base64_VARIANT_ORIGINAL);
}

// Nothing if it isn't base64 of at most `most` bytes.
std::optional<std::string> from_base64(std::string_view text, std::size_t most) {
    std::string bytes(most, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int bad = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        &end,
        sodium_base64_VARIANT_ORIGINAL);
    if (bad != 0 || end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
    std::int64_t seconds = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seconds);
    const bool whole = error == std::errc() && stop == end && seconds >= 0;
    return whole ? std::optional(seconds) : std::nullopt;
}

// Looks at every signature and every secret, so that time tells nothing of which was near.
bool is_signed(std::span<const std::string> secrets, const SignedWebhook& webhook) {
    bool found = false;
    std::string_view rest = webhook.signature;
    for (std::size_t i = 0; i < signatures_most && !rest.empty(); ++i) {
        const std::string_view one = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        const auto given = one.starts_with(version)
                               ? from_base64(one.substr(version.size()), sizeof(Mac))
                               : std::nullopt;
        if (!given || given->size() != sizeof(Mac)) {
            continue;
        }
        for (const std::string& secret : secrets) {
            const Mac mac = mac_of(secret, webhook.id, webhook.timestamp, webhook.body);
            found |= sodium_memcmp(mac.data(), given->data(), mac.size()) == 0;
        }
    }
    return found;
}

}  // namespace

Result<std::string> webhook_secret(std::string_view text) {
    const auto refused = fail(
        Failure::invalid,
        "a webhook's secret is 'whsec_' and base64 of 24 to 64 random bytes: make one with "
        "'openssl rand -base64 32'");
    if (!text.starts_with(secret_prefix)) {
        return refused;
    }
    auto bytes = from_base64(text.substr(secret_prefix.size()), secret_most);
    if (!bytes || bytes->size() < secret_least) {
        return refused;
    }
    return *std::move(bytes);
}

std::string webhook_signature(
    std::span<const std::string> secrets,
    std::string_view id,
    std::int64_t timestamp_s,
    std::string_view body) {
    MUST(!secrets.empty());
    const std::string timestamp = std::to_string(timestamp_s);
    std::string signatures;
    for (const std::string& secret : secrets) {
        signatures += signatures.empty() ? "" : " ";
        signatures += version;
        signatures += base64(mac_of(secret, id, timestamp, body));
    }
    return signatures;
}

bool SeenWebhooks::note(std::string_view id, std::int64_t now_s) {
    forget(now_s);
    if (!ids_.emplace(id).second) {
        return false;
    }
    order_.push_back({std::string(id), now_s});
    return true;
}

void SeenWebhooks::forget(std::int64_t now_s) {
    while (!order_.empty() && (order_.size() >= most_ ||
                               order_.front().at_s + 2 * webhook_tolerance_s < now_s)) {
        ids_.erase(order_.front().id);
        order_.pop_front();
    }
}

Result<VerifiedWebhook> verify_webhook(
    std::span<const std::string> secrets,
    const SignedWebhook& webhook,
    std::int64_t now_s,
    SeenWebhooks& seen) {
    const auto at_s = seconds_in(webhook.timestamp);
    if (webhook.id.empty() || webhook.id.size() > id_most || !at_s) {
        return fail(
            Failure::invalid,
            "send the headers webhook-id, webhook-timestamp (in seconds) and webhook-signature");
    }
    if (!is_signed(secrets, webhook)) {
        return fail(
            Failure::forbidden, "no signature of this webhook is by a secret that is known here");
    }
    if (*at_s < now_s - webhook_tolerance_s || *at_s > now_s + webhook_tolerance_s) {
        return fail(
            Failure::forbidden,
            "the webhook was signed more than 5 minutes from now: compare the clocks, or sign it "
            "anew");
    }
    return VerifiedWebhook{seen.note(webhook.id, now_s)};
}

}  // namespace shouxin::service
