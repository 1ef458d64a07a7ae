// Who sells what? Shops with their town, settlement account, fame and items; some close, some open
// again under another name. A shop's gang is filled in by whoever recruits it.
#pragma once

#include "base/random.h"
#include "world/knobs.h"
#include "world/moment.h"
#include "world/serials.h"
#include "world/words.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace shouxin::world {

inline constexpr Ms never = std::numeric_limits<Ms>::max();

struct Item {
    Fen price = 0;
    std::uint32_t weight_g = 0;
    std::uint32_t search = 0;  // row of the category's searches
};

struct Shop {
    std::uint32_t category = 0;
    std::uint32_t town = 0;
    std::uint32_t wallet = 0;
    std::uint32_t first_item = 0;
    std::uint32_t items = 0;
    float fame = 1.0F;    // weight among shops
    float regret = 1.0F;  // factor on refunds and complaints
    float amends = 1.0F;  // factor on goodwill
    Ms opened_at = 0;
    Ms closed_at = never;  // for good
    Fen sales = 0;         // since the last settlement
    bool guilty = false;   // recruited by a gang, as member, beneficiary or victim

    bool open(Ms now) const { return opened_at <= now && now < closed_at; }
};

struct Category {
    const CategoryWords* words = nullptr;
    std::string name;
    double price_fen = 0.0;
    double weight_g = 0.0;
};

// What a shop that opens again under another name keeps of the old one.
struct Inheritance {
    bool payee = true;
    bool town = true;
    bool goods = true;      // the same things at about the same prices
    bool item_ids = false;  // and under the same names
};

class Shops {
public:
    Shops(const Knobs& knobs, const Places& places, Serials& serials, Random random);

    std::size_t size() const { return shops_.size(); }

    Shop& operator[](std::size_t shop) { return shops_[shop]; }

    const Shop& operator[](std::size_t shop) const { return shops_[shop]; }

    const Item& item(std::size_t number) const { return items_[number]; }

    const Category& category_of(std::size_t shop) const {
        return categories_[shops_[shop].category];
    }

    const std::vector<Category>& categories() const { return categories_; }

    // By fame, open at `now`.
    std::size_t any_open(Ms now, Random& random) const;

    // By fame, of one category; the shop itself when it is alone.
    std::size_t any_in_category(std::size_t category, Ms now, Random& random) const;

    // An item of the shop; the first are the best sellers.
    std::uint32_t any_item(std::size_t shop, Random& random) const;

    // A new shop in place of `old`, which the caller closes. It is found by nobody before
    // `rank_by_fame`.
    std::uint32_t reopen(
        std::uint32_t old, Ms opened_at, const Inheritance& kept, Serials& serials, Random& random);

    // Lets people find the shops that were opened since; fame is not a thing that changes daily.
    void rank_by_fame();

    // 0 for the most famous shop, near 1 for the least.
    double obscurity(std::size_t shop) const { return obscurity_[shop]; }

private:
    void open_shop(const Knobs& knobs, const Places& places, Serials& serials, Random& random);
    void found_branch(Shop& branch, const Knobs& knobs, Random& random);
    void stock(Shop& shop, const ShopKnobs& knobs, Random& random);
    void take_over_goods(Shop& shop, const Shop& old, Random& random);

    std::vector<Category> categories_;
    std::vector<Shop> shops_;
    std::vector<Item> items_;
    std::vector<double> obscurity_;
    std::vector<WeightedPick> by_fame_;                // one: over all shops
    std::vector<std::vector<std::uint32_t>> members_;  // by category
    std::vector<WeightedPick> member_pick_;
    std::vector<WeightedPick> item_pick_;  // by number of items
    std::size_t towns_ = 0;
};

}  // namespace shouxin::world
