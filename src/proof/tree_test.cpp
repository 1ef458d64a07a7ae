#include "proof/tree.h"

#include "proof/growing_tree.h"
#include "proof/tiles.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <map>
#include <string>
#include <vector>

namespace shouxin::proof {
namespace {

std::string leaf(std::uint64_t i) {
    return "leaf " + std::to_string(i);
}

// RFC 6962, section 2.1, word for word.
Hash naive_root(const std::vector<std::string>& leaves, std::size_t first, std::size_t last) {
    if (first == last) {
        return empty_root();
    }
    if (last - first == 1) {
        return leaf_hash(leaves[first]);
    }
    std::size_t k = 1;
    while (2 * k < last - first) {
        k *= 2;
    }
    return node_hash(naive_root(leaves, first, first + k), naive_root(leaves, first + k, last));
}

// A whole tree in memory.
class Leaves : public NodeSource {
public:
    explicit Leaves(std::uint64_t size) {
        for (std::uint64_t i = 0; i < size; ++i) {
            texts.push_back(leaf(i));
        }
    }

    Result<Hash> node(unsigned height, std::uint64_t index) const override {
        const std::uint64_t first = index << height;
        EXPECT_LE(first + (1U << height), texts.size());
        return naive_root(texts, first, first + (std::size_t{1} << height));
    }

    std::vector<std::string> texts;
};

Hash naive_root(const Leaves& leaves) {
    return naive_root(leaves.texts, 0, leaves.texts.size());
}

void append(GrowingTree& tree, std::uint64_t i) {
    tree.append(leaf_hash(leaf(i)), [](unsigned, std::uint64_t, std::span<const Hash>) {});
}

TEST(Tree, KnownRoots) {
    // The vectors of Certificate Transparency's reference implementations.
    const std::vector<std::string> leaves = {
        "",
        std::string(1, '\0'),
        "\x10",
        "\x20\x21",
        "\x30\x31",
        "\x40\x41\x42\x43",
        "\x50\x51\x52\x53\x54\x55\x56\x57",
        "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
    const std::vector<std::string> roots = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    GrowingTree tree;
    for (std::size_t size = 0; size < roots.size(); ++size) {
        EXPECT_EQ(hex(tree.root()), roots[size]) << size;
        if (size < leaves.size()) {
            tree.append(
                leaf_hash(leaves[size]),
                [](unsigned, std::uint64_t, std::span<const Hash>) { FAIL(); });
        }
    }
}

TEST(Tree, GrowsLikeTheNaiveOne) {
    GrowingTree tree;
    Leaves leaves(600);
    for (std::uint64_t size = 0; size <= 600; ++size) {
        if (size <= 300 || size % 50 == 0 || size == 512 || size == 511) {
            ASSERT_EQ(tree.root(), naive_root(leaves.texts, 0, size)) << size;
        }
        append(tree, size);
    }
}

TEST(Tree, RootOfNodesIsTheRoot) {
    for (const std::uint64_t size : {0, 1, 2, 3, 7, 100, 256, 257}) {
        const Leaves leaves(size);
        EXPECT_EQ(root_hash(size, leaves).value(), naive_root(leaves)) << size;
    }
}

TEST(Tree, FullTilesComeWhenTheyAreFull) {
    GrowingTree tree;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles;
    constexpr std::uint64_t size = 65'536 + 300;
    std::vector<Hash> hashes;
    for (std::uint64_t i = 0; i < size; ++i) {
        hashes.push_back(leaf_hash(leaf(i)));
        tree.append(
            hashes.back(), [&](unsigned level, std::uint64_t n, std::span<const Hash> full) {
                tiles[{level, n}].assign(full.begin(), full.end());
            });
    }
    EXPECT_EQ(tiles.size(), 257U + 1);
    for (std::uint64_t n = 0; n < 257; ++n) {
        const auto& tile = tiles.at({0, n});
        ASSERT_TRUE(
            std::equal(tile.begin(), tile.end(), hashes.begin() + static_cast<int>(n * 256)));
    }
    EXPECT_EQ(tiles.at({1, 0})[7], subtree_root(tiles.at({0, 7})));
    EXPECT_EQ(tree.edge(0).size(), 44U);
    EXPECT_EQ(tree.edge(1).size(), 1U);
    EXPECT_EQ(tree.edge(2).size(), 1U);
    EXPECT_EQ(tree.edge(2)[0], subtree_root(tiles.at({1, 0})));
}

TEST(Tree, IsRestoredFromItsEdge) {
    GrowingTree tree;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        std::vector<std::vector<Hash>> edges;
        for (unsigned level = 0; level < tree.levels(); ++level) {
            edges.emplace_back(tree.edge(level).begin(), tree.edge(level).end());
        }
        const auto restored = GrowingTree::restored(i, edges);
        ASSERT_TRUE(restored) << i << restored.error().message;
        ASSERT_EQ(restored->root(), tree.root());
        EXPECT_FALSE(GrowingTree::restored(i + 1, edges)) << i;
        append(tree, i);
    }
}

RC_GTEST_PROP(Tree, InclusionIsProvedAndNothingElse, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 300);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const Leaves leaves(size);
    const Hash root = naive_root(leaves);
    auto proof = inclusion_proof(index, size, leaves).value();
    const Hash hash = leaf_hash(leaf(index));
    RC_ASSERT(verify_inclusion(hash, index, size, proof, root));
    RC_ASSERT(!verify_inclusion(leaf_hash("other"), index, size, proof, root));
    const auto other = *rc::gen::inRange<std::uint64_t>(0, 2 * size);
    RC_ASSERT(other == index || !verify_inclusion(hash, other, size, proof, root));
    if (!proof.empty()) {
        const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
        proof[at][3] ^= 1;
        RC_ASSERT(!verify_inclusion(hash, index, size, proof, root));
        proof[at][3] ^= 1;
        proof.pop_back();
        RC_ASSERT(!verify_inclusion(hash, index, size, proof, root));
        proof.push_back(root);
        proof.push_back(root);
    } else {
        proof.push_back(root);
    }
    RC_ASSERT(!verify_inclusion(hash, index, size, proof, root));
}

TEST(Tree, InclusionOfEveryLeafOfEverySize) {
    for (std::uint64_t size = 1; size <= 70; ++size) {
        const Leaves leaves(size);
        const Hash root = naive_root(leaves);
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, leaves).value();
            ASSERT_TRUE(verify_inclusion(leaf_hash(leaf(index)), index, size, proof, root))
                << index << " of " << size;
        }
    }
}

TEST(Tree, ConsistencyOfEverySizeWithEveryOther) {
    for (std::uint64_t size = 0; size <= 70; ++size) {
        const Leaves leaves(size);
        const Hash root = naive_root(leaves);
        for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
            const Hash old_root = naive_root(leaves.texts, 0, old_size);
            const auto proof = consistency_proof(old_size, size, leaves).value();
            ASSERT_TRUE(verify_consistency(old_size, old_root, size, root, proof))
                << old_size << " to " << size;
        }
    }
}

RC_GTEST_PROP(Tree, ConsistencyIsProvedAndNothingElse, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 300);
    const auto old_size = *rc::gen::inRange<std::uint64_t>(1, size);
    const Leaves leaves(size);
    const Hash root = naive_root(leaves);
    const Hash old_root = naive_root(leaves.texts, 0, old_size);
    auto proof = consistency_proof(old_size, size, leaves).value();
    RC_ASSERT(verify_consistency(old_size, old_root, size, root, proof));
    RC_ASSERT(!verify_consistency(old_size, root, size, root, proof));
    RC_ASSERT(!verify_consistency(old_size, old_root, size, old_root, proof));
    const auto other = *rc::gen::inRange<std::uint64_t>(0, 2 * size);
    RC_ASSERT(other == old_size || !verify_consistency(other, old_root, size, root, proof));
    const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
    proof[at][31] ^= 0x80;
    RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
    proof[at][31] ^= 0x80;
    proof.pop_back();
    RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
}

TEST(Tiles, Paths) {
    EXPECT_EQ(tile_path(0, 0), "tile/0/000");
    EXPECT_EQ(tile_path(0, 1234067), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path(2, 999, 5), "tile/2/999.p/5");
    EXPECT_EQ(tile_path(0, 1000), "tile/0/x001/000");
    EXPECT_EQ(bundle_path(1'000'000, 255), "tile/entries/x001/x000/000.p/255");
}

std::optional<TileName> named(std::string path) {
    std::vector<std::string> parts;
    for (std::size_t end = 0; end != path.npos; path = path.substr(end + 1)) {
        end = path.find('/');
        parts.push_back(path.substr(0, end));
        if (end == path.npos) {
            break;
        }
    }
    return parse_tile_name(std::span(parts).subspan(1));  // behind "tile"
}

RC_GTEST_PROP(Tiles, PathsReadBack, (std::uint64_t number)) {
    const auto width = *rc::gen::inRange<std::uint64_t>(1, 257);
    const auto level = *rc::gen::inRange<unsigned>(0, 8);
    number %= 1'000'000'000'000;
    const auto hashes = named(tile_path(level, number, width));
    RC_ASSERT(hashes.has_value());
    RC_ASSERT(hashes->level == level && hashes->number == number && hashes->width == width);
    const auto leaves = named(bundle_path(number, width));
    RC_ASSERT(leaves.has_value());
    RC_ASSERT(!leaves->level && leaves->number == number && leaves->width == width);
}

TEST(Tiles, OtherPathsNameNothing) {
    for (const char* path :
         {"tile/0",
          "tile/8/000",
          "tile/00/000",
          "tile/-1/000",
          "tile/0/0",
          "tile/0/x001",
          "tile/0/x000/001",
          "tile/0/001/002",
          "tile/0/x01/002",
          "tile/0/000.p/256",
          "tile/0/000.p/0",
          "tile/0/000.p/07",
          "tile/0/000.p",
          "tile/0/../000",
          "tile/entries",
          "tile/data/000",
          "tile/0/x999/x999/x999/x999/x999/x999/999"}) {
        EXPECT_FALSE(named(path)) << path;
    }
}

TEST(Tiles, WidthsOfTheSpecification) {
    // "A tree of size 70,000 ..."
    EXPECT_EQ(partial_width(0, 70'000), 112U);
    EXPECT_EQ(partial_width(1, 70'000), 17U);
    EXPECT_EQ(partial_width(2, 70'000), 1U);
    EXPECT_EQ(partial_width(0, 256), 0U);
    EXPECT_EQ(partial_width(1, 256), 1U);
    EXPECT_EQ(partial_width(8, ~std::uint64_t{0}), 0U);
}

RC_GTEST_PROP(Tiles, BundlesReadBack, (std::vector<std::string> leaves)) {
    std::string bundle;
    for (const std::string& text : leaves) {
        put_entry(bundle, text);
    }
    const auto read = parse_bundle(bundle);
    RC_ASSERT(bool(read));
    RC_ASSERT(std::vector<std::string>(read->begin(), read->end()) == leaves);
    if (!bundle.empty()) {
        RC_ASSERT(!parse_bundle(bundle + '\1'));
    }
}

TEST(Tiles, AreWholeHashes) {
    EXPECT_EQ(parse_tile(tile_bytes(std::vector<Hash>(3))).value().size(), 3U);
    EXPECT_FALSE(parse_tile(std::string(33, 'x')));
    EXPECT_FALSE(parse_tile(std::string(257 * 32, 'x')));
}

}  // namespace
}  // namespace shouxin::proof
