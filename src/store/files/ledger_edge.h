// The end of a ledger, where it grows: what the files of full tiles don't hold. A value.
#pragma once

#include "base/result.h"
#include "port/ledger.h"
#include "proof/growing_tree.h"
#include "proof/journal.h"
#include "store/files/ledger_folder.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::store {

struct LedgerEdge {
    proof::GrowingTree tree;
    std::string bundle;  // the leaves behind the last full bundle
    std::uint64_t log_number = 0;

    [[nodiscard]] port::LedgerHead head() const { return {tree.size(), log_number, tree.root()}; }
};

// As its partial tiles hold it. `corrupt` if they aren't those of the base.
Result<LedgerEdge> read_edge(const LedgerFolder& folder, const proof::JournalBase& base);

// Writes them, not durably yet.
Result<void> write_edge(LedgerFolder& folder, const LedgerEdge& edge);

// Takes leaves, and writes the tiles and bundles that they fill, not durably yet. The folders of
// partial tiles that are now needless are added to `needless`.
Result<void> extend_edge(
    LedgerFolder& folder,
    LedgerEdge& edge,
    std::span<const std::string_view> leaves,
    std::vector<std::string>& needless);

}  // namespace shouxin::store
