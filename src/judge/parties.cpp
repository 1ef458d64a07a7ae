#include "judge/parties.h"

#include "base/distinct.h"
#include "judge/probability.h"
#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace shouxin::judge {

namespace {

using signal::clamped;
using signal::ln;
using signal::missing;
using signal::nobody;

std::int16_t expected(std::uint64_t ppm) {
    return ln(1.0 + static_cast<double>(ppm) / 1e6);
}

}  // namespace

ReviewSheet measure_reviews(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const signal::ReviewMeasures> alone,
    const signal::Sheet& orders,
    std::span<const std::uint32_t> order_ppm) {
    using signal::Measure;
    ReviewSheet sheet;
    for (const signal::ReviewMeasures& m : alone) {
        sheet.rows.push_back(
            {m.stars,      m.delay_h,        m.letters, m.nearest, m.images,   m.images_reused,
             m.likes,      m.liker_tempo,    m.device,  m.removed, m.contacts, m.paid_after,
             m.author_bad, m.author_reviews, missing,   missing,   missing,    missing,
             missing,      missing,          missing,   0});
    }
    const auto reviews = market.reviews.rows().all();
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        const std::uint32_t order = reviews[i].order.value;
        if (!reviews[i].posted() || order >= links.orders.size() || !links.orders[order].placed()) {
            continue;
        }
        auto& row = sheet.rows[i];
        row[14] = orders[Measure::price_rank][order];
        row[15] = level(order_ppm[order]);
        row[16] = orders[Measure::with_buyer][order];
        row[17] = orders[Measure::with_item][order];
        row[18] = orders[Measure::with_merchant][order];
        row[19] = orders[Measure::with_words][order];
        row[20] = orders[Measure::with_likers][order];
        row[21] = 1;
    }
    return sheet;
}

AccountSheet measure_accounts(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const std::uint32_t> order_ppm,
    std::span<const std::uint32_t> review_ppm) {
    const auto reviews = market.reviews.rows().all();
    std::uint32_t accounts = links.accounts;
    for (const signal::Review& review : reviews) {
        accounts = review.posted() ? std::max(accounts, review.account.value + 1) : accounts;
    }
    AccountSheet sheet;
    sheet.rows.resize(accounts);
    for (std::uint32_t account = 0; account < accounts; ++account) {
        std::uint32_t most = 0;
        std::uint32_t second = 0;
        std::uint64_t sum = 0;
        const auto rows = links.by_buyer.of(account);
        for (const std::uint32_t row : rows) {
            const std::uint32_t ppm = order_ppm[row];
            second = std::max(second, std::min(most, ppm));
            most = std::max(most, ppm);
            sum += ppm;
        }
        const std::uint64_t many = std::max<std::uint64_t>(rows.size(), 1);
        sheet.rows[account] = {
            level(most),
            level(second),
            level(static_cast<std::uint32_t>(sum / many)),
            expected(sum),
            ln(static_cast<double>(rows.size()) + 1.0),
            0,
            0};
    }
    std::vector<std::uint64_t> review_sum(accounts, 0);
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        if (reviews[i].posted()) {
            auto& row = sheet.rows[reviews[i].account.value];
            row[5] = std::max(row[5], level(review_ppm[i]));
            review_sum[reviews[i].account.value] += review_ppm[i];
        }
    }
    for (std::uint32_t account = 0; account < accounts; ++account) {
        sheet.rows[account][6] = expected(review_sum[account]);
    }
    return sheet;
}

namespace {

// What the orders of a hub's payees are worth suspecting, in millionths in all.
std::vector<std::uint64_t> suspicion_of_hubs(
    const signal::Links& links, std::span<const std::uint32_t> order_ppm) {
    std::vector<std::uint64_t> by_hub(links.wallets, 0);
    std::vector<std::uint32_t> payers;
    for (std::uint32_t wallet = 0; wallet < links.by_wallet.keys(); ++wallet) {
        std::uint64_t own = 0;
        for (const std::uint32_t row : links.by_wallet.of(wallet)) {
            own += order_ppm[row];
        }
        payers.clear();
        for (const std::uint32_t row : links.transfers_to.of(wallet)) {
            payers.push_back(links.transfers[row].payer.value);
        }
        make_distinct(payers);
        for (const std::uint32_t payer : payers) {
            by_hub[payer] += payer != wallet ? own : 0;
        }
    }
    return by_hub;
}

// The merchant's wallet that sent most to each wallet which is no merchant's own. It must carry a
// tenth of what that wallet pays out: compensation to somebody who happens to pay others, or a
// stray fen, must not name the beneficiary.
std::vector<std::uint32_t> main_funders(const signal::Links& links) {
    std::vector<signal::Transfer> sent;
    for (const signal::Transfer& transfer : links.transfers) {
        if (links.merchant_of_wallet[transfer.payer.value] != nobody &&
            links.merchant_of_wallet[transfer.payee.value] == nobody) {
            sent.push_back(transfer);
        }
    }
    const auto pair = [](const signal::Transfer& transfer) {
        return std::pair(transfer.payee.value, transfer.payer.value);
    };
    std::ranges::sort(sent, {}, pair);
    std::vector<std::int64_t> paid_out(links.wallets, 0);
    for (const signal::Transfer& transfer : links.transfers) {
        std::int64_t& sum = paid_out[transfer.payer.value];
        sum = std::min(sum + transfer.amount, signal::constants::money_max);
    }
    std::vector<std::uint32_t> funder(links.wallets, nobody);
    std::vector<std::int64_t> most(links.wallets, -1);
    for (std::size_t i = 0; i < sent.size();) {
        const auto [payee, payer] = pair(sent[i]);
        std::int64_t sum = 0;
        for (; i < sent.size() && pair(sent[i]) == std::pair(payee, payer); ++i) {
            sum = std::min(sum + sent[i].amount, signal::constants::money_max);
        }
        if (sum >= paid_out[payee] / signal::constants::funding_least && sum > most[payee]) {
            most[payee] = sum;
            funder[payee] = payer;
        }
    }
    return funder;
}

// Of the wallets that pay a wallet, the one whose payees' orders are most suspicious.
std::vector<std::uint32_t> main_hubs(
    const signal::Links& links, const std::vector<std::uint64_t>& suspicion) {
    std::vector<std::uint32_t> hub(links.wallets, nobody);
    for (const signal::Transfer& transfer : links.transfers) {
        const std::uint32_t payer = transfer.payer.value;
        std::uint32_t& best = hub[transfer.payee.value];
        if (transfer.payer != transfer.payee && suspicion[payer] > 0 &&
            (best == nobody || suspicion[payer] > suspicion[best])) {
            best = payer;
        }
    }
    return hub;
}

}  // namespace

std::vector<Funding> trace_funding(
    const signal::Links& links, std::span<const std::uint32_t> order_ppm) {
    const std::vector<std::uint64_t> suspicion = suspicion_of_hubs(links, order_ppm);
    const std::vector<std::uint32_t> hubs = main_hubs(links, suspicion);
    const std::vector<std::uint32_t> funders = main_funders(links);
    std::vector<Funding> funding(links.orders.size());
    for (const std::uint32_t row : links.placed) {
        const std::uint32_t hub = hubs[links.orders[row].payer.value];
        if (hub == nobody) {
            continue;
        }
        const std::uint32_t shop = links.orders[row].merchant.value;
        const bool is_shop = links.merchant_of_wallet[hub] != nobody;
        const std::uint32_t wallet = is_shop ? hub : funders[hub];
        std::uint32_t funder = nobody;
        if (wallet != nobody) {
            funder = links.pays_for(wallet, shop) ? shop : links.merchant_of_wallet[wallet];
        }
        funding[row] = {hub, funder, links.pays_for(hub, shop)};
    }
    return funding;
}

namespace {

// Sums of probabilities in millionths.
struct ShopTotals {
    std::uint64_t all = 0;
    std::uint64_t refunded = 0;
    std::uint64_t paid_by_shop = 0;
    std::uint64_t fed_by_shop = 0;
    std::uint64_t fed_by_clean = 0;
    std::uint64_t feeds_others = 0;
    std::uint32_t siblings = 0;
};

constexpr std::uint64_t two_fakes = 2'000'000;

// Who feeds whom, by how much: a shop with less than two expected fakes of its own that pays for
// another's is no fellow.
void add_up_feeding(
    const signal::Links& links,
    std::span<const std::uint32_t> order_ppm,
    std::span<const Funding> funding,
    std::vector<ShopTotals>& totals) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> fed;  // funder, shop
    for (const std::uint32_t row : links.placed) {
        const std::uint32_t shop = links.orders[row].merchant.value;
        if (funding[row].funder != nobody && funding[row].funder != shop) {
            fed[{funding[row].funder, shop}] += order_ppm[row];
        }
    }
    std::map<std::uint32_t, std::uint32_t> shops_of;
    for (const auto& [pair, ppm] : fed) {
        totals[pair.first].feeds_others += ppm;
        shops_of[pair.first] += ppm >= two_fakes ? 1 : 0;
    }
    std::vector<std::uint64_t> most(totals.size(), 0);
    for (const auto& [pair, ppm] : fed) {
        ShopTotals& shop = totals[pair.second];
        if (totals[pair.first].all >= two_fakes) {
            continue;
        }
        shop.fed_by_clean += ppm;
        if (ppm > most[pair.second]) {
            most[pair.second] = ppm;
            shop.siblings = shops_of[pair.first];
        }
    }
}

std::vector<ShopTotals> add_up(
    const signal::Links& links,
    const signal::Sheet& orders,
    std::span<const std::uint32_t> order_ppm,
    std::span<const Funding> funding) {
    std::vector<ShopTotals> totals(links.merchants);
    for (const std::uint32_t row : links.placed) {
        const std::uint32_t shop = links.orders[row].merchant.value;
        const bool refunded = orders[signal::Measure::refund][row] == 2;
        totals[shop].all += order_ppm[row];
        totals[shop].refunded += refunded ? order_ppm[row] : 0;
        totals[shop].paid_by_shop += funding[row].shop_pays ? order_ppm[row] : 0;
        totals[shop].fed_by_shop += funding[row].funder == shop ? order_ppm[row] : 0;
    }
    add_up_feeding(links, order_ppm, funding, totals);
    return totals;
}

std::int16_t permille(std::uint64_t part, std::uint64_t whole) {
    return clamped(static_cast<std::int64_t>(part * 1000 / std::max<std::uint64_t>(whole, 1)));
}

}  // namespace

bool is_victim(std::span<const std::int16_t> row) {
    constexpr std::size_t paid_by_shop = 3;
    constexpr std::size_t fed_by_shop = 4;
    constexpr std::size_t fed_share = 6;
    constexpr std::size_t fed_siblings = 7;
    const std::int16_t one_fake = expected(1'000'000);
    return row[fed_share] >= signal::constants::victim_fed_permille && row[fed_siblings] <= 1 &&
           row[paid_by_shop] < one_fake && row[fed_by_shop] < one_fake;
}

MerchantSheet measure_merchants(
    const signal::Links& links,
    const signal::Sheet& orders,
    std::span<const std::uint32_t> order_ppm,
    std::span<const Funding> funding) {
    const std::vector<ShopTotals> totals = add_up(links, orders, order_ppm, funding);
    MerchantSheet sheet;
    std::vector<std::uint32_t> ppm;
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        ppm.assign(10, 0);
        const auto rows = links.by_merchant.of(shop);
        for (const std::uint32_t row : rows) {
            ppm.push_back(order_ppm[row]);
        }
        std::ranges::nth_element(ppm, ppm.begin() + 9, std::ranges::greater{});
        const ShopTotals& t = totals[shop];
        sheet.rows.push_back(
            {expected(t.all),
             permille(t.all, rows.size() * std::uint64_t{1'000'000}),
             ln(static_cast<double>(rows.size()) + 1.0),
             expected(t.paid_by_shop),
             expected(t.fed_by_shop),
             expected(t.fed_by_clean),
             permille(t.fed_by_clean, t.all),
             clamped(std::int64_t{t.siblings}),
             permille(t.refunded, t.all),
             expected(t.feeds_others),
             level(*std::ranges::max_element(ppm)),
             level(ppm[9])});
    }
    return sheet;
}

}  // namespace shouxin::judge
