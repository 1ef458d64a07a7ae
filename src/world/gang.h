// What does a gang do? It recruits shops and workers, gives out tasks day by day, has the parcels
// sent, the praise written, the money paid, and leaves the truth of each deed. One gang, one
// scheme; extorters are in extortion.h.
#pragma once

#include "world/gang_traits.h"
#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::world {

class Gang {
public:
    Gang(World& world, Shoppers& shoppers, GangTraits traits, std::string name, Random random);

    // Does what falls into this hour.
    void hour(Ms now);

private:
    struct Task {
        Ms at = 0;
        std::uint32_t worker = 0;  // row of workers_
        std::uint16_t shop = 0;    // row of shops_
        bool honest = false;       // shops for itself, as cover
    };

    struct Worker {
        std::uint32_t account = 0;
        std::uint32_t agent = 0;  // row of agents_
        Fen commission = 0;
        Fen owed = 0;  // until the weekly payment
        bool staff = false;
        std::uint32_t shop = 0;  // row of shops_: where staff works
        int done = 0;            // orders
        int unpaid = 0;          // of these, where the price never came back
        bool at_old = true;      // works for shops before they are born again
        bool at_new = true;      // and afterwards
    };

    struct MemberShop {
        std::uint32_t shop = 0;
        std::vector<std::uint32_t> items;  // the ones to promote
        std::uint32_t agent = 0;
        Ms from = 0;       // no tasks before this,
        Ms until = never;  // none from here on
    };

    // What a finished order leaves to be paid.
    struct Debt {
        Ms base = 0;  // the payment's delay counts from here
        Fen amount = 0;
        std::uint32_t shop = 0;  // row of shops_
        std::uint32_t worker = 0;
    };

    // Recruiting: gang_crew.cpp.
    void recruit_shops();
    bool is_here(const Shop& shop) const;
    void find_beneficiary();
    void recruit_workers();
    std::uint32_t recruit_person();
    void make_farm();
    Ms joining(bool newborn, double lead_h, double hatch_h);
    void register_farmed(std::uint32_t account, Ms at);
    Ms hatching(double lead_h, double hatch_h);
    void hire_agents();
    void plan_tasks();
    void assign(Task& task, const WeightedPick& pick_worker, const WeightedPick& pick_shop);
    void plan_surges();
    void plan_cover();
    Ms task_time(Random& random) const;
    void talk_to_staff();
    void post_lures();

    // Shops that close and open again, staff that buys, workers who are cheated: gang_turns.cpp.
    void bear_again();
    void hire_staff();
    void pay_staff(Ms now);
    bool has_had_enough(const Worker& worker) const;
    bool cheats(Worker& worker) const;
    void complain(
        const Worker& worker,
        Ms from,
        const Placed& placed,
        const Purchase& bought,
        bool in_hand,
        bool has_reviewed);

    // Working: gang_work.cpp.
    void work(const Task& task);
    void shop_for_cover(const Task& task);
    Origin origin_of(const Worker& worker);
    Ms browse(const Task& task, Ms from, const Origin& origin, std::uint32_t item);
    Purchase purchase(const Task& task, const Origin& origin, std::uint32_t item);
    Handling handling(const Purchase& bought);
    std::optional<Posted> review(
        const Task& task, Ms in_hand, const Placed& placed, const Purchase& bought);
    std::vector<std::uint64_t> images(std::uint32_t shop_row);
    void like(const Posted& posted, std::uint32_t author);

    // Paying: gang_pay.cpp.
    Ms pay_in_advance(const Task& task, const Purchase& bought, bool sends_back, Ms at);
    void pay_back(const Debt& debt);
    void send(Ms at, const Debt& debt, Fen amount);
    std::uint32_t hand(const Debt& debt);
    Fen reward(const Worker& worker, Fen price);
    void pay_week(Ms now);
    void fund_agents();
    void fund(Ms at, std::uint32_t payer, std::uint32_t agent, Fen sum);

    World& world_;
    Shoppers& shoppers_;
    const GangTraits traits_;
    const std::size_t truth_;
    Random random_;
    Ms begins_ = 0;
    Ms ends_ = 0;
    std::vector<Worker> workers_;
    std::vector<MemberShop> shops_;
    std::vector<std::uint32_t> agents_;  // payment accounts
    std::vector<std::uint32_t> hosting_lines_;
    std::uint32_t head_ = 0;  // the payment account above the agents'
    std::uint32_t straw_ = 0;
    int straw_left_ = 0;
    std::uint32_t beneficiary_ = 0;  // rival's shop
    std::vector<Task> tasks_;        // by time, latest first
    std::vector<GangVoice> voices_;
    std::vector<double> voice_weights_;
    std::vector<std::vector<std::uint64_t>> image_pools_;  // by shop
    std::uint64_t waybill_ = 0;
    int waybill_left_ = 0;
    std::set<std::pair<std::uint32_t, std::uint32_t>> visited_;  // worker and shop, while planning
    std::vector<std::pair<Ms, Ms>> surges_;                      // from, until
    std::vector<Ms> batches_;                                    // when sleeping accounts were made
    int patience_ = 1;  // unpaid orders after which a worker stops
};

}  // namespace shouxin::world
