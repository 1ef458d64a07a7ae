#include "proof/bundle.h"

#include "proof/tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace shouxin::proof {
namespace {

SigningKey key(const std::string& name, std::uint8_t byte, SignatureType type) {
    Seed seed{};
    seed.fill(byte);
    return SigningKey::from_seed(name, seed, type).value();
}

const SigningKey& log() {
    static const SigningKey made = key("log.example/a", 1, SignatureType::ed25519);
    return made;
}

const SigningKey& witness() {
    static const SigningKey made = key("witness.example/w", 2, SignatureType::cosignature_v1);
    return made;
}

// Leaf 1 of a tree of two.
Bundle honest() {
    Bundle bundle;
    bundle.openings = {open_commitment("secret", {17, 0}, "buyer", "张三")};
    Json commitments = Json::object();
    commitments.put("buyer", hex(commitment(bundle.openings[0])));
    Json leaf = Json::object();
    leaf.put("kind", "decision").put("commitments", std::move(commitments));
    bundle.leaf = leaf.text();
    bundle.key = log().verifier();
    bundle.witnesses = {witness().verifier()};
    bundle.proof.index = 1;
    bundle.proof.hashes = {leaf_hash("first")};
    const std::string note =
        sign_checkpoint(2, node_hash(leaf_hash("first"), leaf_hash(bundle.leaf)), log());
    const std::string text = parse_note(note)->text;
    bundle.proof.checkpoint =
        with_cosignatures(
            note, signature_line(cosign(text, 1'700'000'000, witness())), bundle.witnesses)
            .value();
    return bundle;
}

std::string refusal(const Bundle& bundle, const Trust& trust = {}) {
    const auto verified = verify_bundle(bundle_text(bundle), trust);
    return verified ? "" : verified.error().message;
}

TEST(Bundle, AnHonestOneIsVerified) {
    const auto own = verify_bundle(bundle_text(honest()));
    ASSERT_TRUE(own) << own.error().message;
    EXPECT_FALSE(own->key_trusted);
    ASSERT_EQ(own->witnesses.size(), 1U);
    EXPECT_FALSE(own->witnesses[0].trusted);
    EXPECT_EQ(*own->leaf.find("kind")->as_text(), "decision");
    EXPECT_EQ(own->checkpoint.size, 2U);
    const auto trusted = verify_bundle(
        bundle_text(honest()), {.key = log().verifier(), .witnesses = {witness().verifier()}});
    ASSERT_TRUE(trusted) << trusted.error().message;
    EXPECT_TRUE(trusted->key_trusted);
    ASSERT_EQ(trusted->witnesses.size(), 1U);
    EXPECT_TRUE(trusted->witnesses[0].trusted);
}

TEST(Bundle, SaysWhatDoesNotMatch) {
    Bundle bundle = honest();
    bundle.leaf.replace(bundle.leaf.find("decision"), 8, "pardoned");
    EXPECT_EQ(
        refusal(bundle), "leaf, index and hashes don't lead to the root that log.example/a signed");
    bundle = honest();
    bundle.proof.index = 0;
    EXPECT_NE(refusal(bundle), "");
    bundle.proof.index = 2;
    EXPECT_EQ(
        refusal(bundle), "the leaf is said to be number 2, but the checkpoint's tree has 2 leaves");
    bundle = honest();
    bundle.openings[0].value = "李四";
    EXPECT_EQ(
        refusal(bundle), "the value shown for 'buyer' isn't the one that the leaf commits to");
    bundle.openings[0].field = "payer";
    EXPECT_EQ(refusal(bundle), "the bundle opens 'payer', to which the leaf doesn't commit");
    bundle = honest();
    bundle.proof.checkpoint = sign_checkpoint(
        2,
        node_hash(leaf_hash("first"), leaf_hash(bundle.leaf)),
        key("log.example/a", 7, SignatureType::ed25519));
    EXPECT_TRUE(refusal(bundle).starts_with("the checkpoint isn't signed by the key log.example/a"))
        << refusal(bundle);
    bundle = honest();
    bundle.proof.checkpoint =
        sign_checkpoint(2, node_hash(leaf_hash("first"), leaf_hash(bundle.leaf)), log());
    EXPECT_EQ(
        refusal(bundle),
        "the bundle names the witness witness.example/w, who didn't cosign its checkpoint");
}

TEST(Bundle, OfAnotherKeyThanTheTrustedOneIsRefused) {
    const Trust trust{.key = key("log.example/a", 7, SignatureType::ed25519).verifier()};
    EXPECT_TRUE(refusal(honest(), trust).ends_with("not by the one that you trust"));
}

TEST(Bundle, ALeafThatIsNotCanonicalIsRefused) {
    Bundle bundle = honest();
    bundle.openings.clear();
    bundle.witnesses.clear();
    bundle.leaf = "{\"b\":1, \"a\":2}";
    bundle.proof.checkpoint =
        sign_checkpoint(2, node_hash(leaf_hash("first"), leaf_hash(bundle.leaf)), log());
    EXPECT_EQ(refusal(bundle), "the leaf is not canonical JSON at byte 7: a text begins with '\"'");
}

TEST(Bundle, NoByteCanBeAltered) {
    const std::string text = bundle_text(honest());
    const Trust trust{.key = log().verifier()};
    ASSERT_TRUE(verify_bundle(text, trust));
    for (std::size_t place = 0; place < text.size(); ++place) {
        for (const int flip : {1, 0x20, 0x80}) {
            std::string altered = text;
            altered[place] = static_cast<char>(altered[place] ^ flip);
            const auto verified = verify_bundle(altered, trust);
            ASSERT_FALSE(verified) << place << " " << altered;
            ASSERT_FALSE(verified.error().message.empty());
        }
        ASSERT_FALSE(verify_bundle(text.substr(0, place), trust));
    }
    EXPECT_FALSE(verify_bundle(text + "\n", trust));
    EXPECT_FALSE(verify_bundle(text + text, trust));
}

TEST(Bundle, HasNoMemberThatNobodyChecks) {
    std::string text = bundle_text(honest());
    text.insert(1, "\"approved_by\":\"the court\",");
    EXPECT_EQ(
        verify_bundle(text).error().message,
        "this is no proof bundle: it has members that don't belong there");
}

}  // namespace
}  // namespace shouxin::proof
