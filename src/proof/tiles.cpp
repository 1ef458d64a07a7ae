#include "proof/tiles.h"

#include "base/must.h"
#include "proof/encoding.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>

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
constexpr unsigned levels_max = 64 / tile_height;

// Digits alone, as few as it takes.
std::optional<std::uint64_t> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    const bool whole = error == std::errc() && rest == end;
    return whole && std::to_string(number) == digits ? std::optional(number) : std::nullopt;
}

// {"x001", "x234", "067"}: three digits each, all but the last with an x.
std::optional<std::uint64_t> tile_number(std::span<const std::string> elements) {
    std::uint64_t number = 0;
    if (elements.empty() || elements.size() > 6) {  // 10^18 fits
        return std::nullopt;
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
        std::string_view digits = elements[i];
        const bool last = i + 1 == elements.size();
        if (digits.starts_with('x') == last) {
            return std::nullopt;
        }
        digits.remove_prefix(last ? 0 : 1);
        if (digits.size() != 3 || digits.find_first_not_of("0123456789") != digits.npos) {
            return std::nullopt;
        }
        for (const char digit : digits) {
            number = number * 10 + static_cast<std::uint64_t>(digit - '0');
        }
    }
    const bool shortest = elements.size() == 1 || elements.front() != "x000";
    return shortest ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t number, std::uint64_t width) {
    return path(std::to_string(level), number, width);
}

std::string bundle_path(std::uint64_t number, std::uint64_t width) {
    return path("entries", number, width);
}

std::optional<TileName> parse_tile_name(std::span<const std::string> parts) {
    TileName name;
    if (parts.size() < 2) {
        return std::nullopt;
    }
    if (parts.front() != "entries") {
        const auto level = number_of(parts.front());
        if (!level || *level >= levels_max) {
            return std::nullopt;
        }
        name.level = static_cast<unsigned>(*level);
    }
    std::vector<std::string> elements(parts.begin() + 1, parts.end());
    if (elements.size() > 1 && elements[elements.size() - 2].ends_with(".p")) {
        const auto width = number_of(elements.back());
        if (!width || *width == 0 || *width >= tile_width) {
            return std::nullopt;
        }
        name.width = *width;
        elements.pop_back();
        elements.back().resize(elements.back().size() - 2);
    }
    const auto number = tile_number(elements);
    name.number = number.value_or(0);
    return number ? std::optional(name) : std::nullopt;
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

std::string first_entries(std::string_view bundle, std::size_t leaves) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < leaves; ++i) {
        MUST(end + 2 <= bundle.size());
        end += 2 + from_big_endian(bundle.substr(end, 2));
    }
    return std::string(bundle.substr(0, end));
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
