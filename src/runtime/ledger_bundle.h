// Which file do we hand to somebody who wants to check a decision? The proof bundle of a leaf.
#pragma once

#include "base/result.h"
#include "port/ledger.h"
#include "proof/commitment.h"
#include "proof/note.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::runtime {

struct BundleRequest {
    std::uint64_t index = 0;
    proof::VerifierKey key;                     // the ledger's
    std::vector<proof::VerifierKey> witnesses;  // those of them are named who have cosigned
    std::vector<proof::Opening> openings;       // what this reader may know
};

// Under the newest checkpoint that has a time stamp, if it holds the leaf, else under the newest
// that a witness has cosigned, else under the newest.
// `not_found` behind the end, `unavailable` until a checkpoint over the leaf is signed.
Result<std::string> make_bundle(const port::Ledger& ledger, const BundleRequest& request);

}  // namespace shouxin::runtime
