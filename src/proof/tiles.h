// In which file does a hash or a leaf of the ledger stand? The C2SP tlog-tiles layout: tiles of 256
// hashes, bundles of 256 leaves. Pure. https://c2sp.org/tlog-tiles
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

constexpr unsigned tile_height = 8;
constexpr std::uint64_t tile_width = 256;
constexpr std::size_t leaf_bytes_max = 65535;  // its length is written in 16 bits

// Tile `number` of a level; a width below 256 is the partial tile of that many hashes.
// "tile/0/x001/x234/067" or "tile/0/x001/x234/067.p/5". REQUIRES: 1 <= width <= 256.
std::string tile_path(unsigned level, std::uint64_t number, std::uint64_t width = tile_width);

// The leaves below tile `number` of level 0: "tile/entries/..."
std::string bundle_path(std::uint64_t number, std::uint64_t width = tile_width);

// Which file a path names.
struct TileName {
    std::optional<unsigned> level;  // nothing: the bundle below tile `number` of level 0
    std::uint64_t number = 0;
    std::uint64_t width = tile_width;
};

// What follows "tile/" in the path, cut at its slashes: {"0", "x001", "x234", "067.p", "5"}.
// Nothing unless tile_path() or bundle_path() can have written it.
std::optional<TileName> parse_tile_name(std::span<const std::string> parts);

// How many hashes the unfinished tile of a level has in a tree of so many leaves: 0 ... 255.
std::uint64_t partial_width(unsigned level, std::uint64_t size);

// One behind the other, 32 bytes each.
std::string tile_bytes(std::span<const Hash> hashes);
Result<std::vector<Hash>> parse_tile(std::string_view bytes);

// Appends a leaf to a bundle, behind its length. REQUIRES: leaf.size() <= leaf_bytes_max.
void put_entry(std::string& bundle, std::string_view leaf);

// The leaves of a bundle, as views of its bytes; `corrupt` if they don't end where it ends.
Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes);

// The bytes of a bundle's first leaves. REQUIRES: it is whole, and has so many.
std::string first_entries(std::string_view bundle, std::size_t leaves);

// The root over hashes that stand side by side; their number is a power of two.
Hash subtree_root(std::span<const Hash> hashes);

}  // namespace shouxin::proof
