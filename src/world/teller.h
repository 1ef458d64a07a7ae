// What is told? One method for each kind of event turns facts into a record and posts it on the
// agenda, leaving out what this marketplace doesn't report; lines.h writes it when its time has
// come. False: after the end of the log, or not reported at all, so nobody will ever read it.
// Not thread-safe.
#pragma once

#include "world/agenda.h"
#include "world/record.h"
#include "world/report_knobs.h"

#include <cstdint>
#include <span>
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
    Teller(const ReportKnobs& knobs, Agenda& agenda) : knobs_(knobs), agenda_(agenda) {}

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
    // Everything is put in the order in which it is written.
    template <class... Facts>
    void begin(Event event, const Facts&... facts) {
        record_.begin(event);
        (put(facts), ...);
    }

    template <class Fact>
    void put(const Fact& fact) {
        record_.put(fact);
    }

    void put(const Origin& from) {
        record_.put(from.device);
        record_.put(from.ip);
    }

    template <class Number>
    void put_maybe(const Number* number) {
        record_.put(number == nullptr ? std::uint64_t{0} : *number + std::uint64_t{1});
    }

    bool post(Ms at) { return agenda_.post(at, record_.bytes()); }

    const ReportKnobs& knobs_;
    Agenda& agenda_;
    RecordWriter record_;
};

}  // namespace shouxin::world
