#include "store/files/ledger.h"

#include "base/must.h"
#include "proof/checkpoint.h"
#include "proof/checkpoint_files.h"
#include "proof/journal.h"
#include "proof/tiles.h"
#include "proof/tree.h"
#include "store/files/checkpoint_files.h"
#include "store/files/descriptor.h"
#include "store/files/ledger_edge.h"
#include "store/files/ledger_folder.h"
#include "store/files/ledger_tiles.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <shared_mutex>
#include <unistd.h>
#include <utility>

namespace shouxin::store {
namespace {

constexpr std::size_t journal_bytes_max = std::size_t{1} << 30;  // the limit and one batch more

class FileLedger final : public port::Ledger, private proof::NodeSource {
public:
    FileLedger(LedgerFolder folder, const LedgerLimits& limits)
        : folder_(std::move(folder)),
          limits_(limits),
          tiles_(folder_),
          checkpoints_(folder_, limits.checkpoints) {}

    Result<void> open();

    Result<void> append(
        std::span<const std::string_view> leaves, std::uint64_t log_number) override;
    Result<std::string> sign_checkpoint(const proof::SigningKey& key) override;

    Result<std::string> add_cosignatures(
        std::string_view lines, std::span<const proof::VerifierKey> witnesses) override {
        return checkpoints_.add_cosignatures(lines, witnesses);
    }

    Result<void> keep_time_stamp(const port::StampedCheckpoint& stamped) override {
        return checkpoints_.put_stamped(stamped);
    }

    port::LedgerHead head() const override {
        const std::shared_lock lock(mutex_);
        return edge_.head();
    }

    std::optional<std::string> checkpoint() const override { return checkpoints_.newest(); }

    std::optional<port::StampedCheckpoint> time_stamp() const override {
        return checkpoints_.stamped();
    }

    std::optional<std::string> cosigned_checkpoint() const override {
        return checkpoints_.cosigned();
    }

    Result<std::string> tile(const proof::TileName& name) const override;

    Result<std::string> leaf(std::uint64_t index) const override;
    Result<std::vector<proof::Hash>> inclusion_proof(
        std::uint64_t index, std::uint64_t size) const override;
    Result<std::vector<proof::Hash>> consistency_proof(
        std::uint64_t old_size, std::uint64_t size) const override;

private:
    Result<proof::Hash> node(unsigned height, std::uint64_t index) const override;
    Result<std::string> stored_leaf(std::uint64_t index) const;
    [[nodiscard]] std::optional<std::string> edge_tile(const proof::TileName& name) const;

    Result<void> replay(const std::string& bytes);
    Result<void> check_checkpoint() const;
    Result<void> open_journal(std::size_t bytes);
    Result<void> write_journal(std::string_view batch);
    Result<void> settle();
    Result<void> check_size(std::uint64_t size) const;

    LedgerFolder folder_;
    const LedgerLimits limits_;
    mutable LedgerTiles tiles_;
    CheckpointFiles checkpoints_;

    // Of the appender alone.
    std::optional<proof::JournalWriter> journal_;
    Descriptor journal_file_;
    std::size_t journal_bytes_ = 0;
    std::uint64_t settled_size_ = 0;
    std::vector<std::string> needless_;  // partial tiles; their full ones aren't durable yet
    bool broken_ = false;

    mutable std::shared_mutex mutex_;  // for edge_, which only the appender changes
    LedgerEdge edge_;
};

Result<void> FileLedger::open() {
    TRY_DONE(checkpoints_.open());
    const std::string name(proof::journal_name);
    TRY(const auto bytes, folder_.read_if_there(name, journal_bytes_max));
    if (!bytes) {
        if (checkpoints_.newest()) {
            return fail(
                Failure::corrupt,
                fmt::format(
                    "{} is missing though there is a checkpoint; restore the ledger from a copy",
                    folder_.path_of(name)));
        }
        return settle();
    }
    TRY_DONE(replay(*bytes));
    return check_checkpoint();
}

// What the journal holds is written again as tiles, since a crash may have torn those.
Result<void> FileLedger::replay(const std::string& bytes) {
    const auto named = [&](Error error) {
        error.message = folder_.path_of(proof::journal_name) + ": " + error.message;
        return error;
    };
    TRY(proof::JournalReader reader, proof::JournalReader::open(bytes).map_error(named));
    settled_size_ = reader.base().size;
    TRY(edge_, read_edge(folder_, reader.base()));
    while (true) {
        TRY(const auto batch, reader.next().map_error(named));
        if (!batch) {
            break;
        }
        TRY_DONE(extend_edge(folder_, edge_, batch->leaves, needless_));
        edge_.log_number = batch->log_number;
    }
    journal_ = reader.writer();
    return open_journal(reader.read_bytes());
}

// A checkpoint is a promise: what it was signed over must still be here.
Result<void> FileLedger::check_checkpoint() const {
    const auto note = checkpoints_.newest();
    if (!note) {
        return {};
    }
    TRY(const proof::SignedCheckpoint newest, proof::parse_checkpoint(*note));
    const proof::Checkpoint& promised = newest.checkpoint;
    if (promised.size > edge_.tree.size()) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "{} has {} leaves, but its checkpoint was signed over {}; restore the ledger from "
                "a copy",
                folder_.path_of(proof::journal_name),
                edge_.tree.size(),
                promised.size));
    }
    TRY(const proof::Hash root, proof::root_hash(promised.size, *this));
    if (root != promised.root) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "the tiles in {} aren't those that its checkpoint was signed over; restore the "
                "ledger from a copy",
                folder_.path_of("tile")));
    }
    return {};
}

Result<void> FileLedger::open_journal(std::size_t bytes) {
    const std::string path = folder_.path_of(proof::journal_name);
    journal_file_ = Descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!journal_file_.open() ||
        ::ftruncate(journal_file_.number(), static_cast<off_t>(bytes)) != 0) {
        return tl::unexpected(error_of(errno, "write", path));
    }
    journal_bytes_ = bytes;
    return {};
}

Result<void> FileLedger::append(
    std::span<const std::string_view> leaves, std::uint64_t log_number) {
    MUST(log_number >= edge_.log_number);
    if (broken_) {
        return fail(
            Failure::unavailable,
            fmt::format(
                "{} couldn't be synced; free or repair the disk and start again",
                folder_.path_of(proof::journal_name)));
    }
    if (journal_bytes_ > limits_.journal_bytes) {
        TRY_DONE(settle());
    }
    LedgerEdge next = edge_;
    next.log_number = log_number;
    std::vector<std::string> needless;
    TRY_DONE(extend_edge(folder_, next, leaves, needless));
    const std::string batch = journal_->batch(leaves, log_number);
    TRY_DONE(write_journal(batch));
    journal_->taken(batch);
    needless_.insert(needless_.end(), needless.begin(), needless.end());
    const std::unique_lock lock(mutex_);
    edge_ = std::move(next);
    return {};
}

Result<void> FileLedger::write_journal(std::string_view batch) {
    const std::string path = folder_.path_of(proof::journal_name);
    if (auto written = write_at(journal_file_, batch, journal_bytes_, path); !written) {
        broken_ = ::ftruncate(journal_file_.number(), static_cast<off_t>(journal_bytes_)) != 0;
        return written;
    }
    if (::fdatasync(journal_file_.number()) != 0) {
        broken_ = true;  // what is on disk now is anybody's guess
        return tl::unexpected(error_of(errno, "sync", path));
    }
    journal_bytes_ += batch.size();
    return {};
}

// From here on the tiles stand for themselves, and the journal begins anew behind them.
Result<void> FileLedger::settle() {
    TRY_DONE(write_edge(folder_, edge_));
    TRY_DONE(folder_.sync());
    const port::LedgerHead head = edge_.head();
    proof::JournalWriter journal(
        {.size = head.size, .log_number = head.log_number, .root = head.root});
    TRY_DONE(folder_.replace(std::string(proof::journal_name), journal.header()));
    if (auto opened = open_journal(journal.header().size()); !opened) {
        broken_ = true;  // the old journal is no more
        return opened;
    }
    journal_ = std::move(journal);
    settled_size_ = head.size;
    for (const std::string& folder : needless_) {
        folder_.remove_folder(folder);
    }
    needless_.clear();
    return {};
}

Result<std::string> FileLedger::sign_checkpoint(const proof::SigningKey& key) {
    const port::LedgerHead head = edge_.head();
    if (const auto newest = checkpoints_.newest()) {
        TRY(const proof::SignedCheckpoint last, proof::verify_checkpoint(*newest, key.verifier()));
        if (last.checkpoint.size == head.size) {
            return *newest;
        }
    }
    if (settled_size_ != head.size) {
        TRY_DONE(settle());
    }
    std::string note = proof::sign_checkpoint(head.size, head.root, key);
    TRY_DONE(checkpoints_.put(note));
    return note;
}

Result<std::string> FileLedger::leaf(std::uint64_t index) const {
    TRY_DONE(check_size(index + 1));
    TRY(std::string leaf, stored_leaf(index));
    TRY(const proof::Hash hash, node(0, index));
    if (proof::leaf_hash(leaf) != hash) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "leaf {} in {} isn't what was appended; restore the ledger from a copy",
                index,
                folder_.path_of(proof::bundle_path(index / proof::tile_width))));
    }
    return leaf;
}

Result<std::string> FileLedger::stored_leaf(std::uint64_t index) const {
    {
        const std::shared_lock lock(mutex_);
        if (index / proof::tile_width == edge_.tree.size() / proof::tile_width) {
            TRY(const auto leaves, proof::parse_bundle(edge_.bundle));
            return std::string(leaves[index % proof::tile_width]);
        }
    }
    return tiles_.leaf(index);
}

// Of the unfinished tile, if it is that one.
std::optional<std::string> FileLedger::edge_tile(const proof::TileName& name) const {
    const std::shared_lock lock(mutex_);
    const unsigned level = name.level.value_or(0);
    if (name.number != edge_.tree.size() >> (proof::tile_height * level) >> proof::tile_height) {
        return std::nullopt;
    }
    return name.level ? proof::tile_bytes(edge_.tree.edge(level).first(name.width))
                      : proof::first_entries(edge_.bundle, name.width);
}

Result<std::string> FileLedger::tile(const proof::TileName& name) const {
    const unsigned level = name.level.value_or(0);
    const std::uint64_t hashes = head().size >> (proof::tile_height * level);
    const std::uint64_t full = hashes / proof::tile_width;
    if (name.number > full || (name.number == full && name.width > hashes % proof::tile_width)) {
        return fail(
            Failure::not_found,
            fmt::format(
                "the ledger has {} leaves yet, too few for this tile; ask for those of its "
                "checkpoint",
                head().size));
    }
    if (std::optional<std::string> bytes = edge_tile(name)) {
        return *std::move(bytes);
    }
    if (!name.level) {
        return tiles_.entries(name.number, name.width);
    }
    TRY(const auto tile, tiles_.hashes(*name.level, name.number, 0, name.width));
    return proof::tile_bytes(tile);
}

Result<std::vector<proof::Hash>> FileLedger::inclusion_proof(
    std::uint64_t index, std::uint64_t size) const {
    TRY_DONE(check_size(size));
    if (index >= size) {
        return fail(
            Failure::not_found, fmt::format("leaf {} isn't in a tree of {} leaves", index, size));
    }
    return proof::inclusion_proof(index, size, *this);
}

Result<std::vector<proof::Hash>> FileLedger::consistency_proof(
    std::uint64_t old_size, std::uint64_t size) const {
    TRY_DONE(check_size(size));
    if (old_size > size) {
        return fail(
            Failure::not_found,
            fmt::format("a tree of {} leaves doesn't grow into one of {}", old_size, size));
    }
    return proof::consistency_proof(old_size, size, *this);
}

Result<void> FileLedger::check_size(std::uint64_t size) const {
    const std::uint64_t there = head().size;
    if (size > there) {
        return fail(
            Failure::not_found, fmt::format("the ledger has {} leaves yet, not {}", there, size));
    }
    return {};
}

// A node of the tree is over neighbouring hashes of one tile.
Result<proof::Hash> FileLedger::node(unsigned height, std::uint64_t index) const {
    const unsigned level = height / proof::tile_height;
    const unsigned above = height % proof::tile_height;
    const std::uint64_t first = index << above;
    const std::size_t count = std::size_t{1} << above;
    const std::size_t place = first % proof::tile_width;
    {
        const std::shared_lock lock(mutex_);
        const auto edge = edge_.tree.edge(level);
        if (first / proof::tile_width == edge_.tree.size() >> (proof::tile_height * (level + 1))) {
            MUST(place + count <= edge.size());
            return proof::subtree_root(edge.subspan(place, count));
        }
    }
    TRY(const auto hashes, tiles_.hashes(level, first / proof::tile_width, place, count));
    return proof::subtree_root(hashes);
}

}  // namespace

Result<std::unique_ptr<port::Ledger>> open_ledger(
    const std::string& path, const LedgerLimits& limits) {
    TRY(LedgerFolder folder, LedgerFolder::open(path));
    auto ledger = std::make_unique<FileLedger>(std::move(folder), limits);
    TRY_DONE(ledger->open());
    return ledger;
}

}  // namespace shouxin::store
