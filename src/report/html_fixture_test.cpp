#include "report/html_fixture_test.h"

#include "report/html_text.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace shouxin::report {
namespace {

using judge::Link;
using judge::MemberKind;
using model::Reason;

struct StringSink : ByteSink {
    std::string bytes;

    Result<void> write(std::string_view more) override {
        bytes += more;
        return {};
    }
};

std::string numbered(std::string_view prefix, int number) {
    return std::string(prefix) + std::to_string(number);
}

void honest_trade(MadeMarket& made) {
    for (int i = 0; i < 3'000; ++i) {
        MadeOrder order;
        order.buyer = numbered("u-", i % 700);
        order.merchant = numbered("m-", i % 40);
        order.device = numbered("d-", i % 700);
        order.payer = numbered("p-", i % 700);
        order.amount = 1'500 + i * 37 % 40'000;
        order.at_ms = november_ms + i % 30 * day_ms + i % 24 * hour_ms;
        order.ppm = i % 90 == 0 ? static_cast<std::uint32_t>(200'000 + i * 97) : 2'000;
        order.reasons = i % 90 == 0 ? std::vector{Reason::shared_address, Reason::light_parcel}
                                    : std::vector<Reason>{};
        made.order(order);
        if (i % 4 == 0) {
            made.review(order.buyer, order.merchant, order.at_ms + 2 * day_ms, 1'000);
        }
    }
}

void cash_back_ring(MadeMarket& made) {
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 400; ++i) {
        MadeOrder order;
        order.buyer = numbered("worker-", i % 150);
        order.merchant = numbered("shop-", i * 7 % 5);
        order.device = numbered("phone-", i % 150 / 6);
        order.payer = numbered("purse-", i % 150);
        order.at_ms = november_ms + (5 + i % 9) * day_ms + i % 14 * hour_ms;
        order.ppm = 980'000;
        order.reasons = {Reason::cash_back, Reason::paying_hub, Reason::keyword_task};
        orders.push_back(made.order(order));
        made.transfer(
            numbered("hub-", i % 4), order.payer, order.amount + 800, order.at_ms + 3 * day_ms);
        made.review(order.buyer, order.merchant, order.at_ms + 4 * day_ms, 960'000);
    }
    made.ring("cashback", orders, {"hub-0", "hub-1", "hub-2", "hub-3"});
}

void farm(MadeMarket& made) {
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 180; ++i) {
        MadeOrder order;
        order.buyer = numbered("bot-", i % 60);
        order.merchant = numbered("farm-shop-", i % 2);
        order.device = numbered("rack-", i % 60 / 10);
        order.at_ms = november_ms + (12 + i % 3) * day_ms + i % 5 * hour_ms;
        order.ppm = i % 12 == 0 ? 700'000 : 940'000;
        order.reasons = {Reason::shared_device, Reason::born_together, Reason::brief_view};
        orders.push_back(made.order(order));
    }
    made.ring("phone-farm", orders, {});
}

void rival(MadeMarket& made) {
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 36; ++i) {
        MadeOrder order;
        order.buyer = numbered("hand-", i % 12);
        order.merchant = "victim";
        order.payer = numbered("hand-purse-", i % 12);
        order.at_ms = november_ms + 20 * day_ms + i * hour_ms;
        order.ppm = 930'000;
        order.reasons = {Reason::surge, Reason::refunded};
        orders.push_back(made.order(order));
    }
    made.open_shop("rival-shop", "rival-purse");
    made.transfer("rival-purse", "dark-hub", 500'000, november_ms + 19 * day_ms);
    judge::Ring& ring = made.ring("rival", orders, {"dark-hub"});
    ring.beneficiary = made.names.merchants.intern("rival-shop");
    for (judge::Member& member : ring.members) {
        member.ppm = member.kind == MemberKind::merchant ? 10'000 : member.ppm;  // the victim
    }
}

template <class T>
T& row(std::vector<T>& rows, std::uint32_t index) {
    if (index >= rows.size()) {
        rows.resize(index + 1);
    }
    return rows[index];
}

}  // namespace

void MadeMarket::step(const model::EventBody& body, std::int64_t at_ms) {
    const std::string id = "e-" + std::to_string(events_);
    const model::Event event{at_ms, events_++, false, id, body};
    market.step({&event, 1});
}

model::OrderIx MadeMarket::order(const MadeOrder& made) {
    const model::OrderIx ix = names.orders.intern("o-" + std::to_string(names.orders.size()));
    model::OrderPlaced placed;
    placed.order = ix;
    placed.buyer = names.accounts.intern(made.buyer);
    placed.merchant = names.merchants.intern(made.merchant);
    placed.device = names.devices.intern(made.device);
    placed.address = names.addresses.intern(made.address);
    placed.payer = names.wallets.intern(made.payer);
    placed.quantity = 1;
    placed.amount = made.amount;
    step(placed, made.at_ms);
    judge::Verdict& verdict = row(judgement.orders, ix.value);
    verdict.ppm = made.ppm;
    for (const Reason reason : made.reasons) {
        verdict.reasons.add(reason);
    }
    judge::Verdict& buyer = row(judgement.accounts, placed.buyer.value);
    buyer.ppm = std::max(buyer.ppm, made.ppm);
    judge::MerchantVerdict& shop = row(judgement.merchants, placed.merchant.value);
    ++shop.orders;
    shop.fake_orders_ppm += made.ppm;
    shop.fake_amount = plus(shop.fake_amount, share_of(made.amount, made.ppm));
    return ix;
}

model::ReviewIx MadeMarket::review(
    const std::string& account,
    const std::string& merchant,
    std::int64_t at_ms,
    std::uint32_t ppm) {
    const model::ReviewIx ix = names.reviews.intern("v-" + std::to_string(names.reviews.size()));
    model::ReviewPosted posted;
    posted.review = ix;
    posted.account = names.accounts.intern(account);
    posted.merchant = names.merchants.intern(merchant);
    posted.stars = 5;
    posted.text = "好";
    step(posted, at_ms);
    row(judgement.reviews, ix.value).ppm = ppm;
    return ix;
}

void MadeMarket::transfer(
    const std::string& from, const std::string& to, std::int64_t amount, std::int64_t at_ms) {
    model::TransferMade made;
    made.payer = names.wallets.intern(from);
    made.payee = names.wallets.intern(to);
    made.amount = amount;
    step(made, at_ms);
}

void MadeMarket::open_shop(const std::string& merchant, const std::string& payee) {
    model::MerchantOpened opened;
    opened.merchant = names.merchants.intern(merchant);
    opened.payee = names.wallets.intern(payee);
    step(opened, november_ms - 90 * day_ms);
}

judge::Ring& MadeMarket::ring(
    std::string_view scheme,
    const std::vector<model::OrderIx>& orders,
    const std::vector<std::string>& wallets) {
    judge::Ring ring;
    ring.id = "r" + std::to_string(judgement.rings.size() + 1);
    ring.scheme = scheme;
    ring.ppm = 970'000;
    ring.orders = orders;
    std::map<std::pair<MemberKind, std::uint32_t>, std::uint32_t> places;
    const auto member = [&](MemberKind kind, std::uint32_t index) {
        const auto next = static_cast<std::uint32_t>(ring.members.size());
        const auto [place, added] = places.emplace(std::pair(kind, index), next);
        if (added) {
            ring.members.push_back({kind, index, 950'000});
        }
        return place->second;
    };
    std::map<std::tuple<Link::Kind, std::uint32_t, std::uint32_t>, Link> links;
    const auto link = [&](Link::Kind kind, std::uint32_t from, std::uint32_t to, std::int64_t fen) {
        Link& sum = links[{kind, from, to}];
        sum = {kind, from, to, sum.times + 1, plus(sum.amount, fen)};
    };
    std::size_t turn = 0;
    judge::Fact fact{Reason::paying_hub, "这些订单由同一伙人下。", "One crew placed these.", {}};
    for (const model::OrderIx ix : orders) {
        const signal::PlacedOrder placed = market.orders.placed().get(ix);
        const std::uint32_t buyer = member(MemberKind::account, placed.buyer.value);
        link(
            Link::Kind::bought_at,
            buyer,
            member(MemberKind::merchant, placed.merchant.value),
            placed.amount);
        link(Link::Kind::shares, buyer, member(MemberKind::device, placed.device.value), 0);
        if (!wallets.empty()) {
            const std::string& wallet = wallets[turn++ % wallets.size()];
            const std::uint32_t payer = names.wallets.intern(wallet).value;
            link(Link::Kind::paid, member(MemberKind::wallet, payer), buyer, placed.amount);
        }
        ring.amount = plus(ring.amount, placed.amount);
        ring.first_s =
            ring.first_s == 0 ? placed.placed_s : std::min(ring.first_s, placed.placed_s);
        ring.last_s = std::max(ring.last_s, placed.placed_s);
        fact.events.push_back(placed.event);
        judgement.orders[ix.value].ring = static_cast<std::uint32_t>(judgement.rings.size());
        judge::Verdict& shop = row(judgement.merchants, placed.merchant.value).verdict;
        shop = {950'000, static_cast<std::uint32_t>(judgement.rings.size()), {}};
        shop.reasons.add(Reason::known_item);
    }
    for (const auto& [key, sum] : links) {
        ring.links.push_back(sum);
    }
    ring.proof.push_back(std::move(fact));
    judgement.rings.push_back(std::move(ring));
    return judgement.rings.back();
}

std::string MadeMarket::page() {
    StringSink sink;
    if (!write_html(sink, judged(), summary)) {
        return "write failed";
    }
    return std::move(sink.bytes);
}

MadeMarket made_market() {
    MadeMarket made;
    honest_trade(made);
    cash_back_ring(made);
    farm(made);
    rival(made);
    made.summary.accepted = made.market.events;
    made.summary.inputs = {{"events.jsonl.gz", made.market.events, 0, 2}};
    made.summary.by_type = {{"order.placed", 3'616}, {"review.posted", 1'150}};
    made.summary.quarantined = 2;
    made.summary.quarantine_reasons = {{"field `amount` is missing", 2}};
    return made;
}

}  // namespace shouxin::report
