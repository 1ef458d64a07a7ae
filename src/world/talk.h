// What is said in chats and done by staff on an ordinary day? Questions, thanks, offers, some
// recruiting by gangs that work elsewhere; staff who look things up, change them, override them.
#pragma once

#include "world/world.h"

#include <vector>

namespace shouxin::world {

class Talk {
public:
    explicit Talk(World& world);

    void hour(Ms now);

private:
    void chat(Ms at);
    void access(Ms at);
    void review_rule();

    World& world_;
    Random random_;
    std::vector<Ms> rule_reviews_;  // when honest staff will go over the subsidy rule; latest first
};

}  // namespace shouxin::world
