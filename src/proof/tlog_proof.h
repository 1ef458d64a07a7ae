// How does a proof of inclusion travel on its own? C2SP tlog-proof files, which other tools read
// too. Pure. https://c2sp.org/tlog-proof
#pragma once

#include "base/result.h"
#include "proof/hash.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

struct TlogProof {
    std::optional<std::string> extra;  // any bytes; nobody vouches for them
    std::uint64_t index = 0;
    std::vector<Hash> hashes;  // RFC 6962, from the leaf's sibling up
    std::string checkpoint;    // the signed note
};

std::string tlog_proof_text(const TlogProof& proof);

// The form alone; nothing is verified. `invalid` if it isn't exactly this format.
Result<TlogProof> parse_tlog_proof(std::string_view text);

}  // namespace shouxin::proof
