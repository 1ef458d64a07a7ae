#include "world/talk.h"

#include <algorithm>
#include <functional>
#include <string>

namespace shouxin::world {

Talk::Talk(World& world) : world_(world), random_(world.root.fork("talk")) {
    Random random = random_.fork("rule reviews");
    for (std::int64_t i = random.poisson(world.knobs.talk.rule_reviews); i > 0; --i) {
        const double day =
            static_cast<double>(random.uniform_int(0, world.knobs.calendar.days - 1));
        rule_reviews_.push_back(
            world.knobs.calendar.start + days(day) + hours(random.uniform(9.0, 18.0)));
    }
    std::sort(rule_reviews_.begin(), rule_reviews_.end(), std::greater<>());
}

void Talk::hour(Ms now) {
    const int hour = local_hour(now);
    const double awake = hour < 7 ? 0.3 : 1.29;
    const TalkKnobs& knobs = world_.knobs.talk;
    for (std::int64_t i = random_.poisson(knobs.messages_per_day / 24.0 * awake); i > 0; --i) {
        chat(now + static_cast<Ms>(random_.uniform() * hour_ms));
    }
    while (!rule_reviews_.empty() && rule_reviews_.back() < now + hour_ms) {
        review_rule();
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

// Before a campaign somebody whose work it is reads the rule again and again, and changes it.
void Talk::review_rule() {
    const Ms begins = rule_reviews_.back();
    rule_reviews_.pop_back();
    const auto staff =
        static_cast<std::uint32_t>(random_.uniform_int(0, world_.knobs.talk.staff - 1));
    Ms at = begins;
    for (std::int64_t i = random_.uniform_int(2, 9); i > 0; --i) {
        world_.tell.staff_accessed(at, staff, world_.phrases.subsidy_resource, "read");
        at += hours(random_.exponential(8.0));
    }
    if (random_.chance(0.7)) {
        world_.tell.staff_accessed(
            at, staff, world_.phrases.subsidy_resource, random_.chance(0.6) ? "write" : "override");
    }
}

}  // namespace shouxin::world
