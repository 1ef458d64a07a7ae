#include "live/block_chain.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

TEST(BlockChain, TellsWhichLeafBindsARecord) {
    BlockChain blocks;
    const std::string large(BlockChain::bytes_max, 'x');
    EXPECT_EQ(blocks.add(3, "small", 7), std::nullopt);
    EXPECT_EQ(blocks.leaf_of(3), std::nullopt);
    EXPECT_NE(blocks.add(5, large, 7), std::nullopt);
    EXPECT_NE(blocks.add(6, large, 9), std::nullopt);
    EXPECT_EQ(blocks.add(8, "small", 10), std::nullopt);
    EXPECT_EQ(blocks.leaf_of(3), 7U);
    EXPECT_EQ(blocks.leaf_of(5), 7U);
    EXPECT_EQ(blocks.leaf_of(6), 9U);
    EXPECT_EQ(blocks.leaf_of(8), std::nullopt);
    blocks.forget_before(5);
    EXPECT_EQ(blocks.leaf_of(5), 7U);
    blocks.forget_before(6);
    EXPECT_EQ(blocks.leaf_of(6), 9U);
    EXPECT_EQ(blocks.leaf_of(8), std::nullopt);
}

}  // namespace
}  // namespace shouxin::live
