// What happened on a whole marketplace in a month? Runs a drawn world hour by hour, tells its
// events in order of time to a sink, and keeps the truth beside. The same knobs give the same
// bytes. Memory follows people, shops and open orders, not events. One thread.
#pragma once

#include "world/companies.h"
#include "world/crowds.h"
#include "world/extortion.h"
#include "world/gang.h"
#include "world/hidden_reviews.h"
#include "world/like_farm.h"
#include "world/purses.h"
#include "world/shoppers.h"
#include "world/sink.h"
#include "world/staff.h"
#include "world/talk.h"
#include "world/world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::world {

class Market {
public:
    explicit Market(const Knobs& knobs);

    // Every event, oldest first. Once.
    void run(Sink& sink);

    // Hours of the market: what `run` does in steps, for whoever wants to show progress. Each
    // step tells one hour; false when all is told.
    bool step(Sink& sink);

    // Between 0 and 1.
    double progress() const;

    std::uint64_t events_told() const { return world_.lines.told(); }

    const Truth& truth() const { return world_.truth; }

    // One of Truth::files().
    Result<void> write_truth(std::string_view file, ByteSink& to) const;

private:
    void plant_gangs();
    void plant_organisation();
    void plant(Scheme scheme, double unit, const std::string& name, const Random& own);
    void open_shops();
    void register_people();
    void draw_days();
    double orders_in_hour(std::size_t hour) const;

    World world_;
    Shoppers shoppers_;
    Crowds crowds_;
    Companies companies_;
    Staff staff_;
    Purses purses_;
    Talk talk_;
    Random shopping_;
    std::vector<std::unique_ptr<Gang>> gangs_;
    std::vector<std::unique_ptr<Extorters>> extorters_;
    std::vector<std::unique_ptr<LikeFarm>> like_farms_;
    std::vector<std::unique_ptr<HiddenReviews>> hidden_;
    std::vector<double> day_lift_;
    std::size_t next_hour_ = 0;
};

}  // namespace shouxin::world
