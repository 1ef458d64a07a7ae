// Is a whole ledger what it says it is? Reads a ledger's folder, or a copy of it, and computes it
// again from its leaves: tiles, roots, signatures. Changes nothing. For one thread.
#pragma once

#include "base/result.h"
#include "port/files.h"
#include "proof/checkpoint.h"
#include "proof/note.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {

struct AuditOptions {
    std::optional<proof::VerifierKey> key;        // without it no signature is checked
    std::vector<proof::VerifierKey> witnesses;    // whose cosignatures are checked
    std::optional<std::string> authorities;       // of time stamps, PEM
    std::function<void(std::uint64_t)> progress;  // leaves so far, now and then; may be empty
};

struct AuditResult {
    proof::Checkpoint newest;
    std::vector<proof::Cosignature> witnesses;  // on the newest
    std::uint64_t leaves = 0;                   // in the folder: those behind the newest too
    std::size_t older = 0;                      // checkpoints that are beginnings of this tree
    std::vector<std::string> wrong;  // what and where, one clause each, at most wrong_max
};

constexpr std::size_t wrong_max = 20;

// An Error if there is no checkpoint that can be read; anything else is a finding in the result.
// Holds one bundle, the tree's edge and the journal in memory.
Result<AuditResult> audit_ledger(
    port::Files& files, const std::string& folder, const AuditOptions& options);

}  // namespace shouxin::runtime
