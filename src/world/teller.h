// How is it told? One method for each kind of event turns facts into JSON and posts it on the
// agenda, leaving out what this marketplace doesn't report. False: after the end of the log, or
// not reported at all, so nobody will ever read it. Not thread-safe.
#pragma once

#include "world/agenda.h"
#include "world/ids.h"
#include "world/report_knobs.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::world {

// Where an act came from.
struct Origin {
    std::uint32_t device = 0;
    std::uint32_t ip = 0;
};

struct ViewFacts {
    std::uint32_t account = 0;
    Origin origin;
    std::uint32_t merchant = 0;
    std::uint64_t item = 0;
    std::string_view keyword;
    int rank = 1;
    double dwell_s = 0.0;
};

struct OrderFacts {
    std::uint64_t order = 0;
    std::uint32_t buyer = 0;
    std::uint32_t merchant = 0;
    std::uint64_t item = 0;
    std::string_view category;
    int quantity = 1;
    Fen amount = 0;
    Fen subsidy = 0;
    Origin origin;
    std::uint32_t address = 0;
    std::uint32_t region = 0;
    std::uint32_t wallet = 0;
};

struct ReviewFacts {
    std::uint64_t review = 0;
    std::uint64_t order = 0;
    std::uint32_t account = 0;
    std::uint32_t merchant = 0;
    std::uint64_t item = 0;
    int stars = 5;
    std::string_view text;
    std::span<const std::uint64_t> images;
    Origin origin;
};

// Payment accounts are numbered; this number is the platform itself.
inline constexpr std::uint32_t platform_wallet = 0;

class Teller {
public:
    Teller(const ReportKnobs& knobs, const Ids& ids, Agenda& agenda)
        : knobs_(knobs), ids_(ids), agenda_(agenda) {}

    bool merchant_opened(
        Ms at,
        std::uint32_t merchant,
        std::string_view category,
        std::uint32_t region,
        std::uint32_t wallet);
    bool campaign_declared(
        Ms at,
        std::uint64_t campaign,
        std::uint32_t merchant,
        const std::uint64_t* item,
        std::string_view kind);
    // `inviter` null: nobody.
    bool account_registered(
        Ms at,
        std::uint32_t account,
        Origin origin,
        std::uint32_t identity,
        const std::uint32_t* inviter);
    bool item_viewed(Ms at, const ViewFacts& view);
    bool order_placed(Ms at, const OrderFacts& order);
    bool order_paid(Ms at, std::uint64_t order, std::uint32_t wallet, Fen amount);
    bool order_cancelled(Ms at, std::uint64_t order);
    bool order_refunded(Ms at, std::uint64_t order, Fen amount);
    bool parcel_shipped(
        Ms at,
        std::uint64_t order,
        std::uint64_t parcel,
        std::string_view carrier,
        std::int64_t weight_g,
        std::uint32_t origin);
    bool parcel_scanned(Ms at, std::uint64_t parcel, std::uint32_t place);
    bool parcel_delivered(Ms at, std::uint64_t order, std::uint64_t parcel, std::uint32_t place);
    bool service_redeemed(Ms at, std::uint64_t order, std::uint32_t place);
    bool review_posted(Ms at, const ReviewFacts& review);
    bool review_removed(Ms at, std::uint64_t review, std::string_view by);
    bool review_liked(Ms at, std::uint64_t review, std::uint32_t account, Origin origin);
    bool transfer_made(
        Ms at, std::uint32_t payer, std::uint32_t payee, Fen amount, std::string_view note);
    bool staff_accessed(
        Ms at, std::uint32_t staff, std::string_view resource, std::string_view action);
    bool message_posted(
        Ms at, const std::uint32_t* account, std::string_view channel, std::string_view text);

    // The last moment that is told.
    Ms end() const { return agenda_.end(); }

private:
    Teller& begin();
    Teller& id(std::string_view key, Kind kind, std::uint64_t number);
    Teller& wallet(std::string_view key, std::uint32_t number);
    Teller& number(std::string_view key, std::int64_t value);
    Teller& text(std::string_view key, std::string_view value);
    Teller& division(std::string_view key, std::uint32_t code);
    Teller& origin(const Origin& from);
    void key(std::string_view key);

    const ReportKnobs& knobs_;
    const Ids& ids_;
    Agenda& agenda_;
    std::string fields_;
};

}  // namespace shouxin::world
