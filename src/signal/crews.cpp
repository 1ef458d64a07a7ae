#include "signal/crews.h"

#include "signal/constants.h"
#include "signal/measures.h"
#include "signal/surprise.h"

#include <algorithm>
#include <utility>

namespace shouxin::signal {

ShopPairs::ShopPairs(const Links& links) : buyers_of_(links.merchants, 0) {
    collect_shops(links);
    count_pairs();
}

void ShopPairs::collect_shops(const Links& links) {
    std::vector<std::uint32_t> own;
    first_.push_back(0);
    for (std::uint32_t buyer = 0; buyer < links.by_buyer.keys(); ++buyer) {
        own.clear();
        for (const std::uint32_t row : links.by_buyer.of(buyer)) {
            const std::uint32_t shop = links.orders[row].merchant.value;
            if (own.size() < constants::crew_shops_max &&
                std::ranges::find(own, shop) == own.end()) {
                own.push_back(shop);
            }
        }
        std::ranges::sort(own);
        shops_.insert(shops_.end(), own.begin(), own.end());
        first_.push_back(static_cast<std::uint32_t>(shops_.size()));
        for (const std::uint32_t shop : own) {
            ++buyers_of_[shop];
        }
    }
}

void ShopPairs::count_pairs() {
    std::vector<std::uint64_t> met;
    double visits = 0;
    double revisits = 0;
    for (std::uint32_t buyer = 0; buyer + 1 < first_.size(); ++buyer) {
        const auto own = shops(buyer);
        const auto many = static_cast<double>(own.size());
        visits += many;
        revisits += many * (many - 1);
        for (std::size_t i = 0; i < own.size(); ++i) {
            for (std::size_t j = i + 1; j < own.size(); ++j) {
                met.push_back(std::uint64_t{own[i]} << 32 | own[j]);
            }
        }
    }
    std::ranges::sort(met);
    const double per_product = visits > 0 ? revisits / (visits * visits) : 0;
    for (std::size_t i = 0; i < met.size();) {
        std::size_t end = i;
        while (end < met.size() && met[end] == met[i]) {
            ++end;
        }
        const auto low = static_cast<std::uint32_t>(met[i] >> 32);
        const auto high = static_cast<std::uint32_t>(met[i]);
        const double product = static_cast<double>(buyers_of_[low]) * buyers_of_[high];
        pairs_.push_back({low, high, static_cast<std::uint32_t>(end - i), product * per_product});
        i = end;
    }
    from_.assign(buyers_of_.size() + 1, 0);
    highs_.reserve(pairs_.size());
    for (const ShopPair& pair : pairs_) {
        ++from_[std::size_t{pair.low} + 1];
        highs_.push_back(pair.high);
    }
    for (std::size_t shop = 1; shop < from_.size(); ++shop) {
        from_[shop] += from_[shop - 1];
    }
}

std::span<const std::uint32_t> ShopPairs::shops(std::uint32_t buyer) const {
    if (std::size_t{buyer} + 1 >= first_.size()) {
        return {};
    }
    return std::span(shops_).subspan(first_[buyer], first_[std::size_t{buyer} + 1] - first_[buyer]);
}

const ShopPair* ShopPairs::find(std::uint32_t one, std::uint32_t other) const {
    const auto [low, high] = std::minmax(one, other);
    const auto first = highs_.begin() + from_[low];
    const auto end = highs_.begin() + from_[std::size_t{low} + 1];
    const auto place = std::lower_bound(first, end, high);
    return place != end && *place == high
               ? &pairs_[static_cast<std::size_t>(place - highs_.begin())]
               : nullptr;
}

namespace {

// What a shop has in common with the other shops of one buyer.
struct InCommon {
    std::int64_t sum = 0;
    std::int16_t most = 0;

    void add(std::int16_t level) {
        sum += level;
        most = std::max(most, level);
    }
};

// How surprising it is that others than this buyer go to both.
std::int16_t level(const ShopPairs& pairs, std::uint32_t one, std::uint32_t other) {
    const ShopPair* const pair = pairs.find(one, other);
    return pair == nullptr || pair->common == 1 ? std::int16_t{0}
                                                : surprise(pair->common - 1.0, pair->expected);
}

// For each of a buyer's shops: what it has in common with the others.
void compare(
    const ShopPairs& pairs, std::span<const std::uint32_t> shops, std::vector<InCommon>& common) {
    common.assign(shops.size(), {});
    for (std::size_t i = 0; i < shops.size(); ++i) {
        for (std::size_t j = i + 1; j < shops.size(); ++j) {
            const std::int16_t both = level(pairs, shops[i], shops[j]);
            common[i].add(both);
            common[j].add(both);
        }
    }
}

}  // namespace

void measure_crews(const Market& /*market*/, const Links& links, Sheet& sheet) {
    const ShopPairs pairs(links);
    std::vector<InCommon> common;
    for (std::uint32_t buyer = 0; buyer < links.by_buyer.keys(); ++buyer) {
        const std::span<const std::uint32_t> shops = pairs.shops(buyer);
        compare(pairs, shops, common);
        for (const std::uint32_t row : links.by_buyer.of(buyer)) {
            const std::uint32_t shop = links.orders[row].merchant.value;
            const auto place = std::ranges::lower_bound(shops, shop);
            InCommon own;
            if (place != shops.end() && *place == shop) {
                own = common[static_cast<std::size_t>(place - shops.begin())];
            } else {  // one shop too many to count
                for (const std::uint32_t other : shops) {
                    own.add(level(pairs, shop, other));
                }
            }
            sheet[Measure::crew_most][row] = own.most;
            sheet[Measure::crew_sum][row] = clamped(own.sum);
        }
    }
}

}  // namespace shouxin::signal
