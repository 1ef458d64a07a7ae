#include "proof/note.h"

#include "proof/checkpoint.h"
#include "proof/tlog_proof.h"

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

// The example of the package that the format comes from, golang.org/x/mod/sumdb/note.
TEST(Note, TheKnownExample) {
    const auto peter =
        parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    ASSERT_TRUE(peter) << peter.error().message;
    EXPECT_EQ(peter->id(), 0xc74f20a3U);
    const std::string bytes =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
        "\n"
        "\u2014 PeterNeumann "
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
        "otpRZb6KE6RyyBwJnAM=\n";
    const auto note = parse_note(bytes);
    ASSERT_TRUE(note) << note.error().message;
    EXPECT_TRUE(verify_note(*note, *peter));
    EXPECT_EQ(note_bytes(*note), bytes);
    Note other = *note;
    other.text[3] = 'Y';
    EXPECT_EQ(verify_note(other, *peter).error().failure, Failure::forbidden);
}

TEST(Note, KeysReadBack) {
    for (const VerifierKey& verifier : {log().verifier(), witness().verifier()}) {
        EXPECT_EQ(parse_verifier_key(verifier.text()).value(), verifier);
    }
    const std::string text = log().verifier().text();
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string altered = text;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        EXPECT_FALSE(parse_verifier_key(altered)) << altered;
        EXPECT_FALSE(parse_verifier_key(text.substr(0, i))) << i;
    }
}

TEST(Note, NamesHaveNoSpaces) {
    for (const std::string name : {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u3000b", "\xff"}) {
        EXPECT_FALSE(SigningKey::from_seed(name, Seed{})) << name;
    }
    EXPECT_TRUE(SigningKey::from_seed("守信.example/账本", Seed{}));
}

TEST(Note, TheFormIsStrict) {
    const std::string good = sign_checkpoint(5, empty_root(), log());
    ASSERT_TRUE(parse_note(good));
    const std::string line = signature_line(sign_note("x\n", log()));
    for (const std::string& bad :
         {std::string(),
          std::string("text\n"),
          std::string("text\n\n"),
          "text" + line,
          good.substr(0, good.size() - 1),
          good + "\n",
          good + "rest",
          "tab\there\n\n" + line,
          "\xff\n\n" + line,
          std::string("text\n\n- name AAAAAAAA\n"),
          std::string("text\n\n\u2014 name AAAA\n"),
          std::string("text\n\n\u2014 na me AAAAAAAA\n"),
          std::string("text\n\n\u2014 name AAAAAAA\n")}) {
        EXPECT_FALSE(parse_note(bad)) << bad;
    }
    std::string many = "text\n\n";
    for (std::size_t i = 0; i <= note_signatures_max; ++i) {
        many += line;
    }
    EXPECT_FALSE(parse_note(many));
}

TEST(Note, SignaturesOfStrangersArePassedOver) {
    Note note = parse_note(sign_checkpoint(5, empty_root(), log())).value();
    const SigningKey stranger = key("stranger.example", 9, SignatureType::ed25519);
    note.signatures.insert(note.signatures.begin(), sign_note("something else\n", stranger));
    EXPECT_TRUE(verify_note(note, log().verifier()));
    EXPECT_FALSE(verify_note(note, stranger.verifier()));
    const SigningKey same_name = key("log.example/a", 3, SignatureType::ed25519);
    EXPECT_FALSE(verify_note(note, same_name.verifier()));
}

TEST(Checkpoint, ReadsBackAndIsStrict) {
    const Checkpoint checkpoint{"log.example/a", 20'852'163, leaf_hash("x")};
    const std::string text = checkpoint_text(checkpoint);
    EXPECT_EQ(parse_checkpoint_text(text).value(), checkpoint);
    EXPECT_EQ(parse_checkpoint_text(text + "extension\n").value(), checkpoint);
    for (const std::string bad :
         {"",
          "a\n",
          "a\n5\n",
          "a\n05\nAAAA\n",
          "a\n5\nAAAA\n",
          "a\n-5\n",
          "a\n99999999999999999999\n"}) {
        EXPECT_FALSE(parse_checkpoint_text(bad)) << bad;
    }
    EXPECT_FALSE(parse_checkpoint_text(text + "\n"));
    EXPECT_FALSE(parse_checkpoint_text("\n" + text));
}

TEST(Checkpoint, MustBeSignedByTheLogItNames) {
    const std::string note = sign_checkpoint(5, leaf_hash("x"), log());
    EXPECT_TRUE(verify_checkpoint(note, log().verifier()));
    const SigningKey other = key("log.example/b", 1, SignatureType::ed25519);
    EXPECT_EQ(
        verify_checkpoint(note, other.verifier()).error().message,
        "the checkpoint is of the ledger 'log.example/a', the key of 'log.example/b'");
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string altered = note;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        EXPECT_FALSE(verify_checkpoint(altered, log().verifier())) << i;
    }
}

TEST(Cosignature, IsOverTheMomentAndTheText) {
    const std::string note = sign_checkpoint(5, leaf_hash("x"), log());
    const std::string text = parse_note(note)->text;
    const NoteSignature cosignature = cosign(text, 1'679'315'147, witness());
    // As the specification spells the signed message.
    EXPECT_TRUE(verify_ed25519(
        "cosignature/v1\ntime 1679315147\n" + text,
        cosignature.bytes.substr(8),
        witness().verifier().key));
    const std::vector<VerifierKey> keys = {witness().verifier()};
    const std::string cosigned = with_cosignatures(note, signature_line(cosignature), keys).value();
    const auto seen = verify_cosignatures(parse_note(cosigned).value(), keys).value();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].witness, "witness.example/w");
    EXPECT_EQ(seen[0].at_s, 1'679'315'147U);
    EXPECT_TRUE(verify_checkpoint(cosigned, log().verifier()));
    EXPECT_TRUE(verify_cosignatures(parse_note(note).value(), keys)->empty());
}

TEST(Cosignature, ANewerOneTakesThePlaceOfTheOlder) {
    const std::string note = sign_checkpoint(5, leaf_hash("x"), log());
    const std::string text = parse_note(note)->text;
    const std::vector<VerifierKey> keys = {witness().verifier()};
    const std::string first =
        with_cosignatures(note, signature_line(cosign(text, 10, witness())), keys).value();
    const std::string second =
        with_cosignatures(first, signature_line(cosign(text, 20, witness())), keys).value();
    const auto seen = verify_cosignatures(parse_note(second).value(), keys).value();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].at_s, 20U);
}

TEST(Cosignature, WhatDoesNotMatchIsRefused) {
    const std::string note = sign_checkpoint(5, leaf_hash("x"), log());
    const std::string text = parse_note(note)->text;
    const std::vector<VerifierKey> keys = {witness().verifier()};
    const std::string other_text = signature_line(cosign("other\n", 10, witness()));
    EXPECT_EQ(with_cosignatures(note, other_text, keys).error().failure, Failure::forbidden);
    NoteSignature shifted = cosign(text, 10, witness());
    shifted.bytes[7] = 11;
    EXPECT_FALSE(with_cosignatures(note, signature_line(shifted), keys));
    NoteSignature cut = cosign(text, 10, witness());
    cut.bytes.resize(5);
    EXPECT_FALSE(with_cosignatures(note, signature_line(cut), keys));
    const std::string right = signature_line(cosign(text, 10, witness()));
    EXPECT_FALSE(with_cosignatures(note, right, {}));
    EXPECT_FALSE(with_cosignatures(note, right.substr(0, right.size() - 1), keys));
}

TEST(TlogProofText, ReadsBack) {
    for (const bool extra : {false, true}) {
        TlogProof proof;
        proof.index = 73'894;
        proof.hashes = {leaf_hash("a"), leaf_hash("b")};
        proof.checkpoint = sign_checkpoint(100'000, leaf_hash("x"), log());
        if (extra) {
            proof.extra = std::string("\0any", 4);
        }
        const std::string text = tlog_proof_text(proof);
        const auto read = parse_tlog_proof(text);
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(read->extra, proof.extra);
        EXPECT_EQ(read->index, proof.index);
        EXPECT_EQ(read->hashes, proof.hashes);
        EXPECT_EQ(read->checkpoint, proof.checkpoint);
        EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\n"));
    }
}

TEST(TlogProofText, TheFormIsStrict) {
    const std::string begin = "c2sp.org/tlog-proof@v1\n";
    for (const std::string& bad :
         {std::string(),
          std::string("c2sp.org/tlog-proof@v2\nindex 1\n\nx"),
          begin,
          begin + "extra !\nindex 1\n\nx",
          begin + "index 01\n\nx",
          begin + "index -1\n\nx",
          begin + "index 1 \n\nx",
          begin + "index\n\nx",
          begin + "index 1\nAAAA\n\nx",
          begin + "index 1\n\n",
          begin + "index 1\nx"}) {
        EXPECT_FALSE(parse_tlog_proof(bad)) << bad;
    }
    EXPECT_TRUE(parse_tlog_proof(begin + "index 0\n\nx"));
}

}  // namespace
}  // namespace shouxin::proof
