#include "runtime/ledger_promises.h"

#include "proof/checkpoint_files.h"
#include "proof/time_stamp.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::runtime {
namespace {

// The form, the ledger's name, and the signature if we know whose it must be.
Result<proof::Checkpoint> checked(
    const std::string& note, const std::string& origin, const AuditOptions& options) {
    TRY(const auto parsed,
        options.key ? proof::verify_checkpoint(note, *options.key) : proof::parse_checkpoint(note));
    if (parsed.checkpoint.origin != origin) {
        return fail(
            Failure::forbidden,
            fmt::format("a checkpoint is of another ledger, '{}'", parsed.checkpoint.origin));
    }
    return parsed.checkpoint;
}

Result<std::vector<proof::Checkpoint>> checked_history(
    const std::string& bytes, const std::string& origin, const AuditOptions& options) {
    TRY(const std::vector<std::string> notes, proof::parse_history(bytes));
    std::vector<proof::Checkpoint> all;
    for (const std::string& note : notes) {
        TRY(proof::Checkpoint checkpoint, checked(note, origin, options));
        if (!all.empty() && checkpoint.size <= all.back().size) {
            return fail(
                Failure::forbidden,
                fmt::format(
                    "a checkpoint over {} leaves stands behind one over {}",
                    checkpoint.size,
                    all.back().size));
        }
        all.push_back(std::move(checkpoint));
    }
    return all;
}

Result<proof::Checkpoint> checked_stamp(
    const std::string& bytes, const std::string& origin, const AuditOptions& options) {
    TRY(const proof::Stamped stamped, proof::parse_stamped(bytes));
    TRY(proof::Checkpoint checkpoint, checked(stamped.checkpoint, origin, options));
    TRY(const proof::Note note, proof::parse_note(stamped.checkpoint));
    TRY_DONE(proof::verify_time_stamp(stamped.token, note.text, options.authorities));
    return checkpoint;
}

}  // namespace

Result<LedgerPromises> read_promises(const LedgerFiles& files, const AuditOptions& options) {
    LedgerPromises promises;
    const auto wrong = [&](std::string_view file, const Error& error) {
        promises.wrong.push_back(fmt::format("{}: {}", files.path_of(file), error.message));
    };
    TRY(const std::string note, files.read(proof::checkpoint_name));
    const auto newest = proof::parse_checkpoint(note);
    if (!newest) {
        return fail(
            newest.error().failure,
            fmt::format("{}: {}", files.path_of(proof::checkpoint_name), newest.error().message));
    }
    promises.newest = newest->checkpoint;
    const std::string& origin = promises.newest.origin;
    TRY(const auto history, files.read_if_there(proof::history_name));
    if (auto all = checked_history(history.value_or(""), origin, options)) {
        promises.all = *std::move(all);
    } else {
        wrong(proof::history_name, all.error());
    }
    TRY(const auto stamped, files.read_if_there(proof::time_stamp_name));
    if (stamped) {
        if (auto checkpoint = checked_stamp(*stamped, origin, options)) {
            promises.all.push_back(*std::move(checkpoint));
        } else {
            wrong(proof::time_stamp_name, checkpoint.error());
        }
    }
    if (const auto right = checked(note, origin, options); !right) {
        wrong(proof::checkpoint_name, right.error());
    }
    promises.all.push_back(promises.newest);
    if (auto witnesses = proof::verify_cosignatures(newest->note, options.witnesses)) {
        promises.witnesses = *std::move(witnesses);
    } else {
        wrong(proof::checkpoint_name, witnesses.error());
    }
    std::ranges::stable_sort(promises.all, {}, &proof::Checkpoint::size);
    const auto repeated = std::ranges::unique(promises.all);
    promises.all.erase(repeated.begin(), repeated.end());
    return promises;
}

}  // namespace shouxin::runtime
