#include "runtime/ledger_audit.h"

#include "proof/checkpoint_files.h"
#include "proof/growing_tree.h"
#include "proof/journal.h"
#include "proof/tiles.h"
#include "runtime/ledger_files.h"
#include "runtime/ledger_promises.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace shouxin::runtime {
namespace {

// Grows the tree anew and holds it against the files on the way.
class Audit {
public:
    Audit(const LedgerFiles& files, LedgerPromises promises, const AuditOptions& options)
        : files_(files), promises_(std::move(promises)), progress_(options.progress) {
        for (std::string& what : promises_.wrong) {
            wrong(std::move(what));
        }
    }

    Result<AuditResult> run() && {
        TRY(const auto bytes, files_.read_if_there(proof::journal_name));
        const auto journal = bytes ? proof::JournalReader::open(*bytes)
                                   : Result<proof::JournalReader>(fail(Failure::not_found, ""));
        if (bytes && !journal) {
            wrong(in(proof::journal_name, journal.error().message));
        }
        const std::uint64_t settled = journal ? journal->base().size : promises_.newest.size;
        if (take_bundles(settled)) {
            check_edge();
            if (journal) {
                take_journal(*journal, bytes->size());
            }
        }
        check_promises();
        if (next_promise_ < promises_.all.size()) {
            wrong(fmt::format(
                "a checkpoint was signed over {} leaves, of which {} can be read",
                promises_.all[next_promise_].size,
                tree_.size()));
        }
        result_.newest = promises_.newest;
        result_.witnesses = std::move(promises_.witnesses);
        result_.leaves = tree_.size();
        return std::move(result_);
    }

private:
    void wrong(std::string what) {
        if (result_.wrong.size() < wrong_max) {
            result_.wrong.push_back(std::move(what));
        }
    }

    [[nodiscard]] std::string in(std::string_view name, std::string_view what) const {
        return fmt::format("{}: {}", files_.path_of(name), what);
    }

    // The bundles up to there, the last one perhaps partial; false if one can't be read.
    bool take_bundles(std::uint64_t settled) {
        while (tree_.size() < settled) {
            const std::uint64_t width = std::min(settled - tree_.size(), proof::tile_width);
            const std::string name = proof::bundle_path(tree_.size() / proof::tile_width, width);
            const auto bytes = files_.read(name);
            if (!bytes) {
                wrong(bytes.error().message);
                return false;
            }
            const auto leaves = proof::parse_bundle(*bytes);
            if (!leaves || leaves->size() != width) {
                wrong(in(name, fmt::format("it doesn't hold {} whole leaves", width)));
                return false;
            }
            take(*leaves);
        }
        return true;
    }

    void take(std::span<const std::string_view> leaves) {
        for (const std::string_view leaf : leaves) {
            check_promises();
            proof::put_entry(bundle_, leaf);
            tree_.append(
                proof::leaf_hash(leaf),
                [&](unsigned level, std::uint64_t tile, std::span<const proof::Hash> hashes) {
                    expect_tile(level, tile, hashes);
                    if (level == 0) {
                        expect_bundle(tile);
                    }
                });
        }
        if (progress_) {
            progress_(tree_.size());
        }
    }

    // What was signed over this many leaves was signed over these.
    void check_promises() {
        for (; next_promise_ < promises_.all.size() &&
               promises_.all[next_promise_].size == tree_.size();
             ++next_promise_) {
            if (promises_.all[next_promise_].root != tree_.root()) {
                wrong(fmt::format(
                    "the checkpoint over {} leaves was signed over another root than that of these "
                    "leaves",
                    tree_.size()));
            } else if (tree_.size() < promises_.newest.size) {
                ++result_.older;
            }
        }
    }

    void expect_tile(unsigned level, std::uint64_t tile, std::span<const proof::Hash> hashes) {
        const std::string name = proof::tile_path(level, tile, hashes.size());
        const auto bytes = files_.read(name);
        if (!bytes) {
            return wrong(bytes.error().message);
        }
        const auto stored = proof::parse_tile(*bytes);
        if (!stored || stored->size() != hashes.size()) {
            return wrong(in(name, fmt::format("it doesn't hold {} hashes", hashes.size())));
        }
        const auto differ = std::ranges::mismatch(*stored, hashes);
        if (differ.in1 == stored->end()) {
            return;
        }
        const auto place =
            tile * proof::tile_width + static_cast<std::uint64_t>(differ.in1 - stored->begin());
        wrong(
            level == 0 ? in(name, fmt::format("its hash isn't that of leaf {}", place))
                       : in(name, fmt::format("its hash {} isn't that of the tile below", place)));
    }

    // A bundle from which the leaves were taken needs no second look.
    void expect_bundle(std::uint64_t number) {
        const std::string leaves = std::exchange(bundle_, {});
        if (!in_journal_) {
            return;
        }
        const std::string name = proof::bundle_path(number);
        const auto bytes = files_.read(name);
        if (!bytes) {
            wrong(bytes.error().message);
        } else if (*bytes != leaves) {
            wrong(in(name, "it doesn't hold the leaves of the journal"));
        }
    }

    void check_edge() {
        for (unsigned level = 0; level < tree_.levels(); ++level) {
            if (const auto edge = tree_.edge(level); !edge.empty()) {
                expect_tile(level, tree_.size() >> (proof::tile_height * (level + 1)), edge);
            }
        }
    }

    void take_journal(proof::JournalReader journal, std::size_t bytes) {
        if (journal.base().root != tree_.root()) {
            return wrong(in(proof::journal_name, "it goes on from another tree than the tiles"));
        }
        in_journal_ = true;
        auto batch = journal.next();
        for (; batch && *batch; batch = journal.next()) {
            take((*batch)->leaves);
        }
        if (!batch) {
            wrong(in(proof::journal_name, batch.error().message));
        } else if (journal.read_bytes() != bytes) {
            wrong(
                in(proof::journal_name,
                   fmt::format(
                       "it is torn behind byte {}; if that was a crash, start the server once and "
                       "audit again",
                       journal.read_bytes())));
        }
    }

    const LedgerFiles& files_;
    LedgerPromises promises_;
    const std::function<void(std::uint64_t)>& progress_;
    proof::GrowingTree tree_;
    std::string bundle_;  // the leaves of the unfinished bundle
    bool in_journal_ = false;
    std::size_t next_promise_ = 0;
    AuditResult result_;
};

}  // namespace

Result<AuditResult> audit_ledger(
    port::Files& files, const std::string& folder, const AuditOptions& options) {
    const LedgerFiles ledger(files, folder);
    TRY(LedgerPromises promises, read_promises(ledger, options));
    return Audit(ledger, std::move(promises), options).run();
}

}  // namespace shouxin::runtime
