#include "live/trial_hits.h"

#include "live/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace shouxin::live {
namespace {

using proof::Json;

constexpr std::uint32_t day_s = 86'400;
constexpr std::array<std::string_view, 5> ages{
    "under-7-days", "7-to-29-days", "30-to-179-days", "180-days-and-more", "unknown"};
constexpr std::array<std::string_view, 4> sizes{
    "under-10-orders", "10-to-99-orders", "100-to-999-orders", "1000-orders-and-more"};

std::size_t age_of(const Watch& watch, model::MerchantIx merchant) {
    const std::uint32_t opened = watch.market().merchants.rows().get(merchant).opened_s;
    if (opened == 0) {
        return 4;
    }
    const std::uint32_t days = watch.now() > opened ? (watch.now() - opened) / day_s : 0;
    return days < 7 ? 0 : days < 30 ? 1 : days < 180 ? 2 : 3;
}

std::size_t size_of(const Watch& watch, model::MerchantIx merchant) {
    const std::uint32_t orders = watch.shops().shop(merchant).orders;
    return orders < 10 ? 0 : orders < 100 ? 1 : orders < 1000 ? 2 : 3;
}

std::uint64_t count(const std::vector<bool>& merchants) {
    return static_cast<std::uint64_t>(std::ranges::count(merchants, true));
}

void mark(std::vector<bool>& merchants, std::uint32_t merchant) {
    if (merchant >= merchants.size()) {
        merchants.resize(std::size_t{merchant} + 1);
    }
    merchants[merchant] = true;
}

bool is_less_probable(const Compared& a, const Compared& b) {
    return a.ppm != b.ppm ? a.ppm < b.ppm : a.subject < b.subject;
}

bool is_more_probable(const Compared& a, const Compared& b) {
    return a.ppm != b.ppm ? a.ppm > b.ppm : a.subject < b.subject;
}

// The first so many in the order of `is_before`, as a heap.
template <class IsBefore>
void keep_first(
    std::vector<Compared>& kept, const Compared& one, std::size_t most, const IsBefore& is_before) {
    if (kept.size() == most) {
        if (!is_before(one, kept.front())) {
            return;
        }
        std::ranges::pop_heap(kept, is_before);
        kept.pop_back();
    }
    kept.push_back(one);
    std::ranges::push_heap(kept, is_before);
}

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

}  // namespace

void TrialHits::add(const Compared& one) {
    const std::int64_t amount = amount_of(one.subject, watch_);
    Cell& cell = matrix_[static_cast<std::size_t>(one.before)][static_cast<std::size_t>(one.after)];
    ++cell.many;
    cell.amount += amount;
    if (one.after > one.before) {
        keep_first(worse_, one, examples_max, is_less_probable);
    } else if (one.after < one.before) {
        keep_first(better_, one, examples_max, is_more_probable);
    }
    if (const model::MerchantIx merchant = merchant_of(one.subject, watch_); merchant.valid()) {
        put(by_age_[age_of(watch_, merchant)], one, amount, merchant.value);
        put(by_size_[size_of(watch_, merchant)], one, amount, merchant.value);
        const model::Division region = watch_.shops().shop(merchant).region;
        put(by_region_[region.province()], one, amount, merchant.value);
    }
}

void TrialHits::put(
    Bucket& bucket, const Compared& one, std::int64_t amount, std::uint32_t merchant) {
    constexpr std::uint32_t certain = 1'000'000;
    ++bucket.of_subjects;
    bucket.of_amount += amount;
    bucket.treated_before += one.before != Outcome::allow ? 1 : 0;
    bucket.treated_after += one.after != Outcome::allow ? 1 : 0;
    mark(bucket.of_merchants, merchant);
    if (one.after > one.before) {
        ++bucket.subjects;
        bucket.amount += amount;
        bucket.honest_ppm += certain - std::min(one.ppm, certain);
        mark(bucket.merchants, merchant);
    }
}

Json TrialHits::changes_json() const {
    Json::Array changes;
    for (std::size_t before = 0; before < 3; ++before) {
        for (std::size_t after = 0; after < 3; ++after) {
            const Cell& cell = matrix_[before][after];
            if (cell.many > 0) {
                Json row = Json::object();
                row.put("after", policy::name_of(static_cast<Outcome>(after)))
                    .put("amount", fen(cell.amount))
                    .put("before", policy::name_of(static_cast<Outcome>(before)))
                    .put("many", cell.many);
                changes.push_back(std::move(row));
            }
        }
    }
    return changes;
}

Json TrialHits::examples_json(const std::vector<Compared>& examples) const {
    Json::Array rows;
    for (const Compared& one : examples) {
        const model::MerchantIx merchant = merchant_of(one.subject, watch_);
        Json row = Json::object();
        row.put("after", policy::name_of(one.after))
            .put("amount", amount_of(one.subject, watch_))
            .put("before", policy::name_of(one.before))
            .put(
                "merchant",
                merchant.valid() ? watch_.name_of({model::SubjectKind::merchant, merchant.value})
                                 : std::string())
            .put("probability_ppm", one.ppm)
            .put("subject", watch_.name_of(one.subject));
        rows.push_back(std::move(row));
    }
    return rows;
}

Json TrialHits::bucket_json(std::string name, const Bucket& bucket) {
    Json row = Json::object();
    row.put("amount", fen(bucket.amount))
        .put("honest_ppm", bucket.subjects == 0 ? 0 : bucket.honest_ppm / bucket.subjects)
        .put("merchants", count(bucket.merchants))
        .put("name", std::move(name))
        .put("of_amount", fen(bucket.of_amount))
        .put("of_merchants", count(bucket.of_merchants))
        .put("of_subjects", bucket.of_subjects)
        .put("subjects", bucket.subjects)
        .put("treated_after", bucket.treated_after)
        .put("treated_before", bucket.treated_before);
    return row;
}

Json TrialHits::json() const {
    Json::Array by_age;
    for (std::size_t i = 0; i < by_age_.size(); ++i) {
        by_age.push_back(bucket_json(std::string(ages[i]), by_age_[i]));
    }
    Json::Array by_size;
    for (std::size_t i = 0; i < by_size_.size(); ++i) {
        by_size.push_back(bucket_json(std::string(sizes[i]), by_size_[i]));
    }
    Json::Array by_region;
    for (const auto& [province, bucket] : by_region_) {
        by_region.push_back(
            bucket_json(province == 0 ? "unknown" : fmt::format("{:02}0000", province), bucket));
    }
    std::vector<Compared> worse = worse_;
    std::vector<Compared> better = better_;
    std::ranges::sort(worse, is_less_probable);
    std::ranges::sort(better, is_more_probable);
    Json json = Json::object();
    json.put("better_examples", examples_json(better))
        .put("changes", changes_json())
        .put("hit_by_merchant_age", std::move(by_age))
        .put("hit_by_merchant_size", std::move(by_size))
        .put("hit_by_region", std::move(by_region))
        .put("hit_examples", examples_json(worse));
    return json;
}

}  // namespace shouxin::live
