#include "world/browse.h"

#include <algorithm>

namespace shouxin::world {
namespace {

constexpr int deepest_rank = 400;

}  // namespace

// A view is told when it begins; the next begins when it ends and a little later.
Ms Browse::look(
    Ms from, std::uint32_t account, const Origin& origin, const Look& seen, Random& random) {
    ViewFacts view;
    view.account = account;
    view.origin = origin;
    view.merchant = static_cast<std::uint32_t>(seen.shop);
    view.item = seen.item;
    view.keyword = seen.keyword;
    view.rank = seen.rank;
    view.dwell_s = seen.dwell_s;
    world_.tell.item_viewed(from, view);
    return from + seconds(seen.dwell_s) + seconds(random.uniform(1.0, 25.0));
}

int Browse::natural_rank(std::size_t shop, Random& random) const {
    const BrowseKnobs& knobs = world_.knobs.browse;
    double rank = random.lognormal(1.6, knobs.rank_tail * 1.35);
    if (random.chance(knobs.deep)) {
        rank = log_uniform(random, 20.0, 2.5 * deepest_rank);
    }
    if (random.chance(knobs.rank_by_fame)) {
        rank += random.exponential(1.0) * 60.0 * world_.shops.obscurity(shop);
    }
    return std::clamp(static_cast<int>(rank), 1, deepest_rank);
}

std::string Browse::search_for(std::size_t shop, std::uint32_t item, Random& random) const {
    const CategoryWords& words = *world_.shops.category_of(shop).words;
    std::string search(words.searches[world_.shops.item(item).search % words.searches.size()]);
    if (random.chance(0.12)) {
        const Words affixes = words::keyword_affixes();
        search.append(" ").append(affixes[random.uniform_index(affixes.size())]);
    }
    return search;
}

Ms Browse::wander(
    Ms from,
    std::uint32_t account,
    const Origin& origin,
    std::size_t category,
    std::string_view keyword,
    int looks,
    Random& random) {
    const BrowseKnobs& knobs = world_.knobs.browse;
    for (; looks > 0; --looks) {
        const std::size_t shop = world_.shops.any_in_category(category, from, random);
        const std::uint32_t item = world_.shops.any_item(shop, random);
        const double dwell = random.lognormal(knobs.glance_s, knobs.glance_sigma);
        const std::string_view led_by = random.chance(0.92) ? keyword : std::string_view();
        from = look(
            from, account, origin, {shop, item, led_by, natural_rank(shop, random), dwell}, random);
    }
    return from;
}

Ms Browse::naturally(
    Ms from,
    std::uint32_t account,
    const Origin& origin,
    std::size_t shop,
    std::uint32_t item,
    Random& random) {
    const BrowseKnobs& knobs = world_.knobs.browse;
    if (random.chance(knobs.no_view)) {
        return from;
    }
    const std::string keyword =
        random.chance(knobs.searching) ? search_for(shop, item, random) : std::string();
    const double others = random.lognormal(knobs.other_items, knobs.other_sigma) - 0.45;
    const int looks = std::clamp(static_cast<int>(others), 0, 25);
    from = wander(from, account, origin, world_.shops[shop].category, keyword, looks, random);
    double dwell = random.lognormal(knobs.dwell_s, knobs.dwell_sigma);
    if (world_.people[account].careful && random.chance(0.7)) {
        dwell = knobs.careful_dwell.draw(random);
    }
    from = look(
        from,
        account,
        origin,
        {shop, item, keyword, natural_rank(shop, random), std::min(dwell, 9000.0)},
        random);
    return from + seconds(random.uniform(2.0, 40.0));
}

Ms Browse::as_told(
    Ms from,
    std::uint32_t account,
    const Origin& origin,
    std::size_t shop,
    std::uint32_t item,
    const ViewTask& task,
    Random& random) {
    const std::string keyword =
        task.keyword.empty() ? search_for(shop, item, random) : task.keyword;
    const std::size_t category = world_.shops[shop].category;
    for (int i = task.others.draw_int(random); i > 0; --i) {
        const std::size_t rival = world_.shops.any_in_category(category, from, random);
        const std::uint32_t other = world_.shops.any_item(rival, random);
        from = look(
            from,
            account,
            origin,
            {rival, other, keyword, natural_rank(rival, random), task.other_dwell_s.draw(random)},
            random);
    }
    const std::string_view led_by =
        random.chance(task.hides_keyword) ? std::string_view() : std::string_view(keyword);
    const int rank = task.natural_rank ? natural_rank(shop, random)
                                       : std::clamp(task.rank.draw_int(random), 1, deepest_rank);
    from =
        look(from, account, origin, {shop, item, led_by, rank, task.dwell_s.draw(random)}, random);
    return from + seconds(random.uniform(5.0, 60.0));
}

Ms Browse::shortly(
    Ms from,
    std::uint32_t account,
    const Origin& origin,
    std::size_t shop,
    std::uint32_t item,
    const ViewTask& task,
    Random& random) {
    ViewTask brief = task;
    if (!random.chance(0.15)) {
        brief.others = {0, 0};
    }
    return as_told(from, account, origin, shop, item, brief, random);
}

void Browse::idly(Ms from, std::uint32_t account, Random& random) {
    const Origin origin = world_.people.origin(account, random);
    const std::size_t shop = world_.shops.any_open(from, random);
    const std::uint32_t item = world_.shops.any_item(shop, random);
    const std::string keyword = random.chance(world_.knobs.browse.searching)
                                    ? search_for(shop, item, random)
                                    : std::string();
    const int looks = static_cast<int>(random.uniform_int(1, 5));
    wander(from, account, origin, world_.shops[shop].category, keyword, looks, random);
}

}  // namespace shouxin::world
