// What does a policy ask of shops and networks that no stage of Guard keeps? Counts that run along
// with the log, one row a merchant and one a network address.
#pragma once

#include "base/column.h"
#include "model/event.h"

#include <cstdint>
#include <span>
#include <variant>

namespace shouxin::live {

struct Shop {
    model::CategoryIx category;
    model::Division region;
    std::uint32_t orders = 0;

    template <class Archive>
    void archive(Archive& a) {
        a(category, region, orders);
    }
};

class Shops {
public:
    void step(std::span<const model::Event> events) {
        for (const model::Event& event : events) {
            if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
                ++shops_[order->merchant].orders;
                use(order->ip, order->buyer);
            } else if (const auto* opened = std::get_if<model::MerchantOpened>(&event.body)) {
                shops_[opened->merchant].category = opened->category;
                shops_[opened->merchant].region = opened->region;
            }
        }
    }

    [[nodiscard]] Shop shop(model::MerchantIx merchant) const { return shops_.get(merchant); }

    // How often the account that orders from the address changed: accounts, at least.
    [[nodiscard]] std::uint32_t accounts_at(model::IpIx ip) const { return ips_.get(ip).changes; }

    template <class Archive>
    void archive(Archive& a) {
        a(shops_, ips_);
    }

private:
    struct Usage {
        model::AccountIx last;
        std::uint32_t changes = 0;
    };

    void use(model::IpIx ip, model::AccountIx account) {
        Usage& usage = ips_[ip];
        usage.changes += usage.last != account ? 1 : 0;
        usage.last = account;
    }

    Column<model::MerchantIx, Shop> shops_;
    Column<model::IpIx, Usage> ips_;
};

}  // namespace shouxin::live
