// What happened on the market? The vocabulary of docs/events.md as types:
// parsed once at the edge, so that inside a value can't be invalid.
//
// Views (text, keyword, ...) point into the batch that carries the event and
// live as long as it does. Amounts are fen. An index that wasn't given is invalid.
#pragma once

#include "model/entities.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace shouxin::model {

struct MerchantOpened {
    MerchantIx merchant;
    CategoryIx category;
    Division region;
    WalletIx payee;
};

enum class CampaignKind : std::uint8_t { trial, livestream, coupon, festival };

struct CampaignDeclared {
    CampaignIx campaign;
    MerchantIx merchant;
    ItemIx item;
    CampaignKind kind = CampaignKind::trial;
};

struct AccountRegistered {
    AccountIx account;
    DeviceIx device;
    IpIx ip;
    IdentityIx identity;
    AccountIx inviter;
};

struct ItemViewed {
    AccountIx account;
    DeviceIx device;
    IpIx ip;
    MerchantIx merchant;
    ItemIx item;
    std::string_view keyword;  // free text, contacts already replaced by tokens
    std::int32_t rank = 0;     // position in the result list from 1; 0 is unknown
    std::uint32_t dwell_ms = 0;
};

struct OrderPlaced {
    OrderIx order;
    AccountIx buyer;
    MerchantIx merchant;
    ItemIx item;
    CategoryIx category;
    DeviceIx device;
    IpIx ip;
    AddressIx address;
    WalletIx payer;
    std::uint32_t quantity = 0;
    std::int64_t amount = 0;  // total before subsidy
    std::int64_t subsidy = 0;
    Division region;
};

struct OrderPaid {
    OrderIx order;
    WalletIx payer;
    std::int64_t amount = 0;
};

struct OrderCancelled {
    OrderIx order;
};

struct OrderRefunded {
    OrderIx order;
    std::int64_t amount = 0;
};

struct ParcelShipped {
    OrderIx order;
    ParcelIx parcel;
    CarrierIx carrier;
    std::int64_t weight_g = 0;
    Division origin;
};

struct ParcelScanned {
    ParcelIx parcel;
    Division place;
};

struct ParcelDelivered {
    OrderIx order;
    ParcelIx parcel;
    Division place;
};

struct ServiceRedeemed {
    OrderIx order;
    Division place;
};

struct ReviewPosted {
    ReviewIx review;
    OrderIx order;
    AccountIx account;
    MerchantIx merchant;
    ItemIx item;
    DeviceIx device;
    IpIx ip;
    std::uint8_t stars = 0;     // 1 to 5
    std::uint8_t contacts = 0;  // phone numbers, WeChat ids and hotlines found in `text`
    std::string_view text;      // contacts already replaced by tokens
    std::span<const std::uint64_t> images;  // keyed hashes of the perceptual hashes
};

enum class ReviewRemover : std::uint8_t { author, merchant, platform };

struct ReviewRemoved {
    ReviewIx review;
    ReviewRemover by = ReviewRemover::author;
};

struct ReviewLiked {
    ReviewIx review;
    AccountIx account;
    DeviceIx device;
    IpIx ip;
};

struct TransferMade {
    WalletIx payer;
    WalletIx payee;
    std::int64_t amount = 0;
    std::uint8_t contacts = 0;
    std::string_view note;
};

enum class StaffAction : std::uint8_t { read, write, override_rule };

struct StaffAccessed {
    StaffIx staff;
    StaffAction action = StaffAction::read;
    std::string_view resource;
};

struct MessagePosted {
    AccountIx account;
    std::uint8_t contacts = 0;
    std::string_view channel;
    std::string_view text;
};

struct PageSeen {
    std::string_view url;
    std::string_view text;
    std::string_view brand;
    std::uint8_t contacts = 0;
};

// A type this version doesn't know: accepted and counted, not interpreted.
struct UnknownEvent {};

using EventBody = std::variant<
    MerchantOpened,
    CampaignDeclared,
    AccountRegistered,
    ItemViewed,
    OrderPlaced,
    OrderPaid,
    OrderCancelled,
    OrderRefunded,
    ParcelShipped,
    ParcelScanned,
    ParcelDelivered,
    ServiceRedeemed,
    ReviewPosted,
    ReviewRemoved,
    ReviewLiked,
    TransferMade,
    StaffAccessed,
    MessagePosted,
    PageSeen,
    UnknownEvent>;

// As docs/events.md spells them, in the order of EventBody; of UnknownEvent there are many.
constexpr std::array<std::string_view, std::variant_size_v<EventBody> - 1> event_types{
    "merchant.opened",
    "campaign.declared",
    "account.registered",
    "item.viewed",
    "order.placed",
    "order.paid",
    "order.cancelled",
    "order.refunded",
    "parcel.shipped",
    "parcel.scanned",
    "parcel.delivered",
    "service.redeemed",
    "review.posted",
    "review.removed",
    "review.liked",
    "transfer.made",
    "staff.accessed",
    "message.posted",
    "page.seen"};

struct Event {
    std::int64_t at_ms = 0;    // event time, Unix milliseconds
    std::uint64_t number = 0;  // place in the log: the n-th accepted event, from 0
    bool late = false;         // older than the lateness bound when it came
    std::string_view id;       // as the sender named it; lives as long as the batch
    EventBody body;
};

}  // namespace shouxin::model
