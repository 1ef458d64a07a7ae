#include "judge/company.h"

#include "base/distinct.h"
#include "judge/probability.h"
#include "signal/constants.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
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

    // Of one person; 0 without orders.
    [[nodiscard]] std::uint32_t mean() const {
        return many == 0 ? 0 : static_cast<std::uint32_t>(ppm / many);
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

// What all but one say, of whom that one said `own`.
std::int16_t level_of_others(const Sum& all, std::uint32_t own) {
    return level(all.ppm - own, all.many - 1);
}

// Who is in a group, or a window that moves along, and how suspicious they are, a person one voice.
class Voices {
public:
    explicit Voices(std::size_t people) : of_(people) {}

    void add(std::uint32_t person, std::uint32_t ppm) {
        withdraw(person);
        of_[person].add(ppm);
        speak(person);
    }

    void remove(std::uint32_t person, std::uint32_t ppm) {
        withdraw(person);
        of_[person].ppm -= ppm;
        --of_[person].many;
        speak(person);
    }

    [[nodiscard]] std::int16_t others_of(std::uint32_t person) const {
        return level_of_others(all_, of_[person].mean());
    }

private:
    void withdraw(std::uint32_t person) {
        all_.ppm -= of_[person].mean();
        all_.many -= of_[person].many > 0 ? 1 : 0;
    }

    void speak(std::uint32_t person) {
        all_.ppm += of_[person].mean();
        all_.many += of_[person].many > 0 ? 1 : 0;
    }

    std::vector<Sum> of_;
    Sum all_;
};

class Company {
public:
    Company(
        const signal::Market& market,
        const signal::Links& links,
        std::span<const std::uint32_t> ppm,
        signal::Sheet& sheet)
        : market_(market), links_(links), ppm_(ppm), sheet_(sheet), people_(links.by_buyer.keys()) {
        std::iota(people_.begin(), people_.end(), 0U);
    }

    // Each fills columns of its own; the longest first.
    void measure(Executor& executor) {
        const std::array<std::function<void()>, 11> questions{
            [&] { with_shop_days(); },
            [&] { with_group(Measure::with_merchant, links_.by_merchant, links_.household); },
            [&] { with_group(Measure::with_item, links_.by_item, links_.household); },
            [&] { with_words(); },
            [&] { with_buyers(); },
            [&] { with_group(Measure::with_ip, links_.by_ip, links_.household); },
            [&] { with_group(Measure::with_device, links_.by_device, links_.household); },
            [&] { with_group(Measure::with_address, links_.by_address, people_); },
            [&] { with_group(Measure::with_wallet, links_.by_wallet, links_.household); },
            [&] { with_hubs(); },
            [&] { with_likers(); }};
        executor.run(questions.size(), [&](std::size_t which) { questions[which](); });
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

    // The group's others, a household (or a person) one voice, however much it buys: otherwise two
    // colleagues who reorder the same for weeks would convict each other.
    void with_group(
        Measure measure, const Adjacency& groups, const std::vector<std::uint32_t>& voice_of) {
        const auto column = sheet_[measure];
        const auto voice = [&](std::uint32_t row) { return voice_of[buyer(row)]; };
        Voices voices(voice_of.size());
        for (std::uint32_t group = 0; group < groups.keys(); ++group) {
            const std::span<const std::uint32_t> rows = groups.of(group);
            if (rows.size() == 1) {  // by far the usual
                column[rows[0]] = signal::missing;
                continue;
            }
            for (const std::uint32_t row : rows) {
                voices.add(voice(row), ppm_[row]);
            }
            for (const std::uint32_t row : rows) {
                column[row] = voices.others_of(voice(row));
            }
            for (const std::uint32_t row : rows) {
                voices.remove(voice(row), ppm_[row]);
            }
        }
    }

    [[nodiscard]] std::uint32_t buyer(std::uint32_t row) const {
        return links_.orders[row].buyer.value;
    }

    [[nodiscard]] std::uint32_t household(std::uint32_t row) const {
        return links_.household[buyer(row)];
    }

    [[nodiscard]] Sum sum_of(std::span<const std::uint32_t> rows) const {
        Sum sum;
        for (const std::uint32_t row : rows) {
            sum.add(ppm_[row]);
        }
        return sum;
    }

    // The shop's other households within a day and a half.
    void with_shop_days() {
        constexpr signal::Seconds reach = constants::company_day_s;
        std::vector<std::uint32_t> rows;
        Voices voices(links_.by_buyer.keys());
        for (std::uint32_t shop = 0; shop < links_.by_merchant.keys(); ++shop) {
            const auto own = links_.by_merchant.of(shop);
            rows.assign(own.begin(), own.end());
            std::ranges::stable_sort(
                rows, {}, [&](std::uint32_t row) { return links_.orders[row].placed_s; });
            std::size_t first = 0;
            std::size_t end = 0;
            const auto forget = [&] { voices.remove(household(rows[first]), ppm_[rows[first]]); };
            for (const std::uint32_t row : rows) {
                const signal::Seconds at = links_.orders[row].placed_s;
                for (; end < rows.size() && links_.orders[rows[end]].placed_s <= at + reach;
                     ++end) {
                    voices.add(household(rows[end]), ppm_[rows[end]]);
                }
                for (; links_.orders[rows[first]].placed_s + reach < at; ++first) {
                    forget();
                }
                sheet_[Measure::with_merchant_day][row] = voices.others_of(household(row));
            }
            for (; first < end; ++first) {
                forget();
            }
        }
    }

    // For each payer of money that pays at least three wallets: those wallets, one voice each.
    // An order has the most suspicious of its wallet's payers.
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
            std::erase_if(
                payees, [&](std::uint32_t wallet) { return of_wallet[wallet].many == 0; });
            Sum all;
            for (const std::uint32_t wallet : payees) {
                all.add(of_wallet[wallet].mean());
            }
            for (const std::uint32_t wallet : payees) {
                most[wallet] =
                    std::max(most[wallet], level_of_others(all, of_wallet[wallet].mean()));
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
    std::vector<std::uint32_t> people_;  // by buyer, itself
};

}  // namespace

void measure_company(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const std::uint32_t> ppm,
    Executor& executor,
    signal::Sheet& sheet) {
    Company(market, links, ppm, sheet).measure(executor);
}

}  // namespace shouxin::judge
