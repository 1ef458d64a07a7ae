#include "live/leaves.h"

#include "live/decision.h"
#include "proof/tiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

using testing::HasSubstr;

// Of characters that take six bytes each in a leaf.
std::string longest(std::size_t bytes) {
    return std::string(bytes, '\x01');
}

// Whatever somebody sends: the ledger takes no leaf that is longer.
TEST(Leaves, HaveRoomForAnyCommand) {
    for (const CommandKind kind : {CommandKind::label, CommandKind::audit}) {
        Command command;
        command.command = kind;
        for (std::string* text :
             {&command.by,
              &command.action,
              &command.kind,
              &command.subject_kind,
              &command.subject,
              &command.outcome,
              &command.reason,
              &command.text}) {
            *text = longest(std::size_t{1} << 20);
        }
        const std::string leaf = leaf_of(command, proof::Json::object(), {"secret", 1, 0});
        EXPECT_LE(leaf.size(), proof::leaf_bytes_max);
        EXPECT_TRUE(proof::parse_canonical(leaf).has_value());
    }
}

TEST(Leaves, HaveRoomForAllRulesOfAPolicy) {
    Decision decision;
    decision.rules.assign(500, longest(200));
    decision.notes.assign(10, longest(300));
    const std::string leaf = leaf_of(decision, "secret", 0);
    EXPECT_LE(leaf.size(), proof::leaf_bytes_max);
    EXPECT_THAT(leaf, HasSubstr("... 500 in all"));
}

TEST(Leaves, ShortenByWholeCharacters) {
    EXPECT_EQ(shortened("好好", 6), "好好");
    EXPECT_EQ(shortened("好好", 5), "好...");
    EXPECT_EQ(shortened("好好", 2), "...");
}

}  // namespace
}  // namespace shouxin::live
