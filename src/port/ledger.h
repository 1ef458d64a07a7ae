// What was decided, in which order, and can it be shown that nothing was changed since? Leaves in a
// Merkle tree, which is signed. One appender; questions may come from any thread meanwhile.
#pragma once

#include "base/result.h"
#include "proof/hash.h"
#include "proof/note.h"
#include "proof/tiles.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::port {

struct LedgerHead {
    std::uint64_t size = 0;        // leaves
    std::uint64_t log_number = 0;  // it is complete up to this record of the log
    proof::Hash root{};
};

// A checkpoint that a time-stamping authority (RFC 3161) has seen.
struct StampedCheckpoint {
    std::string checkpoint;  // the signed note
    std::string token;       // the answer's time stamp token, DER
};

class Ledger {
public:
    virtual ~Ledger() = default;

    // For the appender -----------------------------------------------------------------------

    // Takes all leaves that follow from the log's records up to `log_number`, all or none; they
    // are durable when this returns. `exhausted` when the disk is full: nothing was taken, a later
    // try may succeed. After any other error the ledger takes no more; open it again.
    // REQUIRES: leaves of at most 65,535 bytes, 64 MiB together; log_number doesn't go back.
    virtual Result<void> append(
        std::span<const std::string_view> leaves, std::uint64_t log_number) = 0;

    // Signs what is there now, and makes it the ledger's checkpoint: the note. The same note
    // again if nothing was appended. `conflict` if the key's name isn't the ledger's.
    virtual Result<std::string> sign_checkpoint(const proof::SigningKey& key) = 0;

    // For everybody --------------------------------------------------------------------------

    // Adds what witnesses answered (see proof::with_cosignatures) to the newest of the checkpoints
    // that are kept under which it verifies: the note. `forbidden` if there is none.
    virtual Result<std::string> add_cosignatures(
        std::string_view lines, std::span<const proof::VerifierKey> witnesses) = 0;

    // Remembers the newest time stamp; the caller has verified it.
    virtual Result<void> keep_time_stamp(const StampedCheckpoint& stamped) = 0;

    [[nodiscard]] virtual LedgerHead head() const = 0;

    // The newest one; nothing before the first.
    [[nodiscard]] virtual std::optional<std::string> checkpoint() const = 0;
    [[nodiscard]] virtual std::optional<StampedCheckpoint> time_stamp() const = 0;

    // The newest one with a witness's cosignature.
    [[nodiscard]] virtual std::optional<std::string> cosigned_checkpoint() const = 0;

    // `not_found` behind the end; `corrupt` if the disk holds something else than was appended.
    [[nodiscard]] virtual Result<std::string> leaf(std::uint64_t index) const = 0;

    // The bytes of a file of the tiled log, also of those that aren't on disk yet. `not_found` if
    // the tree isn't that large.
    [[nodiscard]] virtual Result<std::string> tile(const proof::TileName& name) const = 0;

    // In the tree of the first `size` leaves. `not_found` for index >= size or size > head().size.
    [[nodiscard]] virtual Result<std::vector<proof::Hash>> inclusion_proof(
        std::uint64_t index, std::uint64_t size) const = 0;

    // `not_found` for old_size > size or size > head().size.
    [[nodiscard]] virtual Result<std::vector<proof::Hash>> consistency_proof(
        std::uint64_t old_size, std::uint64_t size) const = 0;
};

}  // namespace shouxin::port
