// Which shops make bad reviews vanish? Some pay their authors to take them back, some take them
// down themselves, some know somebody at the platform. The orders and the reviews are honest, so
// nobody here is guilty of a fake; what vanished, and how, is a truth of its own.
// Not thread-safe.
#pragma once

#include "world/shoppers.h"
#include "world/world.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::world {

class HiddenReviews final : public ReviewFollower {
public:
    HiddenReviews(World& world, Shoppers& shoppers, std::string name, Random random);

    void heard(Posted& posted, const Purchase& purchase) override;

private:
    void draw_habits();
    void take_shops();
    void buy_silence(Ms at, Posted& posted, const Purchase& purchase);
    void take_down(Ms at, Posted& posted, const Purchase& purchase, std::string_view by);
    void tell_of_it(Ms at, std::uint32_t account);

    World& world_;
    Shoppers& shoppers_;
    const std::size_t truth_;
    Random random_;
    Ms begins_ = 0;
    Ms ends_ = 0;
    std::vector<bool> is_ours_;     // by shop
    double busy_ = 0.7;             // of bad reviews, those that they deal with
    std::array<double, 3> ways_{};  // bought, by the merchant, by the platform
    double agrees_ = 0.7;           // of the authors who are paid
    Span sum_yuan_{5, 60};
    double part_of_price_ = 0.0;  // or so much of what was paid
    Span answer_h_{1, 60};
    bool from_till_ = false;  // paid from an account of a service, not the shop's
    std::uint32_t till_ = 0;
    std::uint32_t insider_ = 0;  // staff
    double talked_of_ = 0.1;
};

}  // namespace shouxin::world
