#include "store/files/checkpoint_files.h"

#include "proof/checkpoint.h"
#include "proof/checkpoint_files.h"
#include "proof/note.h"

#include <algorithm>
#include <utility>

namespace shouxin::store {
namespace {

// By somebody else than the ledger, whose signature is the first.
bool is_cosigned(const std::string& note) {
    const auto parsed = proof::parse_note(note);
    return parsed && parsed->signatures.size() > 1;
}

std::optional<std::string> newest_cosigned(const std::vector<std::string>& history) {
    const auto found = std::find_if(history.rbegin(), history.rend(), &is_cosigned);
    return found == history.rend() ? std::nullopt : std::optional(*found);
}

bool same_text(const std::string& note, const std::string& other) {
    const auto one = proof::parse_note(note);
    const auto two = proof::parse_note(other);
    return one && two && one->text == two->text;
}

// Every second of the older half goes, so that what is kept still reaches back to the start; the
// newest that witnesses saw stays.
void thin_out(std::vector<std::string>& history, const std::optional<std::string>& cosigned) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (i % 2 == 0 || i >= history.size() / 2 || history[i] == cosigned) {
            kept.push_back(std::move(history[i]));
        }
    }
    history = std::move(kept);
}

std::size_t history_bytes_max(std::size_t kept_max) {
    return (kept_max + 1) * proof::note_bytes_max;
}

}  // namespace

Result<void> CheckpointFiles::open() {
    using proof::checkpoint_name;
    using proof::history_name;
    using proof::time_stamp_name;
    const auto named = [&](std::string_view name) {
        return [this, name](Error error) {
            error.message = folder_.path_of(name) + ": " + error.message;
            error.failure = Failure::corrupt;
            return error;
        };
    };
    TRY(newest_, folder_.read_if_there(checkpoint_name, proof::note_bytes_max));
    if (newest_) {
        TRY_DONE(proof::parse_checkpoint(*newest_).map_error(named(checkpoint_name)));
    }
    TRY(const auto history, folder_.read_if_there(history_name, history_bytes_max(kept_max_)));
    TRY(history_, proof::parse_history(history.value_or("")).map_error(named(history_name)));
    cosigned_ = newest_cosigned(history_);
    TRY(const auto stamped, folder_.read_if_there(time_stamp_name, 4 * proof::note_bytes_max));
    if (stamped) {
        TRY(auto parts, proof::parse_stamped(*stamped).map_error(named(time_stamp_name)));
        stamped_ = {std::move(parts.checkpoint), std::move(parts.token)};
    }
    return {};
}

std::optional<std::string> CheckpointFiles::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

std::optional<port::StampedCheckpoint> CheckpointFiles::stamped() const {
    const std::lock_guard lock(mutex_);
    return stamped_;
}

std::optional<std::string> CheckpointFiles::cosigned() const {
    const std::lock_guard lock(mutex_);
    return cosigned_;
}

Result<void> CheckpointFiles::put(const std::string& note) {
    const std::lock_guard changing(changing_);
    TRY_DONE(proof::parse_checkpoint(note));
    std::vector<std::string> history = history_;
    if (!history.empty() && same_text(history.back(), note)) {
        history.pop_back();  // a crash came between the two files
    }
    history.push_back(note);
    if (history.size() > kept_max_) {
        thin_out(history, cosigned());
    }
    return write_history(std::move(history));
}

// Witnesses take their time, and say under which checkpoint by their signature alone.
Result<std::string> CheckpointFiles::add_cosignatures(
    std::string_view lines, std::span<const proof::VerifierKey> witnesses) {
    const std::lock_guard changing(changing_);
    std::vector<std::string> history = history_;
    std::optional<Error> refused;
    for (auto note = history.rbegin(); note != history.rend(); ++note) {
        Result<std::string> with = proof::with_cosignatures(*note, lines, witnesses);
        if (!with) {
            refused = refused ? refused : with.error();
            continue;
        }
        *note = *with;
        const auto stamped = this->stamped();
        TRY_DONE(write_history(std::move(history)));
        if (stamped && same_text(stamped->checkpoint, *with)) {
            TRY_DONE(write_stamped({*with, stamped->token}));
        }
        return with;
    }
    return refused ? tl::unexpected(*refused)
                   : fail(Failure::not_found, "there is no checkpoint yet that could be cosigned");
}

Result<void> CheckpointFiles::write_history(std::vector<std::string> history) {
    TRY_DONE(folder_.replace(std::string(proof::history_name), proof::history_bytes(history)));
    if (history.back() != newest()) {
        TRY_DONE(folder_.replace(std::string(proof::checkpoint_name), history.back()));
    }
    history_ = std::move(history);
    std::optional<std::string> cosigned = newest_cosigned(history_);
    const std::lock_guard lock(mutex_);
    newest_ = history_.back();
    cosigned_ = std::move(cosigned);
    return {};
}

Result<void> CheckpointFiles::put_stamped(const port::StampedCheckpoint& stamped) {
    const std::lock_guard changing(changing_);
    return write_stamped(stamped);
}

Result<void> CheckpointFiles::write_stamped(const port::StampedCheckpoint& stamped) {
    const std::string bytes = proof::stamped_bytes({stamped.checkpoint, stamped.token});
    TRY_DONE(folder_.replace(std::string(proof::time_stamp_name), bytes));
    const std::lock_guard lock(mutex_);
    stamped_ = stamped;
    return {};
}

}  // namespace shouxin::store
