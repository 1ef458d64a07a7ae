#include "store/files/ledger_tiles.h"

#include "proof/tiles.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::store {
namespace {

constexpr std::size_t cache_bytes_max = std::size_t{32} << 20;
constexpr std::size_t tile_bytes = proof::tile_width * sizeof(proof::Hash);
constexpr std::size_t bundle_bytes_max = proof::tile_width * (2 + proof::leaf_bytes_max);

}  // namespace

Result<std::vector<proof::Hash>> LedgerTiles::hashes(
    unsigned level, std::uint64_t tile, std::size_t first, std::size_t count) {
    const std::string name = proof::tile_path(level, tile);
    const std::lock_guard lock(mutex_);
    TRY(const std::string_view bytes, bytes_of(name, tile_bytes));
    if (bytes.size() != tile_bytes) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "{} isn't a whole tile; restore the ledger from a copy", folder_.path_of(name)));
    }
    return proof::parse_tile(
        bytes.substr(first * sizeof(proof::Hash), count * sizeof(proof::Hash)));
}

Result<LedgerTiles::Bundle> LedgerTiles::bundle(std::uint64_t number) {
    const std::string name = proof::bundle_path(number);
    TRY(const std::string_view bytes, bytes_of(name, bundle_bytes_max));
    auto leaves = proof::parse_bundle(bytes);
    if (!leaves || leaves->size() != proof::tile_width) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "{} isn't a whole bundle; restore the ledger from a copy", folder_.path_of(name)));
    }
    return Bundle{bytes, *std::move(leaves)};
}

Result<std::string> LedgerTiles::leaf(std::uint64_t index) {
    const std::lock_guard lock(mutex_);
    TRY(const Bundle found, bundle(index / proof::tile_width));
    return std::string(found.leaves[index % proof::tile_width]);
}

Result<std::string> LedgerTiles::entries(std::uint64_t number, std::size_t width) {
    const std::lock_guard lock(mutex_);
    TRY(const Bundle found, bundle(number));
    return proof::first_entries(found.bytes, width);
}

Result<std::string_view> LedgerTiles::bytes_of(const std::string& name, std::size_t bytes_max) {
    if (const auto kept = files_.find(name); kept != files_.end()) {
        return kept->second;
    }
    TRY(std::string bytes, folder_.read(name, bytes_max));
    make_room(bytes.size());
    bytes_ += bytes.size();
    oldest_first_.push_back(name);
    return files_.emplace(name, std::move(bytes)).first->second;
}

void LedgerTiles::make_room(std::size_t bytes) {
    while (!oldest_first_.empty() && bytes_ + bytes > cache_bytes_max) {
        const auto oldest = files_.find(oldest_first_.front());
        bytes_ -= oldest->second.size();
        files_.erase(oldest);
        oldest_first_.pop_front();
    }
}

}  // namespace shouxin::store
