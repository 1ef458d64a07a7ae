// Is a whole ledger what it says it is? Reads a ledger's folder, or a copy of it, and computes it
// again from its leaves: tiles, roots, signatures. Changes nothing. For one thread.
#pragma once

#include "base/result.h"
#include "port/files.h"
#include "proof/note.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {

struct AuditOptions {
    std::optional<proof::VerifierKey> key;       // whom to trust; without it no signature is checked
    std::vector<proof::VerifierKey> witnesses;   // whose cosignatures are checked
    std::function<void(std::uint64_t)> progress;  // leaves so far, now and then; may be empty
};

struct AuditResult {
    std::string origin;
    std::uint64_t leaves = 0;         // in the folder, those behind the checkpoint too
    std::uint64_t signed_leaves = 0;  // under the newest checkpoint
    std::string root;                 // of the checkpoint, base64
    std::uint64_t checkpoints = 0;    // older ones that are a beginning of this tree
    std::uint64_t cosignatures = 0;   // on the newest
    std::vector<std::string> wrong;   // file and leaf, a clause each; at most wrong_max
};

constexpr std::size_t wrong_max = 20;

// An Error if the folder has no checkpoint that can be read at all; else what was found. Bounded
// memory: a bundle, the tree's edge, the journal.
Result<AuditResult> audit_ledger(
    port::Files& files, const std::string& folder, const AuditOptions& options);

}  // namespace shouxin::runtime
