#include "runtime/ledger_bundle.h"

#include "proof/bundle.h"
#include "proof/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace shouxin::runtime {
namespace {

struct Chosen {
    std::string note;
    std::optional<std::string> time_stamp;
    proof::SignedCheckpoint checkpoint;
};

// Nothing if the leaf is behind its end.
Result<std::optional<Chosen>> chosen_if_over(
    std::uint64_t index, std::string note, std::optional<std::string> time_stamp) {
    TRY(auto checkpoint, proof::parse_checkpoint(note));
    if (index >= checkpoint.checkpoint.size) {
        return std::nullopt;
    }
    return Chosen{std::move(note), std::move(time_stamp), std::move(checkpoint)};
}

Result<Chosen> choose(const port::Ledger& ledger, std::uint64_t index) {
    if (auto stamped = ledger.time_stamp()) {
        TRY(auto chosen,
            chosen_if_over(index, std::move(stamped->checkpoint), std::move(stamped->token)));
        if (chosen) {
            return *std::move(chosen);
        }
    }
    for (auto note : {ledger.cosigned_checkpoint(), ledger.checkpoint()}) {
        if (note) {
            TRY(auto chosen, chosen_if_over(index, *std::move(note), std::nullopt));
            if (chosen) {
                return *std::move(chosen);
            }
        }
    }
    return fail(
        Failure::unavailable,
        fmt::format("leaf {} isn't under a signed checkpoint yet; ask again in a moment", index));
}

}  // namespace

Result<std::string> make_bundle(const port::Ledger& ledger, const BundleRequest& request) {
    proof::Bundle bundle;
    TRY(bundle.leaf, ledger.leaf(request.index));
    TRY(Chosen chosen, choose(ledger, request.index));
    bundle.key = request.key;
    bundle.proof.index = request.index;
    TRY(bundle.proof.hashes,
        ledger.inclusion_proof(request.index, chosen.checkpoint.checkpoint.size));
    bundle.proof.checkpoint = std::move(chosen.note);
    bundle.time_stamp = std::move(chosen.time_stamp);
    std::ranges::copy_if(
        request.witnesses, std::back_inserter(bundle.witnesses), [&](const auto& witness) {
            return std::ranges::any_of(
                chosen.checkpoint.note.signatures,
                [&](const auto& signature) { return signature.is_by(witness); });
        });
    bundle.openings = request.openings;
    std::string text = proof::bundle_text(bundle);
    TRY_DONE(proof::verify_bundle(text, {.key = request.key, .witnesses = {}, .authorities = {}}));
    return text;
}

}  // namespace shouxin::runtime
