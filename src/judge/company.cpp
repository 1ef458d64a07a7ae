#include "judge/company.h"

#include "base/distinct.h"
#include "judge/probability.h"
#include "signal/constants.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace shouxin::judge {

namespace {

namespace constants = signal::constants;
using signal::Measure;

struct Sum {
    std::uint64_t ppm = 0;
    std::uint32_t many = 0;

    void add(std::uint32_t value) {
        ppm += value;
        ++many;
    }

    void operator+=(const Sum& other) {
        ppm += other.ppm;
        many += other.many;
    }
};

std::int16_t level(std::uint64_t ppm, std::uint32_t many) {
    if (many == 0) {
        return signal::missing;
    }
    const double mean =
        (static_cast<double>(ppm) + constants::company_prior_ppm * constants::company_prior_many) /
        (many + constants::company_prior_many);
    return judge::level(mean);
}

class Company {
public:
    Company(
        const signal::Market& market,
        const signal::Links& links,
        std::span<const std::uint32_t> ppm,
        signal::Sheet& sheet)
        : market_(market), links_(links), ppm_(ppm), sheet_(sheet) {}

    void measure() {
        with_buyers();
        with_group(Measure::with_item, links_.by_item);
        with_group(Measure::with_merchant, links_.by_merchant);
        with_group(Measure::with_device, links_.by_device);
        with_group(Measure::with_address, links_.by_address);
        with_group(Measure::with_wallet, links_.by_wallet);
        with_group(Measure::with_ip, links_.by_ip);
        with_shop_days();
        with_hubs();
        with_words();
        with_likers();
    }

private:
    void with_buyers() {
        for (std::uint32_t buyer = 0; buyer < links_.by_buyer.keys(); ++buyer) {
            const auto rows = links_.by_buyer.of(buyer);
            std::uint64_t sum = 0;
            std::array<std::uint32_t, 2> most{};  // the two highest
            for (const std::uint32_t row : rows) {
                sum += ppm_[row];
                if (ppm_[row] >= most[0]) {
                    most = {ppm_[row], most[0]};
                } else {
                    most[1] = std::max(most[1], ppm_[row]);
                }
            }
            const auto others = static_cast<std::uint32_t>(rows.size() - 1);
            for (const std::uint32_t row : rows) {
                sheet_[Measure::with_buyer][row] = level(sum - ppm_[row], others);
                const std::uint32_t other = ppm_[row] == most[0] ? most[1] : most[0];
                sheet_[Measure::with_buyer_most][row] =
                    others == 0 ? signal::missing : judge::level(other);
            }
        }
    }

    // The group's orders but those of the same buyer.
    void with_group(Measure measure, const Adjacency& groups) {
        const auto column = sheet_[measure];
        const auto buyer = [&](std::uint32_t row) { return links_.orders[row].buyer.value; };
        std::vector<std::uint32_t> rows;
        for (std::uint32_t group = 0; group < groups.keys(); ++group) {
            rows.assign(groups.of(group).begin(), groups.of(group).end());
            std::ranges::sort(
                rows, {}, [&](std::uint32_t row) { return std::pair(buyer(row), row); });
            const Sum all = sum_of(rows);
            for (std::span<const std::uint32_t> left = rows; !left.empty();) {
                const auto other_buyer = [&](std::uint32_t row) {
                    return buyer(row) != buyer(left[0]);
                };
                const auto end = std::ranges::find_if(left, other_buyer);
                const auto own_rows = left.first(static_cast<std::size_t>(end - left.begin()));
                const Sum own = sum_of(own_rows);
                for (const std::uint32_t row : own_rows) {
                    column[row] = level(all.ppm - own.ppm, all.many - own.many);
                }
                left = left.subspan(own_rows.size());
            }
        }
    }

    [[nodiscard]] Sum sum_of(std::span<const std::uint32_t> rows) const {
        Sum sum;
        for (const std::uint32_t row : rows) {
            sum.add(ppm_[row]);
        }
        return sum;
    }

    // The shop's other orders within a day and a half.
    void with_shop_days() {
        constexpr signal::Seconds reach = constants::company_day_s;
        std::vector<std::uint32_t> rows;
        for (std::uint32_t shop = 0; shop < links_.by_merchant.keys(); ++shop) {
            const auto own = links_.by_merchant.of(shop);
            rows.assign(own.begin(), own.end());
            std::ranges::stable_sort(
                rows, {}, [&](std::uint32_t row) { return links_.orders[row].placed_s; });
            std::uint64_t sum = 0;
            std::size_t first = 0;
            std::size_t end = 0;
            for (const std::uint32_t row : rows) {
                const signal::Seconds at = links_.orders[row].placed_s;
                while (end < rows.size() && links_.orders[rows[end]].placed_s <= at + reach) {
                    sum += ppm_[rows[end++]];
                }
                while (links_.orders[rows[first]].placed_s + reach < at) {
                    sum -= ppm_[rows[first++]];
                }
                sheet_[Measure::with_merchant_day][row] =
                    level(sum - ppm_[row], static_cast<std::uint32_t>(end - first - 1));
            }
        }
    }

    // For each payer of money that pays at least three: the orders of the others it pays. An
    // order has the most suspicious of its wallet's payers.
    void with_hubs() {
        const auto moved = links_.transfers;
        std::vector<Sum> of_wallet(links_.wallets);
        for (std::uint32_t wallet = 0; wallet < links_.by_wallet.keys(); ++wallet) {
            of_wallet[wallet] = sum_of(links_.by_wallet.of(wallet));
        }
        std::vector<std::int16_t> most(links_.wallets, signal::missing);
        std::vector<std::uint32_t> payees;
        for (std::uint32_t hub = 0; hub < links_.transfers_from.keys(); ++hub) {
            payees.clear();
            for (const std::uint32_t row : links_.transfers_from.of(hub)) {
                payees.push_back(moved[row].payee.value);
            }
            if (make_distinct(payees) < constants::hub_payees_min) {
                continue;
            }
            Sum all;
            for (const std::uint32_t wallet : payees) {
                all += of_wallet[wallet];
            }
            for (const std::uint32_t wallet : payees) {
                const Sum& own = of_wallet[wallet];
                most[wallet] =
                    std::max(most[wallet], level(all.ppm - own.ppm, all.many - own.many));
            }
        }
        for (const std::uint32_t row : links_.placed) {
            sheet_[Measure::with_hub][row] = most[links_.orders[row].payer.value];
        }
    }

    // For each pair of characters: the orders whose reviews hold it; a review has the mean of
    // its pairs. So the platform's own fakes teach which words are theirs.
    void with_words() {
        std::vector<Sum> by_word(0x10000);
        const auto for_each_review = [&](auto visit) {
            for (const std::uint32_t row : links_.placed) {
                if (links_.review_of_order[row] != signal::nobody) {
                    const auto& review = market_.reviews.rows().all()[links_.review_of_order[row]];
                    visit(row, market_.reviews.words(review));
                }
            }
        };
        for_each_review([&](std::uint32_t row, std::span<const std::uint16_t> words) {
            for (const std::uint16_t word : words) {
                by_word[word].add(ppm_[row]);
            }
        });
        for_each_review([&](std::uint32_t row, std::span<const std::uint16_t> words) {
            std::int64_t sum = 0;
            std::int64_t known = 0;
            for (const std::uint16_t word : words) {
                if (by_word[word].many > 2) {
                    sum += level(by_word[word].ppm - ppm_[row], by_word[word].many - 1);
                    ++known;
                }
            }
            sheet_[Measure::with_words][row] =
                known == 0 ? signal::missing : signal::clamped(sum / known);
        });
    }

    // For each account that likes: the orders behind the reviews it liked; a review has the
    // mean of its likers, itself left out.
    void with_likers() {
        const auto likes = market_.reviews.likes();
        const auto reviews = market_.reviews.rows().all();
        std::vector<Sum> by_liker;
        const auto order_of = [&](const signal::Like& like) {
            const bool known =
                like.review.value < reviews.size() && reviews[like.review.value].posted();
            const std::uint32_t order =
                known ? reviews[like.review.value].order.value : signal::nobody;
            return order < ppm_.size() ? order : signal::nobody;
        };
        for (const signal::Like& like : likes) {
            by_liker.resize(
                std::max<std::size_t>(by_liker.size(), std::size_t{like.account.value} + 1));
            if (order_of(like) != signal::nobody) {
                by_liker[like.account.value].add(ppm_[order_of(like)]);
            }
        }
        std::vector<Sum> of_order(ppm_.size());
        for (const signal::Like& like : likes) {
            const std::uint32_t order = order_of(like);
            const Sum& liker = by_liker[like.account.value];
            if (order != signal::nobody && liker.many > 1) {
                of_order[order].add(
                    static_cast<std::uint32_t>((liker.ppm - ppm_[order]) / (liker.many - 1)));
            }
        }
        for (const std::uint32_t row : links_.placed) {
            sheet_[Measure::with_likers][row] = level(of_order[row].ppm, of_order[row].many);
        }
    }

    const signal::Market& market_;
    const signal::Links& links_;
    std::span<const std::uint32_t> ppm_;
    signal::Sheet& sheet_;
};

}  // namespace

void measure_company(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const std::uint32_t> ppm,
    signal::Sheet& sheet) {
    Company(market, links, ppm, sheet).measure();
}

}  // namespace shouxin::judge
