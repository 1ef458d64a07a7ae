// What is left of a ring when all that it was found in is forgotten?
#include "live/generation.h"

#include "live/ring_fixture_test.h"
#include "live/ring_graph.h"

#include <gmock/gmock.h>

namespace shouxin::live {
namespace {

using testing::UnorderedElementsAre;

class GenerationTest : public RingFixture {
protected:
    void SetUp() override {
        RingFixture::SetUp();
        tell(R"("type":"account.registered","account":"u-0","device":"d-farm","ip":"1.2.3.4")", 0);
        trade();
        find_ring();
        tell(R"("type":"message.posted","channel":"chat","text":"hello")", 60);
    }

    // Of the log the last record alone is kept.
    Effects forget() {
        return step(
            model::RecordKind::generation,
            fmt::format("{} {}", log.size(), state->policies().in_force().version));
    }

    std::vector<std::string> members() {
        RingSurvey survey(1);
        while (!survey.look(*state)) {
        }
        std::vector<std::string> ids;
        for (const RingNode& node : survey.graph()->nodes) {
            ids.push_back(node.id);
        }
        return ids;
    }
};

TEST_F(GenerationTest, KeepsTheDevicesAndWalletsOfARing) {
    const std::size_t last = log.size();
    EXPECT_EQ(forget().generation, last);
    EXPECT_EQ(state->watch().names().orders.size(), 0U);
    EXPECT_THAT(
        members(),
        UnorderedElementsAre(
            "u-0", "u-1", "u-2", "u-3", "u-4", "u-5", "m-0", "m-1", "d-farm", "p-hub"));
}

TEST_F(GenerationTest, IsTheSameFromASnapshotAndFromTheLog) {
    forget();
    const std::string bytes = saved(*state);
    EXPECT_TRUE(saved(*loaded(bytes)) == bytes);
    const auto again = fresh();
    for (std::size_t number = 1; number <= log.size(); ++number) {
        step(*again, number);
    }
    EXPECT_TRUE(saved(*again) == bytes);
}

TEST_F(GenerationTest, KnowsTheRecordsOfEventsThatAreKeptAndTheIdsOfRegistrations) {
    const std::uint64_t last = log.size();
    forget();
    const signal::EventIds& ids = state->watch().market().event_ids;
    ASSERT_EQ(ids.size(), 2U);
    EXPECT_EQ(ids[0], "e31");
    EXPECT_EQ(state->watch().places().record_of(0), last);
    EXPECT_EQ(ids[1], "e1");
    EXPECT_EQ(state->watch().places().record_of(1), EventPlaces::forgotten);
}

}  // namespace
}  // namespace shouxin::live
