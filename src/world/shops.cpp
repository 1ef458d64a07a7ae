#include "world/shops.h"

#include <algorithm>
#include <numeric>

namespace shouxin::world {
namespace {

constexpr std::uint32_t most_items = 60;

std::vector<Category> choose_categories(const ShopKnobs& knobs, Random& random) {
    std::vector<std::uint32_t> order(all_categories().size());
    std::iota(order.begin(), order.end(), 0U);
    random.shuffle(order);
    const auto wanted = static_cast<std::size_t>(std::max(2, knobs.categories));
    order.resize(std::min(order.size(), wanted));
    std::vector<Category> chosen;
    for (const std::uint32_t row : order) {
        const CategoryWords& words = all_categories()[row];
        Category category;
        category.words = &words;
        category.name = knobs.chinese_categories ? words.chinese : words.english;
        if (knobs.coded_categories) {
            category.name = "c" + std::to_string(random.uniform_int(1000, 9999));
        }
        category.price_fen =
            words.price_yuan * 100.0 * knobs.price_factor * random.lognormal(1.0, 0.25);
        category.weight_g = words.weight_g * random.lognormal(1.0, 0.25);
        chosen.push_back(std::move(category));
    }
    return chosen;
}

}  // namespace

Shops::Shops(const Knobs& knobs, const Places& places, Serials& serials, Random random)
    : categories_(choose_categories(knobs.shops, random)),
      members_(categories_.size()),
      towns_(places.size()) {
    for (std::uint32_t count = 1; count <= most_items; ++count) {
        item_pick_.push_back(WeightedPick::zipf(count, knobs.shops.item_skew));
    }
    for (int i = 0; i < knobs.shops.shops; ++i) {
        open_shop(knobs, places, serials, random);
    }
    rank_by_fame();
}

void Shops::open_shop(const Knobs& knobs, const Places& places, Serials& serials, Random& random) {
    Shop shop;
    shop.category = static_cast<std::uint32_t>(random.uniform_index(categories_.size()));
    shop.town = static_cast<std::uint32_t>(places.by_people(random));
    const bool same_owner = !shops_.empty() && random.chance(knobs.shops.shared_payee);
    shop.wallet = same_owner ? random.pick(shops_).wallet : serials.wallet++;
    shop.fame = static_cast<float>(random.lognormal(1.0, knobs.shops.popularity_sigma));
    shop.regret = static_cast<float>(random.lognormal(1.0, knobs.after_sale.refund_spread));
    shop.amends = random.chance(0.5) ? 0.2F : static_cast<float>(random.lognormal(1.5, 0.8));
    const double length = static_cast<double>(knobs.calendar.days);
    const double age = random.chance(knobs.shops.new_shops)
                           ? -random.uniform(0.0, 0.85 * length)
                           : random.uniform(1.0, knobs.shops.old_days);
    shop.opened_at = knobs.calendar.start - days(age);
    stock(shop, knobs.shops, random);
    if (age < 0.0 && !shops_.empty()) {
        Random own = random.fork("branch").fork(shops_.size());
        found_branch(shop, knobs, own);
    }
    members_[shop.category].push_back(static_cast<std::uint32_t>(shops_.size()));
    shops_.push_back(shop);
}

// Honest families open a second shop too, paid into the same account, with some of the same goods;
// some of them close the first.
void Shops::found_branch(Shop& branch, const Knobs& knobs, Random& random) {
    if (!random.chance(knobs.shops.branches)) {
        return;
    }
    Shop& old = shops_[random.uniform_index(shops_.size())];
    if (old.opened_at >= branch.opened_at) {
        return;
    }
    branch.wallet = random.chance(0.8) ? old.wallet : branch.wallet;
    branch.category = old.category;
    branch.town = random.chance(0.8) ? old.town : branch.town;
    if (random.chance(0.5)) {
        take_over_goods(branch, old, random);
    } else {
        stock(branch, knobs.shops, random);
    }
    if (random.chance(knobs.shops.moves)) {
        old.closed_at = branch.opened_at + days(random.uniform(-4.0, 6.0));
    }
}

// Goods with names of their own, most as the old shop has them.
void Shops::take_over_goods(Shop& shop, const Shop& old, Random& random) {
    shop.first_item = static_cast<std::uint32_t>(items_.size());
    shop.items = old.items;
    const double level = random.lognormal(1.0, 0.06);
    for (std::uint32_t i = 0; i < old.items; ++i) {
        Item item = items_[old.first_item + i];
        if (random.chance(0.5)) {
            item.price =
                std::max<Fen>(150, static_cast<Fen>(static_cast<double>(item.price) * level));
        }
        items_.push_back(item);
    }
}

std::uint32_t Shops::reopen(
    std::uint32_t old, Ms opened_at, const Inheritance& kept, Serials& serials, Random& random) {
    const Shop before = shops_[old];
    Shop shop = before;
    shop.opened_at = opened_at;
    shop.closed_at = never;
    shop.sales = 0;
    shop.fame = before.fame * static_cast<float>(random.uniform(0.1, 0.8));
    if (!kept.payee) {
        shop.wallet = serials.wallet++;
    }
    if (!kept.town) {
        shop.town = static_cast<std::uint32_t>(random.uniform_index(towns_));
    }
    if (!kept.item_ids) {
        take_over_goods(shop, before, random);
    }
    if (!kept.goods) {
        for (std::uint32_t i = 0; !kept.item_ids && i < shop.items; ++i) {
            Item& item = items_[shop.first_item + i];
            const double other = random.lognormal(1.0, 0.6);
            item.price =
                std::max<Fen>(150, static_cast<Fen>(static_cast<double>(item.price) * other));
            item.weight_g = std::max<std::uint32_t>(
                25, static_cast<std::uint32_t>(static_cast<double>(item.weight_g) * other));
        }
    }
    const auto number = static_cast<std::uint32_t>(shops_.size());
    members_[shop.category].push_back(number);
    shops_.push_back(shop);
    obscurity_.push_back(0.95);
    return number;
}

void Shops::stock(Shop& shop, const ShopKnobs& knobs, Random& random) {
    const Category& category = categories_[shop.category];
    shop.first_item = static_cast<std::uint32_t>(items_.size());
    const double drawn = knobs.items.draw(random) + 0.5;
    shop.items = std::clamp(static_cast<std::uint32_t>(drawn), 1U, most_items);
    const double level = random.lognormal(1.0, 0.45 * knobs.price_sigma);
    for (std::uint32_t i = 0; i < shop.items; ++i) {
        Item item;
        const double size = random.lognormal(1.0, 0.75 * knobs.price_sigma);
        item.price = std::max<Fen>(150, static_cast<Fen>(category.price_fen * level * size));
        if (random.chance(0.35)) {
            item.price = item.price / 100 * 100 + (random.chance(0.5) ? 90 : 0);  // 19.90, 20.00
        }
        const double bulk = 0.6 + 0.4 * size;  // dearer things are somewhat heavier
        const double grams = category.weight_g * bulk * random.lognormal(1.0, 0.3);
        item.weight_g = std::max<std::uint32_t>(25, static_cast<std::uint32_t>(grams));
        item.search =
            static_cast<std::uint32_t>(random.uniform_index(category.words->searches.size()));
        items_.push_back(item);
    }
}

void Shops::rank_by_fame() {
    std::vector<double> fame;
    fame.reserve(shops_.size());
    for (const Shop& shop : shops_) {
        fame.push_back(static_cast<double>(shop.fame));
    }
    by_fame_.assign(1, WeightedPick(fame));
    member_pick_.clear();
    for (const std::vector<std::uint32_t>& members : members_) {
        std::vector<double> weights;
        weights.reserve(members.size());
        for (const std::uint32_t member : members) {
            weights.push_back(fame[member]);
        }
        // A category without shops is never asked for.
        member_pick_.push_back(
            weights.empty() ? WeightedPick::zipf(1, 1.0) : WeightedPick(weights));
    }
    std::vector<std::uint32_t> order(shops_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&fame](std::uint32_t a, std::uint32_t b) {
        return fame[a] > fame[b];
    });
    obscurity_.resize(shops_.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        obscurity_[order[place]] = static_cast<double>(place) / static_cast<double>(order.size());
    }
}

// A shop that hasn't opened yet, or has closed, is passed over; after many misses the oldest way
// out is any shop.
std::size_t Shops::any_open(Ms now, Random& random) const {
    std::size_t shop = by_fame_.front()(random);
    for (int tries = 0; tries < 50 && !shops_[shop].open(now); ++tries) {
        shop = by_fame_.front()(random);
    }
    return shop;
}

std::size_t Shops::any_in_category(std::size_t category, Ms now, Random& random) const {
    std::size_t shop = members_[category][member_pick_[category](random)];
    for (int tries = 0; tries < 50 && !shops_[shop].open(now); ++tries) {
        shop = members_[category][member_pick_[category](random)];
    }
    return shop;
}

std::uint32_t Shops::any_item(std::size_t shop, Random& random) const {
    const Shop& seller = shops_[shop];
    const WeightedPick& pick = item_pick_[seller.items - 1];
    return seller.first_item + static_cast<std::uint32_t>(pick(random));
}

}  // namespace shouxin::world
