// Clusters: shops with the same suspicious buyers or payers are one ring, others are not.
#include "ring/cluster.h"

#include <gtest/gtest.h>

namespace shouxin::ring {
namespace {

TEST(Cluster, common_accounts_join_shops_and_one_stray_does_not) {
    std::vector<Act> acts;
    for (std::uint32_t account = 0; account < 10; ++account) {
        acts.push_back({account, 1});
        acts.push_back({account, 5});
        acts.push_back({100 + account, 3});
    }
    acts.push_back({0, 3});  // a worker of both
    const std::vector<Group> groups = cluster(acts, {});
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].merchants, (std::vector<std::uint32_t>{1, 5}));
    EXPECT_EQ(groups[1].merchants, (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(groups[0].acts.size() + groups[1].acts.size(), acts.size());
}

TEST(Cluster, a_payer_of_both_joins_shops_without_common_accounts) {
    std::vector<Act> acts;
    for (std::uint32_t account = 0; account < 6; ++account) {
        acts.push_back({account, 1, 77});
        acts.push_back({50 + account, 2, 77});
        acts.push_back({90 + account, 3});
    }
    const std::vector<Group> groups = cluster(acts, {});
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].merchants, (std::vector<std::uint32_t>{1, 2}));
}

TEST(Cluster, nothing_makes_no_group) {
    EXPECT_TRUE(cluster({}, {}).empty());
}

}  // namespace
}  // namespace shouxin::ring
