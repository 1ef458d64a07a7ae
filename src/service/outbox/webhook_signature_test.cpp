// The known answer of Standard Webhooks, and everything that must not pass.
#include "service/outbox/webhook_signature.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace shouxin::service {
namespace {

constexpr std::int64_t now_s = 1'614'265'330;
const std::string id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const std::string body = R"({"test": 2432232314})";

// Of the specification's reference libraries.
const std::string known_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string known_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

std::vector<std::string> secrets(const std::string& text = known_secret) {
    return {webhook_secret(text).value()};
}

struct Sent {
    std::string id = service::id;
    std::string timestamp = std::to_string(now_s);
    std::string signature = known_signature;
    std::string body = service::body;
};

Result<VerifiedWebhook> verified(
    const Sent& sent, std::int64_t at_s = now_s, SeenWebhooks seen = SeenWebhooks()) {
    return verify_webhook(
        secrets(), {sent.id, sent.timestamp, sent.signature, sent.body}, at_s, seen);
}

Failure failure_of(const Sent& sent, std::int64_t at_s = now_s) {
    const auto result = verified(sent, at_s);
    EXPECT_FALSE(result.has_value());
    return result ? Failure::exhausted : result.error().failure;
}

TEST(Webhook, is_signed_as_the_specification_signs) {
    EXPECT_EQ(webhook_signature(secrets(), id, now_s, body), known_signature);
    EXPECT_TRUE(verified({})->first);
}

TEST(Webhook, forged_is_refused) {
    EXPECT_EQ(failure_of({.body = R"({"test": 2432232315})"}), Failure::forbidden);
    EXPECT_EQ(failure_of({.id = "msg_other"}), Failure::forbidden);
    EXPECT_EQ(failure_of({.timestamp = std::to_string(now_s + 1)}), Failure::forbidden);
    EXPECT_EQ(failure_of({.signature = ""}), Failure::forbidden);
    EXPECT_EQ(failure_of({.signature = "v1,"}), Failure::forbidden);
    EXPECT_EQ(failure_of({.signature = "v1,!!!!"}), Failure::forbidden);
    EXPECT_EQ(failure_of({.signature = "v2" + known_signature.substr(2)}), Failure::forbidden);
    EXPECT_EQ(failure_of({.signature = known_signature.substr(3)}), Failure::forbidden);
    const auto other = secrets("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    EXPECT_EQ(
        failure_of({.signature = webhook_signature(other, id, now_s, body)}), Failure::forbidden);
}

TEST(Webhook, truncated_is_refused) {
    for (std::size_t length = 0; length < known_signature.size(); ++length) {
        EXPECT_EQ(failure_of({.signature = known_signature.substr(0, length)}), Failure::forbidden);
    }
    for (std::size_t length = 0; length < body.size(); ++length) {
        EXPECT_EQ(failure_of({.body = body.substr(0, length)}), Failure::forbidden);
    }
}

TEST(Webhook, old_or_early_is_refused_though_its_signature_is_right) {
    EXPECT_TRUE(verified({}, now_s + webhook_tolerance_s));
    EXPECT_TRUE(verified({}, now_s - webhook_tolerance_s));
    EXPECT_EQ(failure_of({}, now_s + webhook_tolerance_s + 1), Failure::forbidden);
    EXPECT_EQ(failure_of({}, now_s - webhook_tolerance_s - 1), Failure::forbidden);
}

TEST(Webhook, headers_that_are_no_such_thing_are_refused) {
    for (const char* const timestamp :
         {"", "now", "-1", "1614265330 ", "1614265330.5", "99999999999999999999"}) {
        EXPECT_EQ(failure_of({.timestamp = timestamp}), Failure::invalid) << timestamp;
    }
    EXPECT_EQ(failure_of({.id = ""}), Failure::invalid);
    EXPECT_EQ(failure_of({.id = std::string(256, 'x')}), Failure::invalid);
}

TEST(Webhook, one_of_several_secrets_is_enough) {
    auto both = secrets();
    both.push_back(webhook_secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").value());
    const std::string signatures = webhook_signature(both, id, now_s, body);
    EXPECT_EQ(signatures.substr(0, known_signature.size() + 1), known_signature + " ");
    EXPECT_TRUE(verified({.signature = signatures}));
    EXPECT_TRUE(verified({.signature = "v1,AAAA v1a,x  " + known_signature}));
    std::string hidden;
    for (int i = 0; i < 16; ++i) {
        hidden += "v1,AAAA ";
    }
    EXPECT_EQ(failure_of({.signature = hidden + known_signature}), Failure::forbidden)
        << "no more than 16 are looked at";
}

TEST(Webhook, a_replay_is_noted) {
    SeenWebhooks seen;
    const SignedWebhook webhook{id, "1614265330", known_signature, body};
    EXPECT_TRUE(verify_webhook(secrets(), webhook, now_s, seen)->first);
    EXPECT_FALSE(verify_webhook(secrets(), webhook, now_s + 1, seen)->first);
    EXPECT_FALSE(verify_webhook(secrets(), webhook, now_s + webhook_tolerance_s, seen)->first);
}

TEST(Webhook, a_forgery_does_not_use_up_an_id) {
    SeenWebhooks seen;
    const SignedWebhook forged{id, "1614265330", "v1,AAAA", body};
    EXPECT_FALSE(verify_webhook(secrets(), forged, now_s, seen).has_value());
    EXPECT_EQ(seen.size(), 0U);
}

TEST(SeenWebhooks, remembers_as_long_as_a_replay_can_pass_and_no_more_than_it_says) {
    SeenWebhooks seen(3);
    EXPECT_TRUE(seen.note("a", 0));
    EXPECT_FALSE(seen.note("a", 2 * webhook_tolerance_s));
    EXPECT_TRUE(seen.note("a", 2 * webhook_tolerance_s + 1));
    for (const char* const other : {"b", "c", "d"}) {
        EXPECT_TRUE(seen.note(other, 700));
    }
    EXPECT_EQ(seen.size(), 3U);
    EXPECT_TRUE(seen.note("a", 700));
}

TEST(WebhookSecret, is_24_to_64_bytes) {
    EXPECT_EQ(webhook_secret(known_secret)->size(), 24U);
    for (const std::string wrong :
         {"",
          "whsec_",
          "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa",
          "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
          "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=="}) {
        EXPECT_FALSE(webhook_secret(wrong).has_value()) << wrong;
    }
    EXPECT_FALSE(webhook_secret("whsec_" + std::string(100, 'A')).has_value());
}

RC_GTEST_PROP(Webhook, what_was_signed_passes_and_what_was_altered_does_not, (std::string text)) {
    const std::string signature = webhook_signature(secrets(), id, now_s, text);
    SeenWebhooks seen;
    const SignedWebhook webhook{id, "1614265330", signature, text};
    RC_ASSERT(verify_webhook(secrets(), webhook, now_s, seen).has_value());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    std::string altered = text;
    altered.insert(at, 1, '.');
    const SignedWebhook other{id, "1614265330", signature, altered};
    RC_ASSERT(!verify_webhook(secrets(), other, now_s, seen).has_value());
}

RC_GTEST_PROP(
    Webhook,
    no_garbage_passes,
    (std::string garbage, std::string signature, std::string timestamp)) {
    SeenWebhooks seen;
    const SignedWebhook webhook{garbage, timestamp, "v1," + signature, garbage};
    RC_ASSERT(!verify_webhook(secrets(), webhook, now_s, seen).has_value());
    RC_ASSERT(!webhook_secret(garbage).has_value());
    RC_ASSERT(seen.size() == 0U);
}

}  // namespace
}  // namespace shouxin::service
