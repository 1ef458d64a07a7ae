#include "report/html_ring_story.h"

#include "report/html_words.h"

#include <fmt/format.h>

namespace shouxin::report {
namespace {

using judge::MemberKind;

void add(Said& told, const Html& zh, const Html& en) {
    told.zh += zh;
    told.en += en;
}

void tell_sharing(Said& told, const RingSums& sums) {
    Html zh;
    Html en;
    for (const MemberKind kind : {MemberKind::device, MemberKind::address, MemberKind::wallet}) {
        if (const std::uint64_t count = sums.shared[static_cast<std::size_t>(kind)]; count > 0) {
            const Said words = counted(count, unit_of(kind));
            zh += (zh.empty() ? "" : "、") + words.zh;
            en += (en.empty() ? "" : ", ") + words.en;
        }
    }
    if (!zh.empty() && sums.sharing > 0) {
        add(told,
            fmt::format("有 {} 个账号共用 {}。", thousands(sums.sharing), zh),
            fmt::format(" {} accounts share {}.", thousands(sums.sharing), en));
    }
}

void tell_money(Said& told, const RingSums& sums) {
    if (sums.payments > 0) {
        const Said paid = money(sums.paid_amount);
        add(told,
            fmt::format(
                "{} 个出资方转给其中 {} 个账号 {} 笔，共 {}。",
                thousands(sums.payers),
                thousands(sums.paid),
                thousands(sums.payments),
                paid.zh),
            fmt::format(
                " {} payers made {} payments to {} of them, {} in all.",
                thousands(sums.payers),
                thousands(sums.payments),
                thousands(sums.paid),
                paid.en));
    }
    if (sums.funders > 0) {
        const Said funds = money(sums.funds);
        add(told,
            fmt::format("{} 家商家给这些钱包打过款，共 {}。", thousands(sums.funders), funds.zh),
            fmt::format(
                " {} shops funded these wallets with {}.", thousands(sums.funders), funds.en));
    }
}

}  // namespace

Said ring_story(const judge::Ring& ring, const RingSums& sums, const model::Names& names) {
    const Said amount = money(ring.amount);
    Said told;
    if (!ring.orders.empty()) {
        const Said shops = counted(sums.shops, unit::merchants);
        add(told,
            fmt::format(
                "{} 个账号在 {}下了 {} 单，共 {}。",
                thousands(sums.buyers),
                shops.zh,
                thousands(ring.orders.size()),
                amount.zh),
            fmt::format(
                "{} accounts placed {} orders at {}, {} in all.",
                thousands(sums.buyers),
                thousands(ring.orders.size()),
                shops.en,
                amount.en));
    }
    if (!ring.reviews.empty()) {
        const Said shops = counted(sums.shops, unit::merchants);
        add(told,
            fmt::format(
                "{} 个账号在 {}发了 {} 条可疑评价。",
                thousands(sums.buyers),
                shops.zh,
                thousands(ring.reviews.size())),
            fmt::format(
                "{} accounts posted {} suspicious reviews at {}.",
                thousands(sums.buyers),
                thousands(ring.reviews.size()),
                shops.en));
    }
    tell_money(told, sums);
    tell_sharing(told, sums);
    if (ring.beneficiary.value < names.merchants.size()) {
        const Html gains = escaped(names.merchants[ring.beneficiary], 40);
        add(told,
            "得利的是 <b>" + gains + "</b>，而不是被下单的商家。",
            " The one who gains is <b>" + gains + "</b>, not the shops ordered at.");
    }
    return told;
}

const Unit& acts_unit(const judge::Ring& ring) {
    return ring.orders.empty() ? unit::reviews : unit::orders;
}

std::uint64_t acts_of(const judge::Ring& ring) {
    return ring.orders.size() + ring.reviews.size();
}

}  // namespace shouxin::report
