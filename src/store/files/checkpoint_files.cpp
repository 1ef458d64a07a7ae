#include "store/files/checkpoint_files.h"

#include "proof/checkpoint.h"
#include "proof/checkpoint_files.h"
#include "proof/note.h"

#include <utility>

namespace shouxin::store {
namespace {

// Every second of the older half goes, so that what is kept still reaches back to the start.
void thin_out(std::vector<std::string>& history) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (i % 2 == 0 || i >= history.size() / 2) {
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

Result<void> CheckpointFiles::put(const std::string& note) {
    TRY(const proof::SignedCheckpoint put, proof::parse_checkpoint(note));
    std::vector<std::string> history = history_;
    if (!history.empty()) {
        TRY(const proof::SignedCheckpoint last, proof::parse_checkpoint(history.back()));
        if (last.checkpoint == put.checkpoint) {
            history.pop_back();
        }
    }
    history.push_back(note);
    if (history.size() > kept_max_) {
        thin_out(history);
    }
    TRY_DONE(folder_.replace(std::string(proof::history_name), proof::history_bytes(history)));
    TRY_DONE(folder_.replace(std::string(proof::checkpoint_name), note));
    history_ = std::move(history);
    const std::lock_guard lock(mutex_);
    newest_ = note;
    return {};
}

Result<void> CheckpointFiles::put_stamped(const port::StampedCheckpoint& stamped) {
    const std::string bytes = proof::stamped_bytes({stamped.checkpoint, stamped.token});
    TRY_DONE(folder_.replace(std::string(proof::time_stamp_name), bytes));
    const std::lock_guard lock(mutex_);
    stamped_ = stamped;
    return {};
}

}  // namespace shouxin::store
