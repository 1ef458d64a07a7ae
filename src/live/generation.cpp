#include "live/generation.h"

#include "base/must.h"
#include "live/decision.h"
#include "report/html_words.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::live {
namespace {

using model::SubjectKind;
using proof::Json;

constexpr std::uint32_t gone = ActionBook::gone;

std::size_t place(SubjectKind kind) {
    return static_cast<std::size_t>(kind);
}

template <class Names>
std::vector<std::uint32_t> renumbering_of(const Names& old, const Names& fresh) {
    std::vector<std::uint32_t> to(old.size(), gone);
    for (std::uint32_t index = 0; index < old.size(); ++index) {
        to[index] = fresh.strings().find(old[{index}]).value_or(gone);
    }
    return to;
}

std::string time_of(signal::Seconds at) {
    return rfc3339(std::int64_t{at} * 1000);
}

std::string_view name_or(const auto& names, auto index, std::string_view otherwise) {
    return index.valid() ? names[index] : otherwise;
}

// As their senders wrote them once, under the same ids; each from a source of its own, since
// senders may have named two alike.
std::string account_line(const Watch& old, std::uint32_t index) {
    const model::Names& names = old.names();
    const signal::Account account = old.market().accounts.rows().get({index});
    const std::string name(names.accounts[{index}]);
    Json line = Json::object();
    line.put("account", name)
        .put("at", time_of(account.registered_s))
        .put("device", name_or(names.devices, account.device, "unknown"))
        .put("id", old.market().event_ids[account.event])
        .put("ip", name_or(names.ips, account.ip, "unknown"))
        .put("source", "shouxin/accounts/" + std::to_string(index))
        .put("type", "account.registered");
    if (account.identity.valid()) {
        line.put("identity", names.identities[account.identity]);
    }
    return line.text() + "\n";
}

std::string merchant_line(const Watch& old, std::uint32_t index) {
    const model::Names& names = old.names();
    const signal::Merchant merchant = old.market().merchants.rows().get({index});
    const Shop shop = old.shops().shop({index});
    std::string region = std::to_string(shop.region.code);
    region.insert(0, 12 - std::min<std::size_t>(region.size(), 12), '0');
    Json line = Json::object();
    line.put("at", time_of(merchant.opened_s))
        .put("category", name_or(names.categories, shop.category, "unknown"))
        .put("id", "carried-" + std::to_string(index))
        .put("merchant", names.merchants[{index}])
        .put("payee", name_or(names.wallets, merchant.payee, "unknown"))
        .put("region", region)
        .put("source", "shouxin/merchants")
        .put("type", "merchant.opened");
    return line.text() + "\n";
}

EpochAnswers renumbered(const EpochAnswers& answers, const std::vector<std::uint32_t>& to) {
    EpochAnswers fresh;
    const auto put = [&](std::uint32_t index, std::uint32_t old) {
        if (index >= fresh.ppm.size()) {
            fresh.ppm.resize(index + 1, EpochAnswers::not_covered);
            fresh.ring.resize(index + 1, no_ring);
        }
        fresh.ppm[index] = answers.ppm[old];
        fresh.ring[index] = answers.ring[old];
    };
    for (std::uint32_t old = 0; old < std::min(answers.ppm.size(), to.size()); ++old) {
        if (to[old] != gone && answers.covers(old)) {
            put(to[old], old);
        }
    }
    for (const GivenReasons& given : answers.reasons) {
        if (given.index < to.size() && to[given.index] != gone) {
            fresh.reasons.push_back({to[given.index], given.reasons});
        }
    }
    std::ranges::sort(fresh.reasons, {}, &GivenReasons::index);
    return fresh;
}

// Its members and who gains go by the new names already: Successor::carry_rings.
void renumber_orders(RingView& ring, const ActionBook::Renumbering& to) {
    const auto& orders = to[place(SubjectKind::order)];
    for (std::uint32_t& order : ring.orders) {
        order = order < orders.size() ? orders[order] : gone;
    }
    std::erase(ring.orders, gone);
}

}  // namespace

Successor::Successor(
    intake::Options reading, const judge::Model& model, policy::Policy policy, HashKey key)
    : watch_(std::make_unique<Watch>(reading, model)),
      rulings_(std::make_unique<Rulings>(key, std::move(policy))),
      reader_(key, watch_->names()) {}

Result<void> Successor::step(const Record& record) {
    const bool events =
        record.kind == model::RecordKind::events || record.kind == model::RecordKind::question;
    if (events) {
        TRY(const intake::Delivery delivery, reader_.read_again(record.payload));
        rulings_->step(watch_->step(delivery, record.number).events);
    }
    record_ = record.number;
    return {};
}

void Successor::carry_over(const Watch& old, const ActionBook& actions) {
    carry_registrations(old);
    actions.each_subject([&](SubjectKind kind, std::uint32_t /*index*/, std::string_view name) {
        watch_->intern(kind, name);
    });
    actions.brake().each_merchant([&](std::uint32_t index) {
        watch_->intern(SubjectKind::merchant, old.names().merchants[{index}]);
    });
    watch_->go_on_counting(old);
}

// A ring is told as it was found until an epoch says otherwise, whoever of it was forgotten.
void Successor::carry_rings(EpochView& epoch, const Watch& old) {
    for (RingView& ring : epoch.rings) {
        for (judge::Member& member : ring.members) {
            member.index = watch_->intern(
                member.kind, report::member_name(old.names(), member.kind, member.index));
        }
        if (ring.beneficiary.valid()) {
            const std::string_view name = old.names().merchants[ring.beneficiary];
            ring.beneficiary = {watch_->intern(judge::MemberKind::merchant, name)};
        }
    }
}

void Successor::carry_registrations(const Watch& old) {
    constexpr std::size_t bytes_at_once = std::size_t{4} << 20;
    std::string lines;
    const auto bring = [&] {
        Result<intake::Delivery> delivery = reader_.read(lines, intake::BodyForm::lines);
        MUST(delivery.has_value());
        watch_->step(*delivery, 0);
        lines.clear();
    };
    const auto carry = [&](std::string line) {
        lines += line;
        if (lines.size() >= bytes_at_once) {
            bring();
        }
    };
    const auto& accounts = old.market().accounts.rows();
    for (std::uint32_t index = 0; index < accounts.size(); ++index) {
        if (accounts.get({index}).registered_s != 0) {
            carry(account_line(old, index));
        }
    }
    const auto& merchants = old.market().merchants.rows();
    for (std::uint32_t index = 0; index < merchants.size(); ++index) {
        if (merchants.get({index}).opened_s != 0) {
            carry(merchant_line(old, index));
        }
    }
    bring();
}

ActionBook::Renumbering Successor::renumbering(const Watch& old) const {
    const model::Names& before = old.names();
    const model::Names& after = watch_->names();
    ActionBook::Renumbering to;
    to[place(SubjectKind::order)] = renumbering_of(before.orders, after.orders);
    to[place(SubjectKind::review)] = renumbering_of(before.reviews, after.reviews);
    to[place(SubjectKind::account)] = renumbering_of(before.accounts, after.accounts);
    to[place(SubjectKind::merchant)] = renumbering_of(before.merchants, after.merchants);
    return to;
}

EpochView renumbered(EpochView epoch, const ActionBook::Renumbering& to) {
    epoch.orders = renumbered(epoch.orders, to[place(SubjectKind::order)]);
    epoch.reviews = renumbered(epoch.reviews, to[place(SubjectKind::review)]);
    epoch.accounts = renumbered(epoch.accounts, to[place(SubjectKind::account)]);
    const auto& merchants = to[place(SubjectKind::merchant)];
    epoch.merchants = renumbered(epoch.merchants, merchants);
    std::vector<MerchantSums> sums(epoch.merchants.ppm.size());
    for (std::size_t old = 0; old < std::min(epoch.sums.size(), merchants.size()); ++old) {
        if (merchants[old] < sums.size()) {
            sums[merchants[old]] = epoch.sums[old];
        }
    }
    epoch.sums = std::move(sums);
    for (RingView& ring : epoch.rings) {
        renumber_orders(ring, to);
    }
    return epoch;
}

}  // namespace shouxin::live
