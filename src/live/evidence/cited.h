// What does an event say, for people? One that the state still knows, in words. Pure.
#pragma once

#include "live/watch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::live {

struct Cited {
    signal::EventRef event = signal::no_event;
    std::string_view type;  // docs/events.md
    signal::Seconds at_s = 0;
    std::optional<Subject> subject;  // whom to look at
    std::string zh;
    std::string en;
};

Cited cite_order(model::OrderIx order, const Watch& watch);

// REQUIRES: it was shipped.
Cited cite_parcel(model::OrderIx order, const Watch& watch);

// REQUIRES: it was delivered. Of these no id is kept.
Cited cite_delivery(model::OrderIx order, const Watch& watch);

// Of a shop; no id is kept.
Cited cite_opening(model::MerchantIx merchant, const Watch& watch);

Cited cite_transfer(const signal::Transfer& transfer, const Watch& watch);
Cited cite_review(model::ReviewIx review, const Watch& watch);
Cited cite_registration(model::AccountIx account, const Watch& watch);
Cited cite_post(const signal::RecruitingPost& post, const Watch& watch);

}  // namespace shouxin::live
