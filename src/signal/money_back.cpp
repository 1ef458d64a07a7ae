#include "signal/money_back.h"

#include "signal/constants.h"

#include <algorithm>

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
        std::vector<bool> counted(moved_.size(), false);
        for (const std::uint32_t order : links_.placed) {
            for_each_cover(order, [&](const Cover& cover) {
                if (cover.parts == 1 && !counted[cover.transfer]) {
                    counted[cover.transfer] = true;
                    ++found_.hubs[moved_[cover.transfer].payer.value].covering;
                }
            });
        }
        for (const std::uint32_t order : links_.placed) {
            for_each_cover(order, [&](const Cover& cover) {
                if (better(cover, found_.covers[order])) {
                    found_.covers[order] = cover;
                }
            });
        }
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
            std::ranges::sort(payees);
            found_.hubs[wallet].fan =
                static_cast<std::uint32_t>(std::ranges::unique(payees).begin() - payees.begin());
        }
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
    void for_each_cover(std::uint32_t row, Visit visit) const {
        const PlacedOrder& order = links_.orders[row];
        const auto incoming = links_.transfers_to.of(order.payer.value);
        for (std::size_t last = 0; last < incoming.size(); ++last) {
            const Transfer& transfer = moved_[incoming[last]];
            if (!in_window(order, transfer) || transfer.payer == order.payer) {
                continue;
            }
            if (covers(transfer.amount, order.paid())) {
                visit(Cover{incoming[last], 1});
            } else if (transfer.amount < order.paid()) {
                if (const std::uint8_t parts = parts_ending_at(order, incoming, last); parts > 1) {
                    visit(Cover{incoming[last], parts});
                }
            }
        }
    }

    static bool in_window(const PlacedOrder& order, const Transfer& transfer) {
        return transfer.at_s + constants::prefund_s >= order.placed_s &&
               transfer.at_s <= order.placed_s + constants::cash_back_s;
    }

    // How many of the payer's latest transfers up to `last` add up to the price; 0 if none do.
    [[nodiscard]] std::uint8_t parts_ending_at(
        const PlacedOrder& order, std::span<const std::uint32_t> incoming, std::size_t last) const {
        const Transfer& end = moved_[incoming[last]];
        std::int64_t sum = 0;
        std::uint8_t parts = 0;
        for (std::size_t i = last + 1; i-- > 0 && parts < constants::split_parts_max;) {
            const Transfer& part = moved_[incoming[i]];
            if (part.payer != end.payer) {
                continue;
            }
            if (!in_window(order, part) || part.at_s + constants::split_within_s < end.at_s) {
                return 0;
            }
            sum += part.amount;
            ++parts;
            if (parts > 1 && covers(sum, order.paid())) {
                return parts;
            }
        }
        return 0;
    }

    const Links& links_;
    std::span<const Transfer> moved_;
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
