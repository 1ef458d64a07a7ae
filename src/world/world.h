// What does everybody in the simulation share? The drawn knobs, the places, shops and people, the
// counters, the phrases, and the way to tell what happens. One world, one thread.
#pragma once

#include "world/agenda.h"
#include "world/ids.h"
#include "world/knobs.h"
#include "world/lines.h"
#include "world/network.h"
#include "world/people.h"
#include "world/phrases.h"
#include "world/places.h"
#include "world/serials.h"
#include "world/shops.h"
#include "world/teller.h"
#include "world/truth.h"

namespace shouxin::world {

struct World {
    explicit World(const Knobs& drawn)
        : knobs(drawn),
          root(Random(drawn.seed).fork("world")),
          ids(root.fork("ids")),
          agenda(
              drawn.calendar.start,
              drawn.calendar.start + days(drawn.calendar.days + drawn.calendar.tail_days)),
          lines(knobs.report, ids),
          tell(knobs.report, agenda),
          places(knobs.places, root.fork("places")),
          network(knobs.people, places.size(), root.fork("network")),
          phrases(knobs.reviews, root.fork("phrases")),
          shops(knobs, places, next, root.fork("shops")),
          people(knobs, places, network, next, root.fork("people")) {}

    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Ms last_day_end() const { return knobs.calendar.start + days(knobs.calendar.days); }

    const Knobs knobs;
    const Random root;
    const Ids ids;
    Agenda agenda;
    Lines lines;
    Teller tell;
    const Places places;
    const Network network;
    const Phrases phrases;
    Serials next;
    Shops shops;
    People people;
    Truth truth;
};

}  // namespace shouxin::world
