// What did the ledger take in since its tiles were last known to be on disk? A file of batches,
// each durable by one sync, chained by their hashes. Pure: bytes in, bytes out.
// docs/formats/ledger.md
#pragma once

#include "base/result.h"
#include "proof/hash.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

// The ledger that the batches go on from.
struct JournalBase {
    std::uint64_t size = 0;
    std::uint64_t log_number = 0;
    Hash root = empty_root();
};

struct JournalBatch {
    std::uint64_t log_number = 0;          // complete up to this record of the log
    std::vector<std::string_view> leaves;  // of the journal's bytes
};

// Of one batch, its leaves and their lengths together.
constexpr std::size_t batch_bytes_max = std::size_t{64} << 20;

// Makes the journal's bytes one after the other.
class JournalWriter {
public:
    // Begins with the header, which the caller writes.
    explicit JournalWriter(const JournalBase& base);

    [[nodiscard]] const std::string& header() const { return header_; }

    // What is to be appended; it counts as written from taken() on.
    // REQUIRES: leaves of at most leaf_bytes_max each, batch_bytes_max together.
    [[nodiscard]] std::string batch(
        std::span<const std::string_view> leaves, std::uint64_t log_number) const;

    // Those bytes are in the journal now. REQUIRES: made by batch() since the last call.
    void taken(std::string_view batch);

private:
    friend class JournalReader;

    JournalWriter() = default;

    std::string header_;
    Hash chain_{};
};

class JournalReader {
public:
    // The bytes outlive the reader. `corrupt` if they don't begin with a whole header.
    static Result<JournalReader> open(std::string_view bytes);

    [[nodiscard]] const JournalBase& base() const { return base_; }

    // The next batch; nothing at the end or where the rest is torn, as a crash leaves it. `corrupt`
    // for a batch that isn't what was written though there are more behind it.
    Result<std::optional<JournalBatch>> next();

    // Bytes of the header and all batches read so far; more follow it only if the end is torn.
    [[nodiscard]] std::size_t read_bytes() const { return at_; }

    // Goes on behind what was read.
    [[nodiscard]] JournalWriter writer() const;

private:
    JournalReader() = default;

    std::string_view bytes_;
    std::size_t at_ = 0;
    JournalBase base_;
    Hash chain_{};
};

}  // namespace shouxin::proof
