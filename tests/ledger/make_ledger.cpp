// Makes a ledger as the server does, and bundles from it, for tests that look from outside.
//     make_ledger FOLDER      makes FOLDER/ledger, FOLDER/*.vkey and FOLDER/N.proof.json
#include "proof/checkpoint.h"
#include "proof/commitment.h"
#include "proof/json.h"
#include "runtime/ledger_bundle.h"
#include "store/files/ledger.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin {
namespace {

constexpr std::string_view secret = "a secret for tests";

proof::SigningKey key(const std::string& name, std::uint8_t seed, proof::SignatureType type) {
    proof::Seed bytes{};
    bytes.fill(seed);
    return proof::SigningKey::from_seed(name, bytes, type).value();
}

proof::Opening buyer_of(std::uint64_t i) {
    return proof::open_commitment(
        secret, {1 + i / 100, i % 100}, "buyer", fmt::format("张三{}", i));
}

std::string leaf(std::uint64_t i) {
    proof::Json commitments = proof::Json::object();
    commitments.put("buyer", proof::hex(proof::commitment(buyer_of(i))));
    proof::Json json = proof::Json::object();
    json.put("kind", "decision").put("number", i).put("outcome", i % 3 == 0 ? "block" : "review");
    json.put("reason", "刷单 \x1b[31m \"ring\"\n").put("commitments", std::move(commitments));
    return json.text();
}

Result<void> grow(port::Ledger& ledger, std::uint64_t batches) {
    for (std::uint64_t batch = 0; batch < batches; ++batch) {
        std::vector<std::string> texts;
        for (std::uint64_t i = 0; i < 100; ++i) {
            texts.push_back(leaf(ledger.head().size + i));
        }
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        TRY_DONE(ledger.append(views, ledger.head().log_number + 1));
    }
    return {};
}

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

Result<void> make(const std::string& folder) {
    const auto log = key("shouxin.example/ledger", 1, proof::SignatureType::ed25519);
    const auto witness = key("witness.example/w1", 2, proof::SignatureType::cosignature_v1);
    const std::vector<proof::VerifierKey> witnesses = {witness.verifier()};
    TRY(const auto ledger, store::open_ledger(folder + "/ledger"));
    for (int i = 0; i < 3; ++i) {
        TRY_DONE(grow(*ledger, 2));
        TRY_DONE(ledger->sign_checkpoint(log));
    }
    const std::string note = *ledger->checkpoint();
    const std::string text = note.substr(0, note.find("\n\n") + 1);
    TRY_DONE(ledger->add_cosignatures(
        proof::signature_line(proof::cosign(text, 1'790'000'000, witness)), witnesses));
    TRY_DONE(grow(*ledger, 3));
    for (const std::uint64_t index : {0U, 300U, 599U}) {
        TRY(const std::string bundle,
            runtime::make_bundle(*ledger, {index, log.verifier(), witnesses, {buyer_of(index)}}));
        write(fmt::format("{}/{}.proof.json", folder, index), bundle);
    }
    write(folder + "/ledger.vkey", log.verifier().text() + "\n");
    write(folder + "/witness.vkey", witness.verifier().text() + "\n");
    write(
        folder + "/other.vkey",
        key("shouxin.example/ledger", 9, proof::SignatureType::ed25519).verifier().text() + "\n");
    return {};
}

}  // namespace
}  // namespace shouxin

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: make_ledger FOLDER\n");
        return 2;
    }
    const auto made = shouxin::make(argv[1]);
    if (!made) {
        fmt::print(stderr, "make_ledger: {}\n", made.error().message);
    }
    return made ? 0 : 1;
}
