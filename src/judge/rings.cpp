#include "judge/rings.h"

#include "judge/proof.h"
#include "judge/reasons.h"
#include "judge/scheme.h"
#include "ring/cluster.h"
#include "signal/constants.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace shouxin::judge {

namespace {

using signal::nobody;

constexpr std::uint32_t suspicious_ppm = signal::constants::ring_suspicious_ppm;
constexpr std::size_t hub_fan = signal::constants::hub_payees_min;

// What a ring is made of, counted. Ordered maps: their order reaches outputs.
struct Parts {
    std::map<std::uint32_t, std::uint32_t> accounts;  // index -> acts
    std::map<std::uint32_t, std::uint32_t> merchants;
    // What several accounts have in common, with the acts of each of them.
    using Shared = std::map<std::uint32_t, std::map<std::uint32_t, std::uint32_t>>;
    Shared hubs;
    Shared devices;
    Shared addresses;
};

class Finder {
public:
    Finder(
        const signal::Market& market,
        const signal::Links& links,
        const model::Names& names,
        const Findings& findings,
        const Options& options,
        Executor& executor,
        Judgement& judgement)
        : market_(market),
          links_(links),
          names_(names),
          findings_(findings),
          options_(options),
          executor_(executor),
          judgement_(judgement) {}

    void find() {
        find_order_rings();
        find_review_rings();
        executor_.run(judgement_.rings.size(), [&](std::size_t which) {
            Ring& ring = judgement_.rings[which];
            prove(market_, links_, names_, findings_, options_, ring);
            tell_staff_trail(ring);
        });
        name_rings();
        mark_members();
    }

private:
    // Money from a wallet that pays many; a friend's single transfer joins nobody.
    [[nodiscard]] std::uint32_t hub_of(std::uint32_t order) const {
        const std::uint32_t hub = findings_.funding[order].hub;
        return hub != nobody && links_.transfers_from.of(hub).size() >= hub_fan ? hub : nobody;
    }

    void find_order_rings() {
        std::vector<ring::Act> acts;
        std::vector<std::uint32_t> order_of;
        for (const std::uint32_t order : links_.placed) {
            if (findings_.order_ppm[order] >= suspicious_ppm) {
                const signal::PlacedOrder& placed = links_.orders[order];
                acts.push_back({placed.buyer.value, placed.merchant.value, hub_of(order)});
                order_of.push_back(order);
            }
        }
        for (const ring::Group& group : ring::cluster(acts, {})) {
            std::vector<std::uint32_t> orders;
            orders.reserve(group.acts.size());
            for (const std::uint32_t act : group.acts) {
                orders.push_back(order_of[act]);
            }
            add_order_ring(orders);
        }
    }

    void add_order_ring(std::span<const std::uint32_t> orders) {
        Parts parts;
        std::uint64_t expected = 0;
        for (const std::uint32_t order : orders) {
            const signal::PlacedOrder& placed = links_.orders[order];
            expected += findings_.order_ppm[order];
            ++parts.accounts[placed.buyer.value];
            ++parts.merchants[placed.merchant.value];
            ++parts.devices[placed.device.value][placed.buyer.value];
            ++parts.addresses[placed.address.value][placed.buyer.value];
            if (hub_of(order) != nobody) {
                ++parts.hubs[hub_of(order)][placed.buyer.value];
            }
        }
        if (expected < signal::constants::ring_orders_min_ppm ||
            parts.accounts.size() < signal::constants::ring_accounts_min || is_household(parts)) {
            return;
        }
        Ring ring;
        ring.ppm = static_cast<std::uint32_t>(expected / orders.size());
        ReasonCount reasons;
        for (const std::uint32_t order : orders) {
            ring.orders.push_back({order});
            reasons.add(judgement_.orders[order].reasons, findings_.order_ppm[order]);
            note_time(ring, links_.orders[order].placed_s);
            ring.amount += links_.orders[order].amount;
        }
        ring.reasons = reasons.most();
        find_beneficiary(ring, parts);
        add_members(ring, parts);
        add_links(ring, parts);
        ring.scheme = scheme_of(market_, links_, findings_.orders, ring);
        judgement_.rings.push_back(std::move(ring));
    }

    // A few people behind one address are a family or an office, whatever they buy.
    static bool is_household(const Parts& parts) {
        return parts.addresses.size() == 1 && !parts.addresses.contains(nobody) &&
               parts.accounts.size() < signal::constants::household_most;
    }

    // An insider is worth naming among the ring's reasons.
    static void tell_staff_trail(Ring& ring) {
        const auto tells = [](const Fact& fact) {
            return fact.reason == model::Reason::staff_trail;
        };
        if (std::ranges::any_of(ring.also, tells)) {
            ring.reasons.tell(model::Reason::staff_trail);
        }
    }

    static void note_time(Ring& ring, signal::Seconds at) {
        ring.first_s = ring.first_s == 0 ? at : std::min(ring.first_s, at);
        ring.last_s = std::max(ring.last_s, at);
    }

    // Who gains, when another shop's money pays for at least a third of the acts. A shop that
    // isn't judged guilty is no member, whatever is done to it: it may be the victim.
    void find_beneficiary(Ring& ring, Parts& parts) const {
        std::map<std::uint32_t, std::uint32_t> funded;
        for (const model::OrderIx order : ring.orders) {
            const Funding& from = findings_.funding[order.value];
            const bool other_shop = from.funder != nobody && !parts.merchants.contains(from.funder);
            funded[from.funder] += other_shop ? 1 : 0;
        }
        const auto most =
            std::ranges::max_element(funded, {}, [](const auto& entry) { return entry.second; });
        if (most != funded.end() && std::size_t{most->second} * 3 >= ring.orders.size()) {
            ring.beneficiary = {most->first};
        }
        std::erase_if(parts.merchants, [&](const auto& entry) {
            return findings_.merchant_ppm[entry.first] < suspicious_ppm;
        });
    }

    void add_members(Ring& ring, const Parts& parts) const {
        const auto add = [&](MemberKind kind, std::uint32_t index, std::uint32_t ppm) {
            ring.members.push_back({kind, index, ppm});
        };
        for (const auto& [account, acts] : parts.accounts) {
            add(MemberKind::account, account, findings_.account_ppm[account]);
        }
        for (const auto& [merchant, acts] : parts.merchants) {
            add(MemberKind::merchant, merchant, findings_.merchant_ppm[merchant]);
        }
        for (const auto& [device, accounts] : parts.devices) {
            if (device != nobody && accounts.size() >= 2) {
                add(MemberKind::device, device, ring.ppm);
            }
        }
        // A friend who lends money to one or two is no paymaster.
        for (const auto& [hub, accounts] : parts.hubs) {
            if (accounts.size() >= hub_fan && accounts.size() * 20 >= parts.accounts.size()) {
                add(MemberKind::wallet, hub, ring.ppm);
            }
        }
        for (const auto& [address, accounts] : parts.addresses) {
            if (address != nobody && accounts.size() >= 2) {
                add(MemberKind::address, address, ring.ppm);
            }
        }
        std::ranges::stable_sort(ring.members, [](const Member& a, const Member& b) {
            return a.kind != b.kind ? a.kind < b.kind : a.ppm > b.ppm;
        });
    }

    void add_links(Ring& ring, const Parts& parts) const {
        std::map<std::pair<MemberKind, std::uint32_t>, std::uint32_t> place;
        for (std::uint32_t i = 0; i < ring.members.size(); ++i) {
            place[{ring.members[i].kind, ring.members[i].index}] = i;
        }
        std::map<std::tuple<Link::Kind, std::uint32_t, std::uint32_t>, Link> links;
        const auto add = [&](Link::Kind kind, Member from, Member to, std::int64_t amount) {
            const auto a = place.find({from.kind, from.index});
            const auto b = place.find({to.kind, to.index});
            if (a != place.end() && b != place.end()) {
                Link& link = links[{kind, a->second, b->second}];
                link = {kind, a->second, b->second, link.times + 1, link.amount + amount};
            }
        };
        std::map<std::uint32_t, std::uint32_t> owner;  // wallet -> account
        for (const model::OrderIx order : ring.orders) {
            const signal::PlacedOrder& placed = links_.orders[order.value];
            const Member account{MemberKind::account, placed.buyer.value};
            add(Link::Kind::bought_at,
                account,
                {MemberKind::merchant, placed.merchant.value},
                placed.amount);
            add(Link::Kind::shares, account, {MemberKind::device, placed.device.value}, 0);
            add(Link::Kind::shares, account, {MemberKind::address, placed.address.value}, 0);
            owner.emplace(placed.payer.value, placed.buyer.value);
        }
        for (const auto& [hub, accounts] : parts.hubs) {
            for (const std::uint32_t row : links_.transfers_from.of(hub)) {
                const signal::Transfer& transfer = market_.transfers.rows()[row];
                if (const auto account = owner.find(transfer.payee.value); account != owner.end()) {
                    add(Link::Kind::paid,
                        {MemberKind::wallet, hub},
                        {MemberKind::account, account->second},
                        transfer.amount);
                }
            }
            for (const std::uint32_t row : links_.transfers_to.of(hub)) {
                const signal::Transfer& transfer = market_.transfers.rows()[row];
                const std::uint32_t shop = links_.merchant_of_wallet[transfer.payer.value];
                add(Link::Kind::paid,
                    {MemberKind::merchant, shop},
                    {MemberKind::wallet, hub},
                    transfer.amount);
            }
        }
        for (const auto& [key, link] : links) {
            ring.links.push_back(link);
        }
    }

    // People who write bad reviews for money leave no fake orders: they are found by the shops
    // they visit in common. The roles of shop and account are exchanged for the clustering.
    void find_review_rings() {
        const auto reviews = market_.reviews.rows().all();
        std::vector<ring::Act> acts;
        std::vector<std::uint32_t> review_of;
        for (std::uint32_t i = 0; i < reviews.size(); ++i) {
            const std::uint32_t order = reviews[i].order.value;
            const bool by_order =
                order < findings_.order_ppm.size() && findings_.order_ppm[order] >= suspicious_ppm;
            if (reviews[i].posted() && findings_.review_ppm[i] >= suspicious_ppm && !by_order) {
                acts.push_back({reviews[i].merchant.value, reviews[i].account.value});
                review_of.push_back(i);
            }
        }
        for (const ring::Group& group : ring::cluster(acts, {.least_common = 2})) {
            if (group.merchants.size() >= signal::constants::ring_accounts_min) {
                add_review_ring(group, review_of);
            }
        }
    }

    void add_review_ring(const ring::Group& group, std::span<const std::uint32_t> review_of) {
        Ring ring;
        std::uint64_t expected = 0;
        ReasonCount reasons;
        for (const std::uint32_t act : group.acts) {
            const signal::Review review = market_.reviews.rows().get({review_of[act]});
            expected += findings_.review_ppm[review_of[act]];
            reasons.add(
                judgement_.reviews[review_of[act]].reasons, findings_.review_ppm[review_of[act]]);
            ring.reviews.push_back({review_of[act]});
            note_time(ring, review.posted_s);
        }
        for (const std::uint32_t account : group.merchants) {
            ring.members.push_back({MemberKind::account, account, findings_.account_ppm[account]});
        }
        std::ranges::stable_sort(
            ring.members, [](const Member& a, const Member& b) { return a.ppm > b.ppm; });
        ring.ppm = static_cast<std::uint32_t>(expected / group.acts.size());
        ring.scheme = "extortion";
        ring.reasons = reasons.most();
        judgement_.rings.push_back(std::move(ring));
    }

    void name_rings() {
        std::ranges::stable_sort(
            judgement_.rings, [](const Ring& a, const Ring& b) { return a.amount > b.amount; });
        for (std::size_t i = 0; i < judgement_.rings.size(); ++i) {
            judgement_.rings[i].id = "r" + std::to_string(i + 1);
        }
    }

    void mark_members() {
        for (std::uint32_t place = 0; place < judgement_.rings.size(); ++place) {
            const auto mark = [&](Verdict& verdict) {
                verdict.ring = verdict.ring == no_ring ? place : verdict.ring;
            };
            const Ring& ring = judgement_.rings[place];
            for (const model::OrderIx order : ring.orders) {
                mark(judgement_.orders[order.value]);
                if (const std::uint32_t review = links_.review_of_order[order.value];
                    review != nobody) {
                    mark(judgement_.reviews[review]);
                }
            }
            for (const model::ReviewIx review : ring.reviews) {
                mark(judgement_.reviews[review.value]);
            }
            for (const Member& member : ring.members) {
                if (member.kind == MemberKind::account) {
                    mark(judgement_.accounts[member.index]);
                } else if (member.kind == MemberKind::merchant) {
                    mark(judgement_.merchants[member.index].verdict);
                }
            }
        }
    }

    const signal::Market& market_;
    const signal::Links& links_;
    const model::Names& names_;
    const Findings& findings_;
    const Options& options_;
    Executor& executor_;
    Judgement& judgement_;
};

}  // namespace

void find_rings(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Findings& findings,
    const Options& options,
    Executor& executor,
    Judgement& judgement) {
    Finder(market, links, names, findings, options, executor, judgement).find();
}

}  // namespace shouxin::judge
