#include "world/talk.h"

#include <string>

namespace shouxin::world {

void Talk::hour(Ms now) {
    const int hour = local_hour(now);
    const double awake = hour < 7 ? 0.3 : 1.29;
    const TalkKnobs& knobs = world_.knobs.talk;
    for (std::int64_t i = random_.poisson(knobs.messages_per_day / 24.0 * awake); i > 0; --i) {
        chat(now + static_cast<Ms>(random_.uniform() * hour_ms));
    }
    const double office = hour >= 9 && hour < 19 ? 2.2 : 0.15;
    for (std::int64_t i = random_.poisson(knobs.accesses_per_day / 24.0 * office); i > 0; --i) {
        access(now + static_cast<Ms>(random_.uniform() * hour_ms));
    }
}

void Talk::chat(Ms at) {
    const std::uint32_t account = world_.people.shopper(at, random_);
    const auto& categories = world_.shops.categories();
    const CategoryWords& category = *categories[random_.uniform_index(categories.size())].words;
    const double kind = random_.uniform();
    const double lures = 0.004 * world_.knobs.talk.lures_by_nobody;
    const std::string text = kind < lures          ? world_.phrases.lure(random_)
                             : kind < lures + 0.01 ? world_.phrases.honest_offer(random_)
                                                   : world_.phrases.chatter(category, random_);
    const bool named = !random_.chance(0.01);
    world_.tell.message_posted(
        at, named ? &account : nullptr, random_.pick(world_.phrases.channels), text);
}

void Talk::access(Ms at) {
    const auto staff =
        static_cast<std::uint32_t>(random_.uniform_int(0, world_.knobs.talk.staff - 1));
    const double kind = random_.uniform();
    const std::string_view action = kind < 0.6 ? "read" : kind < 0.78 ? "write" : "override";
    world_.tell.staff_accessed(at, staff, random_.pick(world_.phrases.staff_resources), action);
}

}  // namespace shouxin::world
