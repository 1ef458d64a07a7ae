// What is said in chats and done by staff on an ordinary day? Questions, thanks, offers, some
// recruiting by gangs that work elsewhere; staff who look things up, change them, override them.
#pragma once

#include "world/world.h"

namespace shouxin::world {

class Talk {
public:
    explicit Talk(World& world) : world_(world), random_(world.root.fork("talk")) {}

    void hour(Ms now);

private:
    void chat(Ms at);
    void access(Ms at);

    World& world_;
    Random random_;
};

}  // namespace shouxin::world
