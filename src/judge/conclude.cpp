#include "base/partitions.h"
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
    const Model& model, const Findings& findings, Executor& executor, Judgement& judgement) {
    judgement.orders.resize(findings.order_ppm.size());
    const auto conclude = [&](Stretch part) {
        std::array<std::int16_t, signal::measure_count> row{};
        for (std::uint32_t order = part.first; order < part.end; ++order) {
            Verdict& verdict = judgement.orders[order];
            verdict.ppm = findings.order_ppm[order];  // 0 for those never placed
            if (verdict.ppm >= signal::constants::explain_ppm) {
                findings.orders.copy_row(order, row);
                verdict.reasons = reasons_of_order(model, row);
            }
        }
    };
    for_each_partition(executor, findings.orders.rows(), conclude);
}

// What the praise itself shows, as it was measured of its order.
void tell_praise(
    const Model& model, const Findings& findings, model::OrderIx order, model::Reasons& reasons) {
    if (order.value >= findings.orders.rows()) {
        return;
    }
    std::array<std::int16_t, signal::measure_count> row{};
    findings.orders.copy_row(order.value, row);
    const OwnReasons own = own_reasons(model, row);
    for (const model::Reason reason : own[static_cast<std::size_t>(signal::Family::praise)]) {
        reasons.tell(reason);
    }
}

void conclude_reviews(
    const signal::Market& market,
    const Model& model,
    const Findings& findings,
    Executor& executor,
    Judgement& judgement) {
    judgement.reviews.resize(findings.review_ppm.size());
    const auto conclude = [&](Stretch part) {
        for (std::uint32_t i = part.first; i < part.end; ++i) {
            Verdict& verdict = judgement.reviews[i];
            verdict.ppm = findings.review_ppm[i];
            if (verdict.ppm >= signal::constants::explain_ppm) {
                verdict.reasons = reasons_of_review(model.reviews, findings.review_rows.rows[i]);
                tell_praise(model, findings, market.reviews.rows().get({i}).order, verdict.reasons);
            }
        }
    };
    for_each_partition(executor, static_cast<std::uint32_t>(findings.review_ppm.size()), conclude);
}

// The reasons of an account are those of its orders and reviews, by their weight.
void conclude_accounts(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Executor& executor,
    Judgement& judgement) {
    const auto accounts = static_cast<std::uint32_t>(findings.account_ppm.size());
    const auto reviews = market.reviews.rows().all();
    const Adjacency by_author(
        accounts, static_cast<std::uint32_t>(reviews.size()), [&](std::uint32_t review) {
            return reviews[review].account.value;
        });
    judgement.accounts.resize(accounts);
    for_each_partition(executor, accounts, [&](Stretch part) {
        for (std::uint32_t account = part.first; account < part.end; ++account) {
            ReasonCount reasons;
            for (const std::uint32_t order : links.by_buyer.of(account)) {
                reasons.add(judgement.orders[order].reasons, judgement.orders[order].ppm);
            }
            for (const std::uint32_t review : by_author.of(account)) {
                reasons.add(judgement.reviews[review].reasons, judgement.reviews[review].ppm);
            }
            judgement.accounts[account].ppm = findings.account_ppm[account];
            judgement.accounts[account].reasons = reasons.most();
        }
    });
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
    const Options& options,
    Executor& executor) {
    Judgement judgement;
    judgement.thresholds = options.thresholds;
    conclude_orders(options.model, epoch.findings, executor, judgement);
    conclude_reviews(market, options.model, epoch.findings, executor, judgement);
    conclude_accounts(market, epoch.links, epoch.findings, executor, judgement);
    conclude_merchants(epoch.links, epoch.findings, judgement);
    find_rings(market, epoch.links, names, epoch.findings, options, executor, judgement);
    tell_circumstances(market, epoch.links, epoch.findings, judgement);
    return judgement;
}

}  // namespace shouxin::judge
