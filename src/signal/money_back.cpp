#include "signal/money_back.h"

#include "base/distinct.h"
#include "signal/constants.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace shouxin::signal {

namespace {

// What a task pays on top of the goods.
std::int64_t most_excess(std::int64_t paid) {
    return std::max(constants::commission_max, paid / constants::commission_share);
}

class Matcher {
public:
    Matcher(const Market& market, const Links& links)
        : links_(links), moved_(market.transfers.rows()) {
        found_.covers.resize(links.orders.size());
        found_.hubs.resize(links.wallets);
    }

    MoneyBack match() {
        count_fans();
        chain_transfers();
        count_covering();
        for_each_cover([&](std::uint32_t order, const Cover& cover) {
            if (better(cover, found_.covers[order])) {
                found_.covers[order] = cover;
            }
        });
        return std::move(found_);
    }

private:
    void count_fans() {
        std::vector<std::uint32_t> payees;
        for (std::uint32_t wallet = 0; wallet < links_.transfers_from.keys(); ++wallet) {
            payees.clear();
            for (const std::uint32_t row : links_.transfers_from.of(wallet)) {
                if (links_.merchant_of_wallet[moved_[row].payee.value] == nobody) {
                    payees.push_back(moved_[row].payee.value);
                }
            }
            found_.hubs[wallet].transfers = static_cast<std::uint32_t>(payees.size());
            found_.hubs[wallet].fan = static_cast<std::uint32_t>(make_distinct(payees));
        }
    }

    // One transfer for one order: of 800 daily wages that might each pay for some of 90 dishes,
    // no more than 90 do.
    void count_covering() {
        std::vector<bool> counted(moved_.size(), false);
        std::vector<std::uint32_t> last_order(links_.wallets, nobody);  // by payer
        for_each_cover([&](std::uint32_t order, const Cover& cover) {
            const std::uint32_t payer = moved_[cover.transfer].payer.value;
            if (cover.parts == 1 && !counted[cover.transfer] && last_order[payer] != order) {
                counted[cover.transfer] = true;
                last_order[payer] = order;
                ++found_.hubs[payer].covering;
            }
        });
    }

    // One transfer before several; then the payer whose transfers fit orders more often.
    [[nodiscard]] bool better(const Cover& a, const Cover& b) const {
        if (!b.found() || (a.parts == 1) != (b.parts == 1)) {
            return !b.found() || a.parts == 1;
        }
        const auto fit = [&](const Cover& cover) {
            const HubFit& hub = found_.hubs[moved_[cover.transfer].payer.value];
            return std::uint64_t{hub.covering} * hub.covering * 1000 / (hub.transfers + 1ULL);
        };
        return fit(a) > fit(b);
    }

    template <class Visit>
    void for_each_cover(Visit visit) const {
        for (const std::uint32_t row : links_.placed) {
            const PlacedOrder& order = links_.orders[row];
            const Seconds from = order.placed_s - std::min(order.placed_s, constants::prefund_s);
            const Seconds until = order.placed_s + constants::cash_back_s;
            for (const std::uint32_t last : links_.received(order.payer.value, from, until)) {
                if (moved_[last].payer == order.payer) {
                    continue;
                }
                if (covers(moved_[last].amount, order.paid())) {
                    visit(row, Cover{last, 1});
                } else if (const std::uint8_t parts = parts_ending_at(order, last); parts > 1) {
                    visit(row, Cover{last, parts});
                }
            }
        }
    }

    // How many of the payer's latest transfers up to `last` add up to the price; 0 if none do.
    [[nodiscard]] std::uint8_t parts_ending_at(const PlacedOrder& order, std::uint32_t last) const {
        std::int64_t sum = 0;
        std::uint8_t parts = 0;
        for (std::uint32_t row = last; row != nobody && parts < constants::split_parts_max;
             row = before_[row]) {
            const Transfer& part = moved_[row];
            if (part.at_s + constants::prefund_s < order.placed_s ||
                part.at_s + constants::split_within_s < moved_[last].at_s) {
                return 0;
            }
            sum = std::min(sum + part.amount, constants::money_max);
            ++parts;
            if (parts > 1 && covers(sum, order.paid())) {
                return parts;
            }
        }
        return 0;
    }

    // For each transfer the one before it between the same two wallets.
    void chain_transfers() {
        std::vector<std::uint32_t> rows(moved_.size());
        std::iota(rows.begin(), rows.end(), 0U);
        const auto pair = [&](std::uint32_t row) {
            return std::tuple(moved_[row].payee, moved_[row].payer, moved_[row].at_s, row);
        };
        std::ranges::sort(rows, {}, pair);
        before_.assign(moved_.size(), nobody);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const Transfer& one = moved_[rows[i - 1]];
            const Transfer& other = moved_[rows[i]];
            if (one.payee == other.payee && one.payer == other.payer) {
                before_[rows[i]] = rows[i - 1];
            }
        }
    }

    const Links& links_;
    std::span<const Transfer> moved_;
    std::vector<std::uint32_t> before_;  // by transfer
    MoneyBack found_;
};

}  // namespace

bool covers(std::int64_t amount, std::int64_t paid) {
    return amount >= paid && amount - paid <= most_excess(paid);
}

MoneyBack match_money(const Market& market, const Links& links) {
    return Matcher(market, links).match();
}

}  // namespace shouxin::signal
