#include "proof/journal.h"

#include "base/must.h"
#include "proof/encoding.h"
#include "proof/tiles.h"

#include <fmt/format.h>

namespace shouxin::proof {
namespace {

constexpr std::string_view magic = "SXLEDGR1";
constexpr std::size_t hash_bytes = sizeof(Hash);
constexpr std::size_t base_bytes = magic.size() + 8 + 8 + hash_bytes;
constexpr std::size_t header_bytes = base_bytes + hash_bytes;
constexpr std::size_t numbers_bytes = 4 + 8;  // length of the leaves, log number
constexpr std::size_t front_bytes = numbers_bytes + hash_bytes;

// One batch as it stands in the file.
struct Piece {
    std::string_view numbers;
    std::string_view hash;
    std::string_view leaves;

    [[nodiscard]] std::size_t size() const { return front_bytes + leaves.size(); }

    [[nodiscard]] Hash expected_hash(const Hash& before) const {
        return sha256({bytes_of(before), numbers, leaves});
    }

    [[nodiscard]] bool is_right_after(const Hash& before) const {
        return hash == bytes_of(expected_hash(before));
    }
};

// Nothing if the bytes end before the piece does.
std::optional<Piece> piece_at(std::string_view bytes, std::size_t at) {
    const std::string_view rest = bytes.substr(at);
    if (rest.size() < front_bytes) {
        return std::nullopt;
    }
    const std::size_t length = from_big_endian(rest.substr(0, 4));
    if (length > rest.size() - front_bytes) {
        return std::nullopt;
    }
    return Piece{
        rest.substr(0, numbers_bytes),
        rest.substr(numbers_bytes, hash_bytes),
        rest.substr(front_bytes, length)};
}

}  // namespace

JournalWriter::JournalWriter(const JournalBase& base) : header_(magic) {
    put_big_endian(header_, base.size, 8);
    put_big_endian(header_, base.log_number, 8);
    header_ += bytes_of(base.root);
    chain_ = sha256({header_});
    header_ += bytes_of(chain_);
}

std::string JournalWriter::batch(
    std::span<const std::string_view> leaves, std::uint64_t log_number) const {
    std::string entries;
    for (const std::string_view leaf : leaves) {
        put_entry(entries, leaf);
    }
    MUST(entries.size() <= batch_bytes_max);
    std::string bytes;
    bytes.reserve(front_bytes + entries.size());
    put_big_endian(bytes, entries.size(), 4);
    put_big_endian(bytes, log_number, 8);
    bytes += bytes_of(sha256({bytes_of(chain_), bytes, entries}));
    return bytes + entries;
}

void JournalWriter::taken(std::string_view batch) {
    chain_ = hash_of_bytes(batch.substr(numbers_bytes, hash_bytes));
}

Result<JournalReader> JournalReader::open(std::string_view bytes) {
    if (bytes.size() < header_bytes || !bytes.starts_with(magic)) {
        return fail(Failure::corrupt, "it doesn't begin with the header of a ledger's journal");
    }
    JournalReader reader;
    reader.bytes_ = bytes;
    reader.at_ = header_bytes;
    reader.chain_ = sha256({bytes.substr(0, base_bytes)});
    if (bytes.substr(base_bytes, hash_bytes) != bytes_of(reader.chain_)) {
        return fail(Failure::corrupt, "its header isn't what was written");
    }
    reader.base_.size = from_big_endian(bytes.substr(magic.size(), 8));
    reader.base_.log_number = from_big_endian(bytes.substr(magic.size() + 8, 8));
    reader.base_.root = hash_of_bytes(bytes.substr(magic.size() + 16, hash_bytes));
    return reader;
}

Result<std::optional<JournalBatch>> JournalReader::next() {
    const std::optional<Piece> piece = piece_at(bytes_, at_);
    if (!piece) {
        return std::nullopt;
    }
    if (!piece->is_right_after(chain_)) {
        const auto behind = piece_at(bytes_, at_ + piece->size());
        if (behind && behind->is_right_after(hash_of_bytes(piece->hash))) {
            return fail(
                Failure::corrupt, fmt::format("the batch at byte {} isn't what was written", at_));
        }
        return std::nullopt;
    }
    JournalBatch batch;
    batch.log_number = from_big_endian(piece->numbers.substr(4));
    TRY(batch.leaves, parse_bundle(piece->leaves));
    chain_ = hash_of_bytes(piece->hash);
    at_ += piece->size();
    return batch;
}

JournalWriter JournalReader::writer() const {
    JournalWriter writer;
    writer.header_ = bytes_.substr(0, header_bytes);
    writer.chain_ = chain_;
    return writer;
}

}  // namespace shouxin::proof
