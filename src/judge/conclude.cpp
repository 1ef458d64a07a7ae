#include "judge/circumstances.h"
#include "judge/judge.h"
#include "judge/reasons.h"
#include "judge/rings.h"
#include "signal/constants.h"

#include <array>
#include <utility>

namespace shouxin::judge {

namespace {

// Fen times millionths: more than 64 bits for a large shop.
__extension__ using Wide = __int128;

void conclude_orders(
    const signal::Links& links,
    const Model& model,
    const Findings& findings,
    Judgement& judgement) {
    std::array<std::int16_t, signal::measure_count> row{};
    judgement.orders.resize(links.orders.size());
    for (const std::uint32_t order : links.placed) {
        Verdict& verdict = judgement.orders[order];
        verdict.ppm = findings.order_ppm[order];
        if (verdict.ppm >= signal::constants::explain_ppm) {
            findings.orders.copy_row(order, row);
            verdict.reasons = reasons_of_order(model, row);
        }
    }
}

void conclude_reviews(const Model& model, const Findings& findings, Judgement& judgement) {
    judgement.reviews.resize(findings.review_ppm.size());
    for (std::size_t i = 0; i < findings.review_ppm.size(); ++i) {
        Verdict& verdict = judgement.reviews[i];
        verdict.ppm = findings.review_ppm[i];
        if (verdict.ppm >= signal::constants::explain_ppm) {
            verdict.reasons = reasons_of_review(model.reviews, findings.review_rows.rows[i]);
        }
    }
}

// The reasons of an account are those of its orders and reviews, by their weight.
void conclude_accounts(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Judgement& judgement) {
    std::vector<ReasonCount> counts(findings.account_ppm.size());
    for (const std::uint32_t order : links.placed) {
        const Verdict& verdict = judgement.orders[order];
        counts[links.orders[order].buyer.value].add(verdict.reasons, verdict.ppm);
    }
    const auto reviews = market.reviews.rows().all();
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        if (reviews[i].posted()) {
            counts[reviews[i].account.value].add(
                judgement.reviews[i].reasons, judgement.reviews[i].ppm);
        }
    }
    judgement.accounts.resize(findings.account_ppm.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        judgement.accounts[i].ppm = findings.account_ppm[i];
        judgement.accounts[i].reasons = counts[i].most();
    }
}

void conclude_merchants(
    const signal::Links& links, const Findings& findings, Judgement& judgement) {
    judgement.merchants.resize(links.merchants);
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        MerchantVerdict& merchant = judgement.merchants[shop];
        ReasonCount reasons;
        Wide fake_amount = 0;
        merchant.verdict.ppm = findings.merchant_ppm[shop];
        for (const std::uint32_t order : links.by_merchant.of(shop)) {
            const Verdict& verdict = judgement.orders[order];
            reasons.add(verdict.reasons, verdict.ppm);
            ++merchant.orders;
            merchant.fake_orders_ppm += verdict.ppm;
            fake_amount += Wide{links.orders[order].amount} * verdict.ppm;
        }
        merchant.fake_amount = static_cast<std::int64_t>((fake_amount + 500'000) / 1'000'000);
        merchant.verdict.reasons = reasons.most();
    }
}

}  // namespace

Judgement conclude(
    const signal::Market& market,
    const model::Names& names,
    const Epoch& epoch,
    const Options& options) {
    Judgement judgement;
    judgement.thresholds = options.thresholds;
    conclude_orders(epoch.links, options.model, epoch.findings, judgement);
    conclude_reviews(options.model, epoch.findings, judgement);
    conclude_accounts(market, epoch.links, epoch.findings, judgement);
    conclude_merchants(epoch.links, epoch.findings, judgement);
    find_rings(market, epoch.links, names, epoch.findings, options, judgement);
    tell_circumstances(market, epoch.links, epoch.findings, judgement);
    return judgement;
}

}  // namespace shouxin::judge
