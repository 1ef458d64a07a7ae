// Is this decision really in the ledger, checked on a laptop without us? A proof bundle is one file
// that holds all that is needed: the leaf, its place in a signed tree, and who else saw that tree.
// Pure. docs/formats/proof-bundle.md
#pragma once

#include "base/result.h"
#include "proof/checkpoint.h"
#include "proof/commitment.h"
#include "proof/json.h"
#include "proof/note.h"
#include "proof/time_stamp.h"
#include "proof/tlog_proof.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

struct Bundle {
    std::string leaf;                       // canonical JSON
    TlogProof proof;                        // its index, the hashes up to the root, the checkpoint
    VerifierKey key;                        // of the ledger
    std::vector<VerifierKey> witnesses;     // each has cosigned the checkpoint
    std::vector<Opening> openings;          // of commitments in the leaf's "commitments"
    std::optional<std::string> time_stamp;  // an RFC 3161 token (DER) over the checkpoint's text
};

// The file: canonical JSON and a line feed.
std::string bundle_text(const Bundle& bundle);

constexpr std::size_t bundle_bytes_max = std::size_t{1} << 20;

// The form alone.
Result<Bundle> parse_bundle_text(std::string_view text);

// Whom the reader trusts, from elsewhere than the bundle.
struct Trust {
    std::optional<VerifierKey> key = {};      // the ledger's; without it the bundle's own is used
    std::vector<VerifierKey> witnesses = {};  // those that the reader knows
    std::optional<std::string> authorities = {};  // certificates of time-stamping authorities, PEM
};

struct VerifiedBundle {
    Bundle bundle;
    Json leaf;
    Checkpoint checkpoint;
    bool key_trusted = false;  // the key came from `trust`; else it only proves that key's word

    struct Witness {
        Cosignature cosignature;
        bool trusted = false;
    };

    std::vector<Witness> witnesses;
    std::optional<TimeStamp> time_stamp;
};

// Everything that the bundle holds matches, offline. `invalid` if it isn't a bundle; `forbidden`,
// with a sentence that says what doesn't match, if it is false.
Result<VerifiedBundle> verify_bundle(std::string_view text, const Trust& trust = {});

}  // namespace shouxin::proof
