#include "proof/tiles.h"

#include "base/must.h"
#include "proof/encoding.h"

#include <fmt/format.h>

#include <bit>

namespace shouxin::proof {
namespace {

std::string path(std::string_view folder, std::uint64_t number, std::uint64_t width) {
    MUST(width >= 1 && width <= tile_width);
    std::string elements = fmt::format("{:03}", number % 1000);
    for (std::uint64_t rest = number / 1000; rest > 0; rest /= 1000) {
        elements.insert(0, fmt::format("x{:03}/", rest % 1000));
    }
    return width == tile_width ? fmt::format("tile/{}/{}", folder, elements)
                               : fmt::format("tile/{}/{}.p/{}", folder, elements, width);
}

constexpr std::size_t hash_bytes = sizeof(Hash);

}  // namespace

std::string tile_path(unsigned level, std::uint64_t number, std::uint64_t width) {
    return path(std::to_string(level), number, width);
}

std::string bundle_path(std::uint64_t number, std::uint64_t width) {
    return path("entries", number, width);
}

std::uint64_t partial_width(unsigned level, std::uint64_t size) {
    return level * tile_height >= 64 ? 0 : (size >> (level * tile_height)) % tile_width;
}

std::string tile_bytes(std::span<const Hash> hashes) {
    std::string bytes;
    bytes.reserve(hashes.size() * hash_bytes);
    for (const Hash& hash : hashes) {
        bytes += bytes_of(hash);
    }
    return bytes;
}

Result<std::vector<Hash>> parse_tile(std::string_view bytes) {
    if (bytes.size() % hash_bytes != 0 || bytes.size() > tile_width * hash_bytes) {
        return fail(
            Failure::corrupt,
            fmt::format("a tile is up to 256 hashes of 32 bytes, not {} bytes", bytes.size()));
    }
    std::vector<Hash> hashes;
    for (; !bytes.empty(); bytes.remove_prefix(hash_bytes)) {
        hashes.push_back(hash_of_bytes(bytes.substr(0, hash_bytes)));
    }
    return hashes;
}

void put_entry(std::string& bundle, std::string_view leaf) {
    MUST(leaf.size() <= leaf_bytes_max);
    put_big_endian(bundle, leaf.size(), 2);
    bundle += leaf;
}

Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes) {
    std::vector<std::string_view> leaves;
    while (!bytes.empty()) {
        const std::size_t length = bytes.size() < 2 ? 0 : from_big_endian(bytes.substr(0, 2));
        if (bytes.size() < 2 + length) {
            return fail(
                Failure::corrupt, fmt::format("the bundle ends within its leaf {}", leaves.size()));
        }
        leaves.push_back(bytes.substr(2, length));
        bytes.remove_prefix(2 + length);
    }
    return leaves;
}

Hash subtree_root(std::span<const Hash> hashes) {
    MUST(std::has_single_bit(hashes.size()));
    if (hashes.size() == 1) {
        return hashes.front();
    }
    const std::size_t half = hashes.size() / 2;
    return node_hash(subtree_root(hashes.first(half)), subtree_root(hashes.subspan(half)));
}

}  // namespace shouxin::proof
