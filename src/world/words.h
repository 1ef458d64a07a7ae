// Which words exist? The vocabulary that worlds draw from: goods by category, what people say of
// them, what they write beside money, what recruiters write. Each world uses a part of each list.
// Immutable.
#pragma once

#include <span>
#include <string_view>

namespace shouxin::world {

using Words = std::span<const std::string_view>;

struct CategoryWords {
    std::string_view english;
    std::string_view chinese;
    Words things;    // what a review talks about
    Words searches;  // what leads people here
    double price_yuan = 100.0;
    double weight_g = 500.0;
    bool service = false;  // redeemed, not shipped
};

std::span<const CategoryWords> all_categories();

namespace words {

Words praise_heads();
Words praise_middles();
Words praise_ends();
Words good_traits();
Words bad_traits();
Words service_good_traits();
Words service_bad_traits();
Words asides();
Words short_praise();
Words short_shrugs();
Words short_blame();
Words angry();
Words chat();
Words chat_questions();  // "{}" stands for a search
Words honest_offers();
Words lures();          // "{}" stands for a sum
Words stiffed_cries();  // "{}" stands for a number of orders
Words card_words();     // of cards in parcels that buy bad reviews; "{}" stands for a sum
Words keyword_affixes();

Words friend_notes();
Words wage_notes();
Words amends_notes();
Words reward_notes();
Words agency_notes();
Words settlement_notes();
Words trial_notes();
Words split_bill_notes();

Words carriers();
Words staff_resources();
Words channels();

}  // namespace words

}  // namespace shouxin::world
