#include "proof/bundle.h"

#include "proof/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::proof {
namespace {

tl::unexpected<Error> untrue(std::string message) {
    return fail(Failure::forbidden, std::move(message));
}

Result<void> check_included(const Bundle& bundle, const Checkpoint& checkpoint) {
    if (bundle.proof.index >= checkpoint.size) {
        return untrue(fmt::format(
            "the leaf is said to be number {}, but the checkpoint's tree has {} leaves",
            bundle.proof.index,
            checkpoint.size));
    }
    if (!verify_inclusion(
            leaf_hash(bundle.leaf),
            bundle.proof.index,
            checkpoint.size,
            bundle.proof.hashes,
            checkpoint.root)) {
        return untrue(fmt::format(
            "leaf, index and hashes don't lead to the root that {} signed", checkpoint.origin));
    }
    return {};
}

Result<void> check_opening(const Json& leaf, const Opening& opening) {
    const Json* const commitments = leaf.find("commitments");
    const Json* const committed =
        commitments == nullptr ? nullptr : commitments->find(opening.field);
    if (committed == nullptr || committed->as_text() == nullptr) {
        return untrue(
            fmt::format("the bundle opens '{}', to which the leaf doesn't commit", opening.field));
    }
    if (*committed->as_text() != hex(commitment(opening))) {
        return untrue(fmt::format(
            "the value shown for '{}' isn't the one that the leaf commits to", opening.field));
    }
    return {};
}

Result<std::vector<VerifiedBundle::Witness>> check_witnesses(
    const Bundle& bundle, const Note& note, const Trust& trust) {
    for (const VerifierKey& witness : bundle.witnesses) {
        if (std::ranges::none_of(note.signatures, [&](const NoteSignature& signature) {
                return signature.is_by(witness);
            })) {
            return untrue(fmt::format(
                "the bundle names the witness {}, who didn't cosign its checkpoint", witness.name));
        }
    }
    std::vector<VerifiedBundle::Witness> seen;
    const auto add = [&](std::span<const VerifierKey> keys, bool trusted) -> Result<void> {
        TRY(auto cosignatures, verify_cosignatures(note, keys));
        for (Cosignature& cosignature : cosignatures) {
            seen.push_back({std::move(cosignature), trusted});
        }
        return {};
    };
    TRY_DONE(add(trust.witnesses, true));
    std::vector<VerifierKey> others = bundle.witnesses;
    std::erase_if(others, [&](const VerifierKey& key) {
        return std::ranges::find(trust.witnesses, key) != trust.witnesses.end();
    });
    TRY_DONE(add(others, false));
    return seen;
}

}  // namespace

Result<VerifiedBundle> verify_bundle(std::string_view text, const Trust& trust) {
    VerifiedBundle verified;
    TRY(verified.bundle, parse_bundle_text(text));
    const Bundle& bundle = verified.bundle;
    verified.key_trusted = trust.key.has_value();
    if (trust.key && !(*trust.key == bundle.key)) {
        return untrue(fmt::format(
            "the bundle is by the key {}, not by the one that you trust", bundle.key.text()));
    }
    TRY(const SignedCheckpoint signed_checkpoint,
        verify_checkpoint(bundle.proof.checkpoint, bundle.key));
    verified.checkpoint = signed_checkpoint.checkpoint;
    TRY_DONE(check_included(bundle, verified.checkpoint));
    auto leaf = parse_canonical(bundle.leaf);
    if (!leaf) {
        return untrue("the leaf is " + leaf.error().message);
    }
    verified.leaf = *std::move(leaf);
    for (const Opening& opening : bundle.openings) {
        TRY_DONE(check_opening(verified.leaf, opening));
    }
    TRY(verified.witnesses, check_witnesses(bundle, signed_checkpoint.note, trust));
    if (bundle.time_stamp) {
        TRY(verified.time_stamp,
            verify_time_stamp(*bundle.time_stamp, signed_checkpoint.note.text, trust.authorities));
    }
    return verified;
}

}  // namespace shouxin::proof
