#include "region/trie.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <vector>

namespace shouxin::region {
namespace {

Trie::Node walk(const Trie& trie, const std::vector<Letter>& word) {
    Trie::Node node = Trie::root;
    for (const Letter letter : word) {
        node = node == Trie::nowhere ? node : trie.step(node, letter);
    }
    return node;
}

TEST(Trie, WordsThatBeginAlikeShareNodes) {
    Trie trie(10);
    const Trie::Node guangdong = trie.grow(std::vector<Letter>{1, 2});
    EXPECT_EQ(trie.nodes(), 3);
    EXPECT_NE(trie.grow(std::vector<Letter>{1, 3}), guangdong);
    EXPECT_EQ(trie.nodes(), 4);
    EXPECT_EQ(trie.grow(std::vector<Letter>{1, 2}), guangdong);
    EXPECT_EQ(walk(trie, {2, 1}), Trie::nowhere);
}

RC_GTEST_PROP(Trie, FindsWhatWasGrownAndNothingElse, ()) {
    const auto letters = rc::gen::container<std::vector<Letter>>(rc::gen::inRange<Letter>(1, 5));
    const auto words = *rc::gen::container<std::vector<std::vector<Letter>>>(letters);
    std::size_t size = 1;
    for (const auto& word : words) {
        size += word.size();
    }
    Trie trie(static_cast<std::uint32_t>(size) + 1);
    std::map<std::vector<Letter>, Trie::Node> prefixes{{{}, Trie::root}};
    for (const auto& word : words) {
        trie.grow(word);
        for (std::size_t length = 1; length <= word.size(); ++length) {
            const std::vector<Letter> prefix(
                word.begin(), word.begin() + static_cast<std::ptrdiff_t>(length));
            const Trie::Node node = walk(trie, prefix);
            RC_ASSERT(node != Trie::nowhere);
            RC_ASSERT(prefixes.emplace(prefix, node).first->second == node);
        }
    }
    RC_ASSERT(trie.nodes() == prefixes.size());
    const std::vector<Letter> any = *letters;
    const auto known = prefixes.find(any);
    RC_ASSERT(walk(trie, any) == (known == prefixes.end() ? Trie::nowhere : known->second));
}

}  // namespace
}  // namespace shouxin::region
