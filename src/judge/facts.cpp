#include "judge/facts.h"

#include "base/distinct.h"
#include "judge/ring_circumstances.h"
#include "model/yuan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace shouxin::judge {

namespace {

using model::yuan;
using signal::EventRef;
using signal::Family;
using signal::nobody;

constexpr std::size_t most_events = 20;
constexpr std::size_t most_facts_a_kind = 3;

class Witness {
public:
    Witness(
        const signal::Market& market,
        const signal::Links& links,
        const model::Names& names,
        const Ring& ring)
        : market_(market), links_(links), names_(names), ring_(ring) {}

    Facts tell() {
        payments();
        shared(MemberKind::device, model::Reason::shared_device, "设备", "device");
        shared(MemberKind::address, model::Reason::shared_address, "收货地址", "address");
        waybills();
        subsidies();
        bad_reviews();
        crews();
        facts_.circumstances = circumstances_of(market_, links_, names_, ring_);
        return std::move(facts_);
    }

private:
    static void add(
        std::vector<Fact>& facts,
        model::Reason reason,
        std::string zh,
        std::string en,
        std::vector<EventRef> events) {
        facts.push_back({reason, std::move(zh), std::move(en), cited(std::move(events))});
    }

    void add(
        Family family,
        model::Reason reason,
        std::string zh,
        std::string en,
        std::vector<EventRef> events) {
        add(facts_.evidence[static_cast<std::size_t>(family)],
            reason,
            std::move(zh),
            std::move(en),
            std::move(events));
    }

    // The ring's wallets that paid its accounts, and the shops that funded them.
    void payments() {
        std::size_t told = 0;
        for (std::uint32_t i = 0; i < ring_.members.size() && told < most_facts_a_kind; ++i) {
            if (ring_.members[i].kind == MemberKind::wallet) {
                payments_of(ring_.members[i].index, i);
                ++told;
            }
        }
    }

    void payments_of(std::uint32_t wallet, std::uint32_t place) {
        std::uint32_t payees = 0;
        std::uint32_t times = 0;
        std::int64_t amount = 0;
        for (const Link& link : ring_.links) {
            if (link.kind == Link::Kind::paid && link.from == place) {
                ++payees;
                times += link.times;
                amount += link.amount;
            }
        }
        std::vector<EventRef> events;
        const std::map<std::uint32_t, EventRef> orders = order_of_wallet();
        for (const std::uint32_t row : links_.transfers_from.of(wallet)) {
            const signal::Transfer& transfer = market_.transfers.rows()[row];
            if (const auto order = orders.find(transfer.payee.value); order != orders.end()) {
                events.push_back(transfer.event);
                events.push_back(order->second);
            }
        }
        const std::string_view name = names_.wallets[{wallet}];
        add(Family::money,
            model::Reason::paying_hub,
            fmt::format(
                "钱包 {} 向本团伙的 {} 个买家转账 {} 笔，共 {} 元。",
                name,
                payees,
                times,
                yuan(amount)),
            fmt::format(
                "Wallet {} made {} transfers to {} of the ring's buyers, {} yuan in all.",
                name,
                times,
                payees,
                yuan(amount)),
            std::move(events));
        funding_of(wallet);
    }

    void funding_of(std::uint32_t wallet) {
        std::map<std::uint32_t, std::pair<std::int64_t, std::vector<EventRef>>> by_shop;
        for (const std::uint32_t row : links_.transfers_to.of(wallet)) {
            const signal::Transfer& transfer = market_.transfers.rows()[row];
            const std::uint32_t shop = links_.merchant_of_wallet[transfer.payer.value];
            if (shop != nobody) {
                by_shop[shop].first += transfer.amount;
                by_shop[shop].second.push_back(transfer.event);
            }
        }
        std::vector<std::uint32_t> shops;
        for (const auto& [shop, money] : by_shop) {
            shops.push_back(shop);
        }
        std::ranges::stable_sort(
            shops, std::ranges::greater{}, [&](std::uint32_t shop) { return by_shop[shop].first; });
        shops.resize(std::min(shops.size(), most_facts_a_kind));
        for (const std::uint32_t shop : shops) {
            auto& money = by_shop[shop];
            const std::string_view payer = names_.merchants[{shop}];
            const std::string_view name = names_.wallets[{wallet}];
            add(facts_.funding,
                model::Reason::paying_hub,
                fmt::format(
                    "商家 {} 的收款账户给钱包 {} 转了 {} 元。", payer, name, yuan(money.first)),
                fmt::format(
                    "Merchant {}'s wallet sent {} yuan to wallet {}.",
                    payer,
                    yuan(money.first),
                    name),
                std::move(money.second));
        }
    }

    // The placing of one order of the ring for each wallet that paid for one.
    [[nodiscard]] std::map<std::uint32_t, EventRef> order_of_wallet() const {
        std::map<std::uint32_t, EventRef> orders;
        for (const model::OrderIx order : ring_.orders) {
            orders.emplace(
                links_.orders[order.value].payer.value, links_.orders[order.value].event);
        }
        return orders;
    }

    struct Use {
        std::map<std::uint32_t, bool> accounts;
        std::vector<EventRef> events;
    };

    // The three devices (or addresses) that most accounts of the ring share, if three do.
    void shared(MemberKind kind, model::Reason reason, std::string_view zh, std::string_view en) {
        std::map<std::uint32_t, Use> uses;
        for (const model::OrderIx order : ring_.orders) {
            const signal::PlacedOrder& placed = links_.orders[order.value];
            Use& use =
                uses[kind == MemberKind::device ? placed.device.value : placed.address.value];
            use.events.push_back(placed.event);
            use.accounts[placed.buyer.value] = true;
        }
        uses.erase(nobody);
        std::vector<std::pair<std::size_t, std::uint32_t>> most;
        for (const auto& [index, use] : uses) {
            if (use.accounts.size() >= 3) {
                most.emplace_back(use.accounts.size(), index);
            }
        }
        std::ranges::stable_sort(
            most, std::ranges::greater{}, [](const auto& use) { return use.first; });
        most.resize(std::min(most.size(), most_facts_a_kind));
        for (const auto& [accounts, index] : most) {
            const std::string_view name =
                kind == MemberKind::device ? names_.devices[{index}] : names_.addresses[{index}];
            const std::size_t orders = uses[index].events.size();
            add(Family::sharing,
                reason,
                fmt::format(
                    "本团伙的 {} 个账号共用{} {}，下了 {} 单。", accounts, zh, name, orders),
                fmt::format(
                    "{} accounts of the ring share {} {}: {} orders.", accounts, en, name, orders),
                std::move(uses[index].events));
        }
    }

    void waybills() {
        std::map<std::uint32_t, std::vector<EventRef>> by_parcel;
        for (const model::OrderIx order : ring_.orders) {
            const model::ParcelIx parcel = market_.orders.life().get(order).parcel;
            if (parcel.valid() && distinct_addresses(links_, parcel) > 2) {
                by_parcel[parcel.value].push_back(links_.orders[order.value].event);
            }
        }
        std::size_t told = 0;
        for (auto& [index, events] : by_parcel) {
            const signal::Parcel parcel = market_.parcels.rows().get({index});
            if (told++ == most_facts_a_kind) {
                return;
            }
            events.push_back(parcel.shipped_event);
            add(Family::parcel,
                model::Reason::reused_waybill,
                fmt::format(
                    "运单 {} 被用于 {} 个订单、寄往不同地址。",
                    names_.parcels[{index}],
                    parcel.orders),
                fmt::format(
                    "Waybill {} serves {} orders to different addresses.",
                    names_.parcels[{index}],
                    parcel.orders),
                std::move(events));
        }
    }

    void subsidies() {
        std::vector<EventRef> events;
        std::int64_t subsidy = 0;
        for (const model::OrderIx order : ring_.orders) {
            if (links_.orders[order.value].subsidy > 0) {
                events.push_back(links_.orders[order.value].event);
                subsidy += links_.orders[order.value].subsidy;
            }
        }
        const std::size_t many = events.size();
        const std::size_t all = ring_.orders.size();
        if (many * 3 < all || many == 0) {
            return;
        }
        add(Family::subsidy,
            model::Reason::subsidy_edge,
            fmt::format("{} 单里有 {} 单领取平台补贴，共 {} 元。", all, many, yuan(subsidy)),
            fmt::format(
                "{} of {} orders took a subsidy, {} yuan in all.", many, all, yuan(subsidy)),
            std::move(events));
    }

    void bad_reviews() {
        if (ring_.reviews.empty()) {
            return;
        }
        std::vector<EventRef> events;
        std::map<std::uint32_t, bool> shops;
        for (const model::ReviewIx review : ring_.reviews) {
            events.push_back(market_.reviews.rows().get(review).event);
            shops[market_.reviews.rows().get(review).merchant.value] = true;
        }
        const std::size_t accounts = ring_.members.size();
        add(Family::praise,
            model::Reason::bad_review_trade,
            fmt::format(
                "同一批 {} 个账号在 {} 家店留下 {} 条可疑差评。",
                accounts,
                shops.size(),
                ring_.reviews.size()),
            fmt::format(
                "The same {} accounts left {} suspicious bad reviews at {} shops.",
                accounts,
                ring_.reviews.size(),
                shops.size()),
            std::move(events));
    }

    // The two shops of the ring with the most buyers in common.
    void crews() {
        std::map<std::uint32_t, std::vector<std::uint32_t>> buyers_of;
        for (const model::OrderIx order : ring_.orders) {
            buyers_of[links_.orders[order.value].merchant.value].push_back(
                links_.orders[order.value].buyer.value);
        }
        for (auto& [shop, buyers] : buyers_of) {
            make_distinct(buyers);
        }
        std::vector<std::uint32_t> most;
        std::pair<std::uint32_t, std::uint32_t> shops;
        for (auto a = buyers_of.begin(); a != buyers_of.end(); ++a) {
            for (auto b = std::next(a); b != buyers_of.end(); ++b) {
                std::vector<std::uint32_t> both;
                std::ranges::set_intersection(a->second, b->second, std::back_inserter(both));
                if (both.size() > most.size()) {
                    most = std::move(both);
                    shops = {a->first, b->first};
                }
            }
        }
        if (most.size() < 3) {
            return;
        }
        std::vector<EventRef> events;
        for (const model::OrderIx order : ring_.orders) {
            const signal::PlacedOrder& placed = links_.orders[order.value];
            const bool at_both =
                placed.merchant.value == shops.first || placed.merchant.value == shops.second;
            if (at_both && std::ranges::binary_search(most, placed.buyer.value)) {
                events.push_back(placed.event);
            }
        }
        const double chance = static_cast<double>(links_.by_merchant.of(shops.first).size()) *
                              static_cast<double>(links_.by_merchant.of(shops.second).size()) /
                              std::max(1.0, static_cast<double>(links_.accounts));
        const std::string_view one = names_.merchants[{shops.first}];
        const std::string_view other = names_.merchants[{shops.second}];
        add(Family::crew,
            model::Reason::crew,
            fmt::format(
                "{} 与 {} 有 {} 个共同的可疑买家；按两店的订单数，偶然只应有约 {:.1f} 个。",
                one,
                other,
                most.size(),
                chance),
            fmt::format(
                "{} and {} have {} suspicious buyers in common, where chance lets expect about "
                "{:.1f}.",
                one,
                other,
                most.size(),
                chance),
            std::move(events));
    }

    const signal::Market& market_;
    const signal::Links& links_;
    const model::Names& names_;
    const Ring& ring_;
    Facts facts_;
};

}  // namespace

std::vector<EventRef> cited(std::vector<EventRef> events) {
    std::erase(events, signal::no_event);
    make_distinct(events);
    events.resize(std::min(events.size(), most_events));
    return events;
}

Facts facts_of(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring) {
    return Witness(market, links, names, ring).tell();
}

}  // namespace shouxin::judge
