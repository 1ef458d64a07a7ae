// Every number that a measure or a judgement rests on and that isn't learned, in one table, with
// where it comes from. What is learned stands in data/model.
//
// Sources: [attacks] the attack forms the project is built against (docs/attacks.md), [law] a
// rule of law, [cost] a bound on memory or time, [form] follows from how a measure is defined,
// [trial] chosen on simulated worlds, never on a market that we are judged by.
#pragma once

#include <cstddef>
#include <cstdint>

namespace shouxin::signal::constants {

constexpr std::uint32_t hour_s = 3600;
constexpr std::uint32_t day_s = 24 * hour_s;

// --- money ------------------------------------------------------------------------------------
constexpr std::uint32_t prefund_s = 3 * day_s;        // [attacks 9] funding comes days before
constexpr std::uint32_t cash_back_s = 35 * day_s;     // [attacks 2] back after delivery or review
constexpr std::uint32_t split_within_s = 10 * day_s;  // [attacks 2] the parts of one cash-back
constexpr std::size_t split_parts_max = 4;            // [trial]
constexpr std::size_t received_max = 256;             // transfers looked at for an order; [cost]
constexpr std::size_t payers_max = 32;                // of a wallet that make groups; [cost]
constexpr std::int64_t money_max = 1'000'000'000'000'000;  // fen; sums stop there; [cost]
constexpr std::int64_t commission_max = 6000;  // fen; [attacks 2] 5 to 20 yuan, with room
constexpr std::int64_t commission_share = 4;   // or a quarter of a dear thing; [trial]

// --- path -------------------------------------------------------------------------------------
constexpr std::uint32_t path_s = 6 * hour_s;   // views that belong to an order; [attacks 1]
constexpr std::uint32_t wandering_s = hour_s;  // comparing other items; [attacks 1]
constexpr std::size_t views_held = 8;          // an account; [cost]
constexpr std::size_t habit_orders_min = 5;    // to speak of an item's habits; [form]

// --- parcels ----------------------------------------------------------------------------------
constexpr std::size_t weighings_min = 3;  // to know what an item weighs; [form]
constexpr std::int16_t light_ln = -50;    // less than 60 % of what it should weigh; [attacks 5]
constexpr std::uint32_t usual_weight_permille =
    800;  // quantile: empties can't pull it down; [trial]

// --- sharing, crews ---------------------------------------------------------------------------
constexpr double surprise_floor = 0.01;     // least expectation; one meeting never convicts; [form]
constexpr std::size_t crew_shops_max = 20;  // an account; [cost]

// --- tempo, sales -----------------------------------------------------------------------------
constexpr std::uint32_t cohort_s = 3 * day_s;    // made in the same days; [attacks 4, 6]
constexpr std::uint32_t birth_s = day_s;         // born together; [attacks 4]
constexpr std::uint32_t repeat_s = 10 * day_s;   // the same item again; [attacks 12]
constexpr std::uint32_t surge_s = day_s / 2;     // to either side; [attacks 7]
constexpr std::uint32_t campaign_s = 3 * day_s;  // a live-stream sale; [attacks 7]
constexpr std::uint32_t trial_s = 30 * day_s;    // a declared trial; [attacks, declared trials]
constexpr std::size_t background_min = 20;       // values before a category has ranks; [form]

// --- subsidies --------------------------------------------------------------------------------
constexpr std::int64_t edge_permille = 100;  // "just above" the threshold; [attacks 9]
constexpr std::size_t subsidised_min = 10;   // orders before a threshold is known; [form]

// --- reviews ----------------------------------------------------------------------------------
constexpr std::uint32_t hush_money_s = 15 * day_s;  // paid after a bad review; [attacks 11, 15]
constexpr std::size_t nearest_reviews = 5;          // docs/adr/0004; mean over the 5 nearest
constexpr std::size_t review_words_max = 200;       // bigrams of a review that are compared; [cost]
constexpr std::size_t campaigns_max = 50;           // of a shop, the latest; [cost]
constexpr std::size_t min_hashes = 6;               // [cost]
constexpr std::size_t prefetch_events = 12;         // that memory is asked for ahead of; [cost]
constexpr std::size_t bucket_candidates = 24;       // [cost]

// --- groups that must not be treated worse; not evidence ---------------------------------------
constexpr std::uint32_t new_shop_s = 60 * day_s;  // [form]
constexpr std::size_t shared_address_min = 5;     // accounts: more than a household; [form]

// --- judgement --------------------------------------------------------------------------------
constexpr double company_prior_ppm = 10'000.0;        // 1 %: priors expect 1 to 3 % guilt; [trial]
constexpr double company_prior_many = 2.0;            // as if two more such were seen; [trial]
constexpr std::uint32_t company_day_s = 36 * hour_s;  // a shop's days around an order; [trial]
constexpr std::uint32_t place_ppm = 400'000;       // what its item and shop alone may say; [trial]
constexpr std::uint32_t one_family_ppm = 800'000;  // what one family alone may say; [trial]
constexpr std::int16_t victim_fed_permille =
    800;  // of a shop's fakes, by one clean rival; [attacks 12]
constexpr std::uint32_t spared_ppm = 490'000;  // below review, whatever else; [attacks 12]
constexpr std::int64_t funding_least = 10;     // a tenth of what a payer pays out; [trial]
constexpr std::size_t hub_payees_min = 3;      // a wallet that pays fewer is a friend; [attacks 2]
constexpr std::uint32_t explain_local_ppm = 100'000;  // the same of early answers; [cost]
constexpr std::uint32_t explain_ppm = 20'000;         // below, there is nothing to explain; [cost]
constexpr std::int32_t reason_least = 100;  // thousandths of a nat, of a literal reason; [trial]
constexpr std::uint32_t staff_before_s = 4 * day_s;  // an insider before a run; [attacks 9]
constexpr double staff_chance = 0.1;             // that anybody of the staff shows as much; [form]
constexpr std::uint32_t recruiter_ppm = 10'000;  // the prior: told of, not suspected; [form]
constexpr std::int16_t hush_permille = 200;      // of the price, for a review; [attacks 15]
constexpr std::uint32_t hidden_reviews_min = 3;  // of a shop; [form]
constexpr double unpaid_chance = 0.05;           // that an unpaid worker is one by chance; [form]
constexpr double unpaid_most = 0.2;         // of one who was lured by a first payment; [attacks 18]
constexpr std::uint32_t due_s = 7 * day_s;  // before it is called unpaid; [form]
constexpr std::uint32_t bought_praise_min = 5;       // of a shop; [form]
constexpr std::int16_t circumstance_surprise = 700;  // e^-7: one in a thousand shops; [form]
constexpr std::uint32_t answer_marks_s = 600;   // the local tier answers again at these; [cost]
constexpr std::uint32_t ask_anew_ppm = 10'000;  // less isn't asked again without news; [cost]
constexpr std::int16_t ask_anew_rise = 40;      // in hundredths of a nat, is news; [cost]
constexpr std::uint32_t ring_suspicious_ppm = 500'000;    // the review threshold
constexpr std::uint64_t ring_orders_min_ppm = 5'000'000;  // five expected fakes; [trial]
constexpr std::uint32_t farm_age_s = 60 * day_s;          // of a farm's accounts; [attacks 4]
constexpr std::size_t household_most = 8;                 // accounts at one address; [trial]
constexpr std::size_t ring_accounts_min = 3;              // fewer are no ring; [trial]

}  // namespace shouxin::signal::constants
