#include "store/files/ledger_edge.h"

#include "proof/tiles.h"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace shouxin::store {
namespace {

constexpr std::string_view partial_suffix = ".p";

std::uint64_t edge_tile(unsigned level, std::uint64_t size) {
    return size >> (proof::tile_height * (level + 1));
}

Result<std::vector<proof::Hash>> read_partial_tile(
    const LedgerFolder& folder, unsigned level, std::uint64_t size) {
    const std::uint64_t width = proof::partial_width(level, size);
    if (width == 0) {
        return std::vector<proof::Hash>();
    }
    const std::string name = proof::tile_path(level, edge_tile(level, size), width);
    TRY(const std::string bytes, folder.read(name, proof::tile_width * sizeof(proof::Hash)));
    return proof::parse_tile(bytes).map_error([&](Error error) {
        error.message = folder.path_of(name) + ": " + error.message;
        return error;
    });
}

}  // namespace

Result<LedgerEdge> read_edge(const LedgerFolder& folder, const proof::JournalBase& base) {
    std::vector<std::vector<proof::Hash>> edges;
    for (unsigned level = 0;
         level < 64 / proof::tile_height && base.size >> (proof::tile_height * level) != 0;
         ++level) {
        TRY(auto edge, read_partial_tile(folder, level, base.size));
        edges.push_back(std::move(edge));
    }
    LedgerEdge edge;
    edge.log_number = base.log_number;
    if (const std::uint64_t width = proof::partial_width(0, base.size); width > 0) {
        const std::string name = proof::bundle_path(edge_tile(0, base.size), width);
        TRY(edge.bundle, folder.read(name, proof::tile_width * (2 + proof::leaf_bytes_max)));
    }
    auto tree = proof::GrowingTree::restored(base.size, edges);
    const auto leaves = proof::parse_bundle(edge.bundle);
    bool right = tree && tree->root() == base.root && leaves &&
                 leaves->size() == proof::partial_width(0, base.size);
    for (std::size_t i = 0; right && i < leaves->size(); ++i) {
        right = proof::leaf_hash((*leaves)[i]) == edges[0][i];
    }
    if (!right) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "the partial tiles in {} aren't those of a ledger of {} leaves; restore it from a "
                "copy",
                folder.path_of("tile"),
                base.size));
    }
    edge.tree = *std::move(tree);
    return edge;
}

Result<void> write_edge(LedgerFolder& folder, const LedgerEdge& edge) {
    for (unsigned level = 0; level < edge.tree.levels(); ++level) {
        const auto hashes = edge.tree.edge(level);
        if (!hashes.empty()) {
            TRY_DONE(folder.write(
                proof::tile_path(level, edge_tile(level, edge.tree.size()), hashes.size()),
                proof::tile_bytes(hashes)));
        }
    }
    if (edge.bundle.empty()) {
        return {};
    }
    const std::uint64_t width = proof::partial_width(0, edge.tree.size());
    return folder.write(proof::bundle_path(edge_tile(0, edge.tree.size()), width), edge.bundle);
}

Result<void> extend_edge(
    LedgerFolder& folder,
    LedgerEdge& edge,
    std::span<const std::string_view> leaves,
    std::vector<std::string>& needless) {
    Result<void> written;
    const auto write = [&](const std::string& name, std::string_view bytes) {
        if (written) {
            written = folder.write(name, bytes);
            needless.push_back(name + std::string(partial_suffix));
        }
    };
    for (const std::string_view leaf : leaves) {
        proof::put_entry(edge.bundle, leaf);
        edge.tree.append(
            proof::leaf_hash(leaf),
            [&](unsigned level, std::uint64_t tile, std::span<const proof::Hash> hashes) {
                write(proof::tile_path(level, tile), proof::tile_bytes(hashes));
                if (level == 0) {
                    write(proof::bundle_path(tile), edge.bundle);
                    edge.bundle.clear();
                }
            });
        TRY_DONE(written);
    }
    return {};
}

}  // namespace shouxin::store
