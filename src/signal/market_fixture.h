// A small market for tests, told event by event in words: names are made as they are mentioned.
#pragma once

#include "model/names.h"
#include "signal/market.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::signal {

class MarketFixture {
public:
    static constexpr std::int64_t start_ms = 1'793'000'000'000;

    explicit MarketFixture(HashKey key = {}) : names(key) {}

    struct Order {
        std::string_view id, buyer, shop;
        double day = 0;
        std::int64_t amount = 10'000;
        std::string_view item = "i-1";
        std::string_view device = {};  // its buyer's own unless named
        std::string_view address = {};
        std::string_view wallet = {};
        std::int64_t subsidy = 0;
    };

    void order(const Order& o) {
        const auto own = [&](std::string_view given, const char* prefix) {
            return given.empty() ? prefix + std::string(o.buyer) : std::string(given);
        };
        tell(
            o.day,
            model::OrderPlaced{
                .order = names.orders.intern(o.id),
                .buyer = names.accounts.intern(o.buyer),
                .merchant = names.merchants.intern(o.shop),
                .item = names.items.intern(o.item),
                .category = names.categories.intern("shoes"),
                .device = names.devices.intern(own(o.device, "d-")),
                .ip = names.ips.intern(own({}, "ip-")),
                .address = names.addresses.intern(own(o.address, "a-")),
                .payer = names.wallets.intern(own(o.wallet, "p-")),
                .quantity = 1,
                .amount = o.amount,
                .subsidy = o.subsidy,
                .region = {440111000000}});
    }

    void opened(std::string_view shop, std::string_view payee) {
        tell(
            0,
            model::MerchantOpened{
                names.merchants.intern(shop),
                names.categories.intern("shoes"),
                {440111000000},
                names.wallets.intern(payee)});
    }

    void transfer(double day, std::string_view payer, std::string_view payee, std::int64_t amount) {
        tell(
            day,
            model::TransferMade{
                names.wallets.intern(payer), names.wallets.intern(payee), amount, 0, {}});
    }

    void shipped(
        double day, std::string_view order, std::string_view parcel, std::int64_t weight_g) {
        tell(
            day,
            model::ParcelShipped{
                names.orders.intern(order),
                names.parcels.intern(parcel),
                names.carriers.intern("yto"),
                weight_g,
                {440111000000}});
    }

    void viewed(
        double day,
        std::string_view account,
        std::string_view item,
        double dwell_s,
        std::int32_t rank = 1,
        std::string_view keyword = {}) {
        tell(
            day,
            model::ItemViewed{
                .account = names.accounts.intern(account),
                .device = names.devices.intern("d-" + std::string(account)),
                .ip = names.ips.intern("ip-" + std::string(account)),
                .merchant = names.merchants.intern("m-1"),
                .item = names.items.intern(item),
                .keyword = keyword,
                .rank = rank,
                .dwell_ms = static_cast<std::uint32_t>(dwell_s * 1000)});
    }

    void reviewed(
        double day,
        std::string_view review,
        std::string_view order,
        std::string_view account,
        std::uint8_t stars,
        std::string_view text) {
        tell(
            day,
            model::ReviewPosted{
                .review = names.reviews.intern(review),
                .order = names.orders.intern(order),
                .account = names.accounts.intern(account),
                .merchant = names.merchants.intern("m-1"),
                .item = {},
                .device = {},
                .ip = {},
                .stars = stars,
                .text = text,
                .images = {}});
    }

    // Any other event; `day` counts from the start of the fixture's time.
    void tell(double day, model::EventBody body) {
        const std::string id = "e" + std::to_string(market.events);
        const model::Event event{
            .at_ms = start_ms + static_cast<std::int64_t>(day * 86'400'000),
            .number = market.events,
            .id = id,
            .body = body};
        market.step({&event, 1});
    }

    model::Names names;
    Market market;
};

}  // namespace shouxin::signal
